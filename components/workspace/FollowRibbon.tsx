'use client'
import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { useFollowing } from './CaseContext'
import { SIDE_CLASS, sideWord } from './people'
import classes from './shell.module.css'
import { useValue } from './use-store'

/** Keys that do nothing by themselves. */
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'])

/** [FOL1] Says whom I follow, and ends it with the first thing that I do myself. */
export function FollowRibbon() {
  const following = useFollowing()
  const followed = useValue(following)
  const on = followed !== undefined

  useEffect(() => {
    if (!on) return
    const own = (event: Event) => {
      if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return
      // What takes part in a workshop leads nowhere else.
      if (event.target instanceof Element && event.target.closest('[data-keeps-following]') !== null) return
      if (event instanceof KeyboardEvent && event.key === 'Escape') event.stopPropagation()
      following.stop()
    }
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const name of events) window.addEventListener(name, own, { capture: true, passive: true })
    return () => {
      for (const name of events) window.removeEventListener(name, own, { capture: true })
    }
  }, [on, following])

  return (
    <div role="status" aria-label="Following">
      {followed !== undefined && (
        <div className={`${classes.follow} ${SIDE_CLASS[followed.side ?? 'none']}`}>
          <span>
            Following {followed.name} ({sideWord(followed.side)}). Esc or anything you do yourself stops.
          </span>
          <Button variant="subtle" size="compact-xs" color="gray" onClick={following.stop}>
            Stop following
          </Button>
        </div>
      )}
    </div>
  )
}
