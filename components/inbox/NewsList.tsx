'use client'
import Link from 'next/link'
import { newsWords } from '@/components/cases/agreement-words'
import { Moment } from '@/components/review/Byline'
import classes from './inbox.module.css'

interface Props {
  readonly cases: readonly {
    readonly case: string
    readonly title: string
    readonly news: { readonly since: string; readonly edits: number; readonly entries: number }
  }[]
}

/** What others did since I was here, over all my cases. */
export function NewsList({ cases }: Props) {
  return (
    <section aria-labelledby="news">
      <h2 id="news" className={classes.news}>
        Since you were here
      </h2>
      {cases.length === 0 ? (
        <p className={classes.none}>Nothing has happened in the cases that you have visited.</p>
      ) : (
        <ul className={`${classes.case} ${classes.lines}`}>
          {cases.map(({ case: id, title, news }) => (
            <li key={id}>
              <Link href={`/cases/${encodeURIComponent(id)}/activity`}>
                {title}: {newsWords(news)}
              </Link>
              <span className={classes.when}>
                since <Moment at={news.since} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
