'use client'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { fullMoment } from '@/components/review/words'
import { useRoom } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { ElementId } from '@/lib/gsn/graph'
import type { Refusal } from '@/lib/gsn/outcome'
import classes from './element.module.css'

interface Run {
  readonly text: string
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
  readonly since?: string
}

/** [PNL9] The statement as it is saved, with who wrote which words; nothing while there are none. */
export function WhoWrote({ id }: { id: ElementId }) {
  const { caseId } = useRoom()
  const [runs, setRuns] = useState<readonly Run[]>()
  const [refusal, setRefusal] = useState<Refusal>()
  useEffect(() => {
    let current = true
    const query = new URLSearchParams({ element: id, field: 'statement' })
    const path = `/api/cases/${encodeURIComponent(caseId)}/history/authors?${query}`
    void callApi<{ runs: Run[] }>(path).then((answer) => {
      if (!current) return
      if (answer.ok) setRuns(answer.value.runs)
      else setRefusal(answer.refusal)
    })
    return () => {
      current = false
    }
  }, [caseId, id])
  if (refusal !== undefined) return <p className={classes.note}>{refusal.message}</p>
  if (runs === undefined || runs.length === 0) return null
  return (
    <>
      <h4>Who wrote the statement</h4>
      <p className={classes.runs}>
        {runs.map((run, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
            key={index}
            className={classes.run}
            data-side={run.side ?? 'none'}
            title={`${run.by.name}, ${sideWord(run.side)}${run.since === undefined ? '' : `, ${fullMoment(run.since)}`}`}
          >
            {run.text}
          </span>
        ))}
      </p>
      <ul className={classes.authors}>
        {authorsOf(runs).map(({ by, side, share }) => (
          <li key={by.id}>
            <span className={`${classes.person} ${SIDE_CLASS[side ?? 'none']}`}>
              {by.name} ({sideWord(side)})
            </span>{' '}
            {share}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Who of them wrote how much, the most first. */
export function authorsOf(runs: readonly Run[]): (Pick<Run, 'by' | 'side'> & { readonly share: string })[] {
  const all = runs.reduce((sum, { text }) => sum + text.length, 0)
  const totals = new Map<string, Pick<Run, 'by' | 'side'> & { letters: number }>()
  for (const { by, side, text } of runs) {
    const known = totals.get(by.id) ?? { by, ...(side === undefined ? {} : { side }), letters: 0 }
    known.letters += text.length
    totals.set(by.id, known)
  }
  return [...totals.values()]
    .sort((a, b) => b.letters - a.letters)
    .map(({ letters, ...whose }) => ({
      ...whose,
      share: letters === all ? 'all of it' : `about ${Math.max(1, Math.round((letters / all) * 100))} of 100 letters`,
    }))
}
