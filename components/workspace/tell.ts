'use client'
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
  notifications.show({ id: 'undo', color: 'blue', message })
}

/** A short notice that something worked where it cannot be seen. */
export function tellDone(message: string): void {
  notifications.show({ color: 'teal', message })
}
