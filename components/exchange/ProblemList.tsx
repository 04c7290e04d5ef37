'use client'
import type { FileProblem } from '@/lib/exchange/argument-file'
import classes from './exchange.module.css'
import { inWords } from './import-answers'

/** What was not understood, each with where it stands and what was done about it. */
export function ProblemList({ problems }: { problems: readonly FileProblem[] }) {
  if (problems.length === 0) {
    return <p className={classes.quiet}>Everything in the file was understood.</p>
  }
  const left = problems.filter(({ done }) => done === 'left-out').length
  const changed = problems.length - left
  const told = [
    ...(left > 0 ? [`${inWords(left, 'thing')} left out`] : []),
    ...(changed > 0 ? [`${inWords(changed, 'remark')} on what was read`] : []),
  ].join(', ')
  return (
    <details className={classes.problems} open={problems.length <= 8}>
      <summary>Not understood as it stands: {told}</summary>
      <ul>
        {problems.map(({ line, path, done, message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: problems have no other identity
          <li key={index}>
            <span className={classes.place}>{line === undefined ? path : `Line ${line}`}</span>
            <span>{message}</span>
            <span className={classes.quiet}>{done === 'left-out' ? 'Left out.' : 'Read anyway.'}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
