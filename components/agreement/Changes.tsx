import { CHANGE_WORDS, type Change } from '@/lib/agreement/difference'
import classes from './agreement.module.css'

/** A list of changes in the terms of the case, each with what stood there and what stands there now. */
export function Changes({
  changes,
  words = { before: 'Before', after: 'Now' },
}: {
  changes: readonly Change[]
  /** What the struck out and the underlined text are called where they cannot be seen. */
  words?: { readonly before: string; readonly after: string }
}) {
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
              <span className="visually-hidden">{words.before}: </span>
              {change.before}
            </del>
          )}
          {change.after !== '' && (
            <ins>
              <span className="visually-hidden">{words.after}: </span>
              {change.after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  )
}
