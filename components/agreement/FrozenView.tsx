'use client'
import type { Outcome } from '@/lib/gsn/outcome'
import classes from './agreement.module.css'
import type { CheckedView } from './check-view'

/**
 * The whole version, from the very bytes that this browser has hashed: it is not fetched a second time to be shown. Without
 * scripts and without rights of its own.
 */
export function FrozenView({ number, checked }: { number: number; checked: Outcome<CheckedView> | undefined }) {
  if (checked === undefined) {
    return (
      <p role="status" className={classes.muted}>
        Checking the page ...
      </p>
    )
  }
  if (!checked.ok) {
    return (
      <p role="alert" className={classes.bad}>
        {checked.refusal.message}
      </p>
    )
  }
  return (
    <>
      <p role="status" className={classes.muted}>
        This browser has hashed the page below and found the digest above. What you see is what was hashed.
      </p>
      <iframe
        className={classes.view}
        title={`Version ${number}, the whole text`}
        srcDoc={checked.value.page}
        sandbox=""
      />
    </>
  )
}
