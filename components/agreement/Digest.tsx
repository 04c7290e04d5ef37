import classes from './agreement.module.css'
import { digestGroups } from './words'

/** A digest for comparing by eye or by voice; the plain text for copying is what a reader hears. */
export function Digest({ value }: { value: string }) {
  return (
    <code className={classes.digest} data-digest={value}>
      {digestGroups(value)}
    </code>
  )
}
