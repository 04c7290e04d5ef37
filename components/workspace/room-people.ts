import type { Awareness } from 'y-protocols/awareness'
import type { Side } from '@/lib/access/policy'
import { presenceState } from '@/lib/wire/presence'
import { createValue, type Store } from './room-value'

/** One connection of somebody who is in the case now. */
export interface Presence {
  readonly clientId: number
  readonly user: { readonly id: string; readonly name: string; readonly side?: Side }
  readonly focus?: { readonly element?: string; readonly view?: string; readonly open?: string }
  /** The id of the person whom they follow. */
  readonly follows?: string
  readonly textCaret?: {
    readonly element: string
    readonly field: string
    readonly anchor: unknown
    readonly head: unknown
  }
  /** The element whose narrative they have open. */
  readonly narrative?: string
  /** They wish to speak in this workshop, since then. */
  readonly hand?: { readonly workshop: number; readonly at: string }
  /** Whom they have asked to speak, leading a workshop. */
  readonly floor?: { readonly person: string; readonly at: string }
}

/** Presence changes with every caret: the screen follows at this pace. */
const PACE_MS = 100

/** Who is here, one row per connection, mine included. What others say of themselves is checked, not believed. */
export function watchPeople(awareness: Awareness): { people: Store<readonly Presence[]>; stop(): void } {
  const people = createValue<readonly Presence[]>(
    [],
    (a, b) => a.length === b.length && a.every((row, i) => row === b[i]),
  )
  const known = new Map<number, { json: string; row: Presence }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function read(): void {
    timer = undefined
    const rows: Presence[] = []
    for (const [clientId, state] of [...awareness.getStates()].sort(([a], [b]) => a - b)) {
      // [PRS2] A pointer that moves is drawn by the canvas itself: no row changes because of it.
      const json = JSON.stringify(state, (key, value) => (key === 'pointer' ? undefined : value))
      const before = known.get(clientId)
      const row = before?.json === json ? before.row : presenceOf(clientId, state)
      if (row === undefined) continue
      known.set(clientId, { json, row })
      rows.push(row)
    }
    for (const clientId of known.keys()) if (!awareness.getStates().has(clientId)) known.delete(clientId)
    people.set(rows)
  }
  const soon = () => {
    timer ??= setTimeout(read, PACE_MS)
  }
  awareness.on('change', soon)
  read()
  return {
    people,
    stop: () => {
      awareness.off('change', soon)
      clearTimeout(timer)
    },
  }
}

function presenceOf(clientId: number, state: unknown): Presence | undefined {
  const parsed = presenceState.safeParse(state)
  if (!parsed.success) return undefined
  const { user, focus, follows, text, narrative, hand, floor } = parsed.data
  return {
    clientId,
    user,
    ...(focus === undefined ? {} : { focus }),
    ...(follows === undefined ? {} : { follows }),
    ...(text === undefined ? {} : { textCaret: { ...text, anchor: text.anchor, head: text.head } }),
    ...(narrative === undefined ? {} : { narrative }),
    ...(hand === undefined ? {} : { hand }),
    ...(floor === undefined ? {} : { floor }),
  }
}
