'use client'
import { Button, UnstyledButton } from '@mantine/core'
import { counted } from '@/components/review/words'
import { useNavigate } from '@/components/workspace/CaseContext'
import classes from './approvals.module.css'
import type { ManyResult } from './use-approve-many'

const NAMED = 8

/** What became of approving many claims: how many, and by name those that were not, each with its reason. */
export function ManyResultLine({ result, onClose }: { result: ManyResult; onClose: () => void }) {
  const { select } = useNavigate()
  const { recorded, unchanged, refused, problem } = result
  return (
    <div className={classes.result} role="status">
      <div className={classes.resultHead}>
        <span>
          {counted(recorded, 'claim')} approved
          {unchanged > 0 && `, ${unchanged} you had approved already`}
          {refused.length > 0 && `, ${refused.length} not`}.
        </span>
        <Button variant="subtle" size="compact-xs" onClick={onClose}>
          Close
        </Button>
      </div>
      {problem !== undefined && <p className={classes.bad}>{problem}</p>}
      {refused.length > 0 && (
        <ul>
          {refused.slice(0, NAMED).map(({ claim, name, message }) => (
            <li key={claim}>
              <UnstyledButton className={classes.link} onClick={() => select(claim, { tab: 'review' })}>
                {name}
              </UnstyledButton>{' '}
              {message}
            </li>
          ))}
          {refused.length > NAMED && <li>and {refused.length - NAMED} more: they stay chosen.</li>}
        </ul>
      )}
    </div>
  )
}
