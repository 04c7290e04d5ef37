import type { DutyChange } from '@/lib/agreement/since-baseline'
import classes from './agreement.module.css'
import { sideName } from './words'

const KINDS: Readonly<Record<DutyChange['kind'], string>> = { new: 'New', changed: 'Changed', ended: 'Ends' }

/** Which duties a version adds, changes or ends, for both sides. */
export function DutyChanges({ changes }: { changes: readonly DutyChange[] }) {
  if (changes.length === 0) return null
  return (
    <ul className={classes.items}>
      {changes.map(({ kind, duty, before }) => (
        <li key={`${duty.side} ${duty.control}`} className={classes.item}>
          <span className={classes.where}>{duty.name}</span>
          <span>
            <strong>
              {KINDS[kind]} for the {sideName(duty.side)}:
            </strong>{' '}
            {kind === 'ended' ? <del>{duty.duty}</del> : duty.duty}
            {before !== undefined && kind === 'changed' && (
              <span className={classes.next}> Before: {dutyLine(before)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

function dutyLine({ duty, owner, due }: DutyChange['duty']): string {
  return [duty, owner === '' ? 'nobody named' : owner, due === '' ? 'no date' : `due ${due}`].join(', ')
}
