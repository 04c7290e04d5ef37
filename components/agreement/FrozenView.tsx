'use client'
import type { Outcome } from '@/lib/gsn/outcome'
import classes from './agreement.module.css'
import type { CheckedView } from './check-view'

/**
 * The whole version, from the very bytes that this browser has hashed: it is not fetched a second time to be shown. It runs
 * no script; we may reach into it, because its links would otherwise lead to our own address instead of its sections.
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
        sandbox="allow-same-origin"
        onLoad={(event) => followInside(event.currentTarget.contentDocument)}
      />
    </>
  )
}

/** Lets the links of the page lead to its own sections, and no link lead anywhere else. */
function followInside(page: Document | null): void {
  page?.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a')
    if (link === null || link === undefined) return
    event.preventDefault()
    const section = page.getElementById((link.getAttribute('href') ?? '').replace(/^#/, ''))
    section?.scrollIntoView()
    const heading = section?.querySelector('h2')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  })
}
