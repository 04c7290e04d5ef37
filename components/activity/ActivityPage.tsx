'use client'
import { Badge, Button } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { newsWords } from '@/components/cases/agreement-words'
import { callApi } from '@/components/cases/call-api'
import caseClasses from '@/components/cases/cases.module.css'
import { Moment } from '@/components/review/Byline'
import { fullMoment } from '@/components/review/words'
import { sideWord } from '@/components/workspace/people'
import { tellRefusal } from '@/components/workspace/tell'
import { ACTIVITY_GROUPS, type ActivityGroup, type ActivityLine } from '@/lib/activity/lines'
import { pathOf } from '@/lib/review/waiting-words'
import classes from './activity.module.css'

interface EditsLine {
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
  readonly changes: number
  readonly end: string
  readonly elements: readonly { readonly id: string; readonly name: string; readonly changes: number }[]
  readonly total: number
}

interface Props {
  readonly caseId: string
  readonly title: string
  readonly since?: string
  readonly upTo: { readonly seq: number; readonly shared: number; readonly own: number }
  readonly edits: readonly EditsLine[]
  readonly lines: readonly ActivityLine[]
}

/** What others did in a case since I was here. */
export function ActivityPage({ caseId, title, since, upTo, edits, lines }: Props) {
  const path = `/cases/${encodeURIComponent(caseId)}`
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const nothing = edits.length === 0 && lines.length === 0
  async function read(): Promise<void> {
    setBusy(true)
    const outcome = await callApi(`/api${path}/seen`, { body: { upTo } })
    setBusy(false)
    if (outcome.ok) router.refresh()
    else tellRefusal(outcome.refusal)
  }
  return (
    <>
      <p className={caseClasses.crumb}>
        <Link className={caseClasses.link} href={path}>
          {title}
        </Link>
      </p>
      <div className={classes.head}>
        <h1>Since you were here</h1>
        {!nothing && (
          <Button variant="default" loading={busy} onClick={() => void read()}>
            I have read this
          </Button>
        )}
        <Button component={Link} href={path}>
          Open the case
        </Button>
      </div>
      <p className={caseClasses.lead} role="status">
        {summary(since, edits, lines)}
      </p>
      {edits.length > 0 && (
        <section className={classes.group} aria-labelledby="edits">
          <h2 id="edits">Edits</h2>
          <ul className={classes.lines}>
            {edits.map((line) => (
              <Edits key={`${line.by.id} ${line.side}`} path={path} line={line} />
            ))}
          </ul>
          <p className={caseClasses.muted}>
            <Link className={caseClasses.link} href={`${path}?view=history`}>
              Compare the states before and after in the history
            </Link>
          </p>
        </section>
      )}
      {(Object.keys(ACTIVITY_GROUPS) as ActivityGroup[]).map((group) => (
        <Facts key={group} caseId={caseId} group={group} lines={lines.filter((line) => line.group === group)} />
      ))}
    </>
  )
}

function summary(since: string | undefined, edits: readonly EditsLine[], lines: readonly unknown[]): string {
  if (since === undefined) return 'You have not been in this case before: all of it is new. Open it to begin.'
  const changes = edits.reduce((sum, each) => sum + each.changes, 0)
  const words = newsWords({ edits: changes, entries: lines.length })
  const when = fullMoment(since)
  return words === '' ? `Nothing has happened since ${when}.` : `${words} by others since ${when}.`
}

function Edits({ path, line: { by, side, changes, end, elements, total } }: { path: string; line: EditsLine }) {
  return (
    <li>
      <strong>{by.name}</strong>, {sideWord(side)}: {changes === 1 ? '1 change' : `${changes} changes`} to{' '}
      {total === 1 ? '1 element' : `${total} elements`}
      <span className={classes.when}>
        <Moment at={end} />
      </span>
      <span className={classes.elements}>
        {elements.map(({ id, name }) => (
          <Link key={id} href={`${path}?element=${encodeURIComponent(id)}`}>
            {name}
          </Link>
        ))}
        {total > elements.length && <span>and {total - elements.length} more</span>}
      </span>
    </li>
  )
}

/** Lines drawn at first. */
const STEP = 50

function Facts({ caseId, group, lines }: { caseId: string; group: ActivityGroup; lines: readonly ActivityLine[] }) {
  const [shown, setShown] = useState(STEP)
  if (lines.length === 0) return null
  const newest = [...lines].reverse()
  return (
    <section className={classes.group} aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{ACTIVITY_GROUPS[group]}</h2>
      <ul className={classes.lines}>
        {newest.slice(0, shown).map((line, index) => {
          const leads = line.element !== undefined || line.proposal !== undefined
          // Two facts may say the same; they have no other identity here.
          const key = `${line.at} ${line.words} ${index}`
          return (
            <li key={key}>
              <strong>{line.by}</strong>{' '}
              {leads ? <Link href={pathOf(caseId, line)}>{line.words}</Link> : <span>{line.words}</span>}
              {line.private && (
                <Badge color="gray" ml={8}>
                  Own side only
                </Badge>
              )}
              <span className={classes.when}>
                <Moment at={line.at} />
              </span>
              {line.text !== undefined && <p>{line.text}</p>}
            </li>
          )
        })}
      </ul>
      {newest.length > shown && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(shown + 200)}>
          Show more of {newest.length}
        </Button>
      )}
    </section>
  )
}
