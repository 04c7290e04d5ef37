'use client'
import { useMemo } from 'react'
import { useLedger, useSelection } from './CaseContext'
import classes from './shell.module.css'

/** How many threads on the selected element are open. */
export function ReviewCount() {
  const ledger = useLedger()
  const { selected } = useSelection()
  const open = useMemo(() => {
    const here = new Set<string>()
    const threads = new Set<string>()
    for (const entry of ledger) {
      if (entry.kind === 'thread.opened' && entry.body.element === selected) {
        here.add(entry.body.thread)
        threads.add(entry.body.thread)
      } else if (entry.kind === 'thread.resolved') threads.delete(entry.body.thread)
      else if (entry.kind === 'thread.reopened' && here.has(entry.body.thread)) threads.add(entry.body.thread)
    }
    return threads.size
  }, [ledger, selected])
  if (open === 0) return null
  return (
    <span className={classes.badge} data-severity="amber" style={{ marginLeft: 6 }}>
      {open}
      <span className="visually-hidden"> open</span>
    </span>
  )
}
