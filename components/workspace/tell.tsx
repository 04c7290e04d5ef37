'use client'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Refusal } from '@/lib/gsn/outcome'

type Notice = Parameters<typeof notifications.show>[0]

/** What is on the screen, by what it is about. */
const shown = new Map<string, string>()
let count = 0

/** Shows a notice in the place of the last one about the same: the kit would keep the older words. */
function say(about: string, notice: Notice): void {
  const before = shown.get(about)
  if (before !== undefined) notifications.hide(before)
  count += 1
  const id = `${about} ${count}`
  shown.set(about, id)
  notifications.show({ ...notice, id })
}

/** A lawful no, calmly: what was not done and what to do next. */
export function tellRefusal(refusal: Refusal): void {
  say(`refusal ${refusal.code}`, {
    color: 'orange',
    title: 'Nothing was changed',
    message: refusal.message,
  })
}

/** [UI8] Says what was taken back or done again, and what stayed because somebody else has changed it since. */
export function tellUndo(message: string): void {
  forgetBinned()
  say('undo', { color: 'blue', message })
}

const BINNED = 'binned'

/** [UI8] Says what has gone into the bin, and offers to take it back at once. */
export function tellBinned(message: string, undo: () => void): void {
  say(BINNED, {
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
  const id = shown.get(BINNED)
  if (id !== undefined) notifications.hide(id)
  shown.delete(BINNED)
}

/** A short notice that something worked where it cannot be seen. */
export function tellDone(message: string): void {
  notifications.show({ color: 'teal', message })
}
