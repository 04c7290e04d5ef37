import { VERDICT_WORDS, VERDICTS } from '@/lib/risk/verdict'
import classes from './risk.module.css'
import { OPEN_SIGN, VERDICT_SIGNS } from './words'

/** What the signs in a matrix mean. */
export function VerdictLegend({ open = false }: { readonly open?: boolean }) {
  return (
    <ul className={classes.legend} aria-label="What the signs mean">
      {VERDICTS.map((verdict) => (
        <li key={verdict}>
          <span className={classes.sign} data-verdict={verdict} aria-hidden="true">
            {VERDICT_SIGNS[verdict]}
          </span>
          {VERDICT_WORDS[verdict]}
        </li>
      ))}
      {open && (
        <li>
          <span className={classes.sign} data-verdict="open" aria-hidden="true">
            {OPEN_SIGN}
          </span>
          Not decided
        </li>
      )}
    </ul>
  )
}
