'use client'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Refusal } from '@/lib/gsn/outcome'

/** A lawful no, calmly: what was not done and what to do next. */
export function tellRefusal(refusal: Refusal): void {
  notifications.show({
    id: `refusal:${refusal.code}`,
    color: 'orange',
    title: 'Nothing was changed',
    message: refusal.message,
  })
}

/** [UI8] Says what was taken back or done again, and what stayed because somebody else has changed it since. */
export function tellUndo(message: string): void {
  forgetBinned()
  notifications.show({ id: 'undo', color: 'blue', message })
}

const BINNED = 'binned'

/** [UI8] Says what has gone into the bin, and offers to take it back at once. */
export function tellBinned(message: string, undo: () => void): void {
  forgetBinned()
  notifications.show({
    id: BINNED,
    color: 'blue',
    message: (
      <>
        {message}{' '}
        <Button variant="subtle" size="compact-xs" onClick={undo}>
          Undo
        </Button>
      </>
    ),
  })
}

/** The offer to take something back from the bin is over. */
export function forgetBinned(): void {
  notifications.hide(BINNED)
}

/** A short notice that something worked where it cannot be seen. */
export function tellDone(message: string): void {
  notifications.show({ color: 'teal', message })
}
