'use client'
import { useOpenThreads } from '@/components/review/use-review'
import { useSelection } from './CaseContext'
import classes from './shell.module.css'

/** How many threads on the selected element are open. */
export function ReviewCount() {
  const { selected } = useSelection()
  const open = useOpenThreads(selected ?? '')
  if (open === 0) return null
  return (
    <span className={classes.badge} data-severity="amber" style={{ marginLeft: 6 }}>
      <span className="visually-hidden">, </span>
      {open}
      <span className="visually-hidden"> open</span>
    </span>
  )
}
