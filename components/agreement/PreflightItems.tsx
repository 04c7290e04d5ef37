import type { PreflightItem } from '@/lib/agreement/preflight'
import classes from './agreement.module.css'

/** Points of a pre-flight, each with the way to the element and the next step. */
export function PreflightItems({ caseId, items }: { caseId: string; items: readonly PreflightItem[] }) {
  return (
    <ul className={classes.items}>
      {items.map((item) => (
        <li key={item.key} className={classes.item}>
          {item.element === '' || item.name === '' ? (
            <span className={classes.where}>Whole case</span>
          ) : (
            <a href={`/cases/${encodeURIComponent(caseId)}?element=${encodeURIComponent(item.name)}`}>{item.name}</a>
          )}
          <span>
            {item.message} <span className={classes.next}>{item.nextStep}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
