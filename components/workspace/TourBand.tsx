'use client'
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useMe } from './CaseContext'
import classes from './shell.module.css'
import { nextStop, TOUR, tour, tourKey } from './tour'
import { useValue } from './use-store'

/**
 * [FST1] Three sentences for somebody's first visit: in the page and not over it, so that nothing has to be closed before
 * work can begin. Once skipped or read to the end it comes back only when it is called.
 */
export function TourBand() {
  const { id } = useMe()
  const state = useValue(tour)

  useEffect(() => {
    tour.set({ here: true, step: known(id) ? undefined : 0 })
    return () => tour.set({ here: false, step: undefined })
  }, [id])

  const stop = state.step === undefined ? undefined : TOUR[state.step]
  if (stop === undefined || state.step === undefined) return null
  const last = state.step === TOUR.length - 1

  function go(next: typeof state): void {
    if (next.step === undefined) remember(id)
    tour.set(next)
  }

  return (
    <section className={classes.tour} aria-label="Show me around">
      <p aria-live="polite">
        <span className={classes.tourCount}>
          {state.step + 1} of {TOUR.length}
        </span>{' '}
        <strong>{stop.title}.</strong> {stop.text}
      </p>
      <span className={classes.tourButtons}>
        {!last && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => go({ ...state, step: undefined })}>
            Skip
          </Button>
        )}
        <Button size="compact-sm" onClick={() => go(nextStop(state))}>
          {last ? 'Done' : 'Next'}
        </Button>
      </span>
    </section>
  )
}

function known(id: string): boolean {
  try {
    return localStorage.getItem(tourKey(id)) !== null
  } catch {
    // A browser that keeps nothing would show it each time.
    return true
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(tourKey(id), 'seen')
  } catch {
    // Not kept; it was read all the same.
  }
}
