'use client'
import { Alert } from '@mantine/core'
import Link from 'next/link'
import classes from './exchange.module.css'
import { inWords } from './import-answers'

/** What came of taking something. */
export interface Told {
  readonly created: readonly string[]
  /** How much the case had already. */
  readonly there: number
  readonly refused: number
  /** More that has to be known, a sentence each. */
  readonly more?: readonly string[]
  /** Why it stopped. */
  readonly problem?: string
}

/** Says what came of it, with the way to see it. */
export function TakenNote({ caseId, told }: { caseId: string; told: Told }) {
  const { created, there, refused, more = [], problem } = told
  const path = `/cases/${encodeURIComponent(caseId)}`
  const [first] = created
  const parts = [
    `${inWords(created.length, 'element')} added`,
    ...(there > 0 ? [`${there.toLocaleString('en')} were in the case already`] : []),
    ...(refused > 0 ? [`${refused.toLocaleString('en')} could not be taken, each with its reason in the list`] : []),
  ]
  return (
    <Alert
      color={problem !== undefined ? 'red' : refused > 0 ? 'orange' : 'teal'}
      role={problem === undefined ? 'status' : 'alert'}
      title={problem === undefined ? undefined : 'Not everything was taken'}
    >
      {problem !== undefined && `${problem} `}
      {parts.join('; ')}.
      {more.map((words) => (
        <p key={words} className={classes.quiet}>
          {words}
        </p>
      ))}
      {first !== undefined && (
        <p>
          <Link className={classes.link} href={`${path}?element=${encodeURIComponent(first)}`}>
            See it in the case
          </Link>
        </p>
      )}
    </Alert>
  )
}
