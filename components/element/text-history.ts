import * as Y from 'yjs'
import type { Origin } from '@/lib/case/origin'

/** A person's own undo for one text: it never takes back what somebody else typed. */
export interface TextHistory {
  /** The origin that own typing carries. Compared by identity. */
  readonly origin: Origin
  readonly manager: Y.UndoManager
}

const HISTORIES = new WeakMap<Y.Text, TextHistory>()

/** [TXT6] The history of a text; it outlives the field on screen, so that coming back to an element can still undo. */
export function historyOf(text: Y.Text, id: string, field: string): TextHistory {
  const known = HISTORIES.get(text)
  if (known !== undefined) return known
  const origin: Origin = { kind: 'typing', id, field }
  const manager = new Y.UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout: 500 })
  const history = { origin, manager }
  HISTORIES.set(text, history)
  return history
}

/** Which of undo and redo a key press asks for. */
export function historyKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.shiftKey ? 'redo' : undefined
}
