'use client'
import { useUnreadCount } from '@/components/review/unread'
import { useReviewState } from '@/components/review/use-review'
import { useSelection } from './CaseContext'
import classes from './shell.module.css'

/** What waits on the review tab: what others wrote since I looked, else how many threads on the element are open. */
export function ReviewCount() {
  const { selected } = useSelection()
  const open = useReviewState((review) => (selected === undefined ? 0 : (review.openThreads.get(selected) ?? 0)))
  const unread = useUnreadCount()
  if (unread > 0) return <Count count={unread} what="new" severity="red" />
  if (open > 0) return <Count count={open} what="open" severity="amber" />
  return null
}

function Count({ count, what, severity }: { count: number; what: string; severity: 'red' | 'amber' }) {
  return (
    <span className={classes.badge} data-severity={severity} style={{ marginLeft: 6 }} title={`${count} ${what}`}>
      {count}
      <span className="visually-hidden"> {what}</span>
    </span>
  )
}
