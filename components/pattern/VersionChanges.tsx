import type { Pattern } from '@/catalog/patterns/pattern'
import { patternChanges } from '@/lib/pattern/versions'
import classes from './pattern.module.css'

/** [PTN8] What changed from one version of a pattern to another. */
export function VersionChanges({ older, newer }: { readonly older: Pattern; readonly newer: Pattern }) {
  const changes = patternChanges(older, newer)
  if (changes.length === 0) {
    return <p className={classes.note}>Both versions ask for the same.</p>
  }
  return (
    <ul className={classes.list}>
      {changes.map(({ kind, role, message, before, after }) => (
        <li key={`${kind} ${role} ${message}`}>
          <span>
            {message}
            {before !== undefined && (
              <del className={classes.note} style={{ display: 'block' }}>
                {before}
              </del>
            )}
            {after !== undefined && (
              <ins className={classes.note} style={{ display: 'block' }}>
                {after}
              </ins>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
