'use client'
import { Button } from '@mantine/core'
import type { Act } from '@/lib/agreement/statement'
import { ACTS, type Answered, WORDS_ONLY } from './acts'
import classes from './agreement.module.css'

interface Props {
  readonly caseId: string
  readonly number: number
  readonly may: Readonly<Record<Act, boolean>>
  readonly mayComment: boolean
  readonly mayApprove: boolean
}

/** Every answer side by side and of the same size; below, what the own side can take back. Nothing happens on this page. */
export function AnswerChoices({ caseId, number, may, mayComment, mayApprove }: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}/agreement/${number}`
  const go = (path: string) => window.location.assign(`${base}/${path}`)
  const later = (['unsign', 'withdraw', 'confirm', 'terminate'] as const).filter((act) => may[act])
  const words: readonly Exclude<Answered, Act>[] = [
    ...(mayComment ? (['ask'] as const) : []),
    ...(mayApprove ? (['object'] as const) : []),
  ]
  if (later.length === 0 && words.length === 0 && !may.sign && !may.refuse) return null
  return (
    <section className={classes.section} id="answer" aria-label="Your answer">
      <h2>Your answer</h2>
      <div className={classes.choices}>
        {words.map((what) => (
          <Button key={what} size="md" variant="default" onClick={() => go(`answer/${what}`)}>
            {WORDS_ONLY[what].button} ...
          </Button>
        ))}
        {may.refuse && (
          <>
            <Button size="md" variant="default" onClick={() => go('answer/refuse')}>
              {ACTS.refuse.button} ...
            </Button>
            <Button size="md" variant="default" onClick={() => go('answer/counter')}>
              {WORDS_ONLY.counter.button} ...
            </Button>
          </>
        )}
        {may.sign && (
          <Button size="md" onClick={() => go('sign')}>
            {ACTS.sign.button} ...
          </Button>
        )}
      </div>
      {(may.sign || may.refuse) && (
        <p className={classes.muted}>
          Each of them opens a page that says first what it means. Nothing is recorded before you confirm it there.
        </p>
      )}
      {later.map((act) => (
        <div key={act} className={classes.later}>
          <Button variant="default" onClick={() => go(`answer/${act}`)}>
            {ACTS[act].button} ...
          </Button>
          <span className={classes.muted}>{ACTS[act].means}</span>
        </div>
      ))}
    </section>
  )
}
