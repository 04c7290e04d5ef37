import { CHANGE_WORDS, type Change } from '@/lib/agreement/difference'
import classes from './agreement.module.css'

/** A list of changes in the terms of the case, each with what stood there and what stands there now. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className={classes.items}>
      {changes.map((change) => (
        <li
          key={`${change.element} ${change.kind} ${change.label} ${change.before} ${change.after}`}
          className={classes.change}
        >
          <strong>{change.name}</strong> {CHANGE_WORDS[change.kind]}: {change.label}
          {change.before !== '' && (
            <del>
              <span className="visually-hidden">Before: </span>
              {change.before}
            </del>
          )}
          {change.after !== '' && (
            <ins>
              <span className="visually-hidden">Now: </span>
              {change.after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  )
}
