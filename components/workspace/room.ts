import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Right, Side } from '@/lib/access/policy'
import type { CaseReader } from '@/lib/case/read'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { openRoom, type RoomOptions } from './room-open'
import type { Presence } from './room-people'
import type { SaveState } from './room-saving'
import type { Store } from './room-value'

export type { Presence } from './room-people'
export type { SaveState } from './room-saving'
export type { Store } from './room-value'

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly side?: Side
  readonly rights: readonly Right[]
}

/** A case as this tab has it open: the document, the way to the server, and what there is to show about both. */
export interface CaseRoom {
  readonly caseId: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly reader: CaseReader
  readonly me: Me
  readonly status: Store<SaveState>
  /** There is content to show, from this device or the server. */
  readonly synced: Store<boolean>
  /** False until the first hello and sync, and after a refusal. */
  readonly role: Store<{ readonly canEdit: boolean }>
  readonly ledger: Store<readonly LedgerEntry[]>
  readonly people: Store<readonly Presence[]>
  /** A state of the past, which nobody can change: there is no server behind it. */
  readonly past?: { readonly seq: number; readonly at?: string }
}

interface Held {
  readonly opened: ReturnType<typeof openRoom>
  users: number
  ending: ReturnType<typeof setTimeout> | undefined
}

// Outlives React's double mounting in development and a module that is replaced while it runs.
const KEY = Symbol.for('accord.open-rooms')
const holder = globalThis as { [KEY]?: Map<string, Held> }

/** A room that nobody uses is closed after this: a remount finds it open. */
const LINGER_MS = 500

/**
 * Opens a case, or joins the room this tab has open already. Call it in an effect, never while rendering.
 * @returns the room, and how to let go of it: once per acquire
 */
export function acquireRoom(caseId: string, me: Me, options?: RoomOptions): { room: CaseRoom; release(): void } {
  holder[KEY] ??= new Map()
  const rooms = holder[KEY]
  const key = `${me.id}/${caseId}`
  let held = rooms.get(key)
  if (held === undefined) {
    held = { opened: openRoom(caseId, me, options), users: 0, ending: undefined }
    rooms.set(key, held)
  }
  const mine = held
  clearTimeout(mine.ending)
  mine.users += 1
  let released = false
  return {
    room: mine.opened.room,
    release: () => {
      if (released) return
      released = true
      mine.users -= 1
      if (mine.users > 0) return
      mine.ending = setTimeout(() => {
        rooms.delete(key)
        mine.opened.destroy()
      }, LINGER_MS)
    },
  }
}
