import type { Touch, Value } from './touched'

/** One row of the log, as far as it touched the element in question. */
export interface TouchedRow {
  readonly seq: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly personId: string
  readonly side?: 'mdm' | 'hdo'
  readonly what: readonly Touch[]
}

/** What one person did to one element without a longer pause. */
export interface ElementChange {
  /** Its first and last row of the log. */
  readonly from: number
  readonly to: number
  readonly start: string
  readonly end: string
  readonly personId: string
  readonly side?: 'mdm' | 'hdo'
  readonly what: readonly Touch[]
}

/** A pause of this length ends a change, in minutes. */
const PAUSE_MINUTES = 5

/**
 * [HIS5] The history of one element: consecutive rows of one person are one change, told by what stood before its first
 * row and after its last. What was taken back within it is left out; a change of which nothing is left too.
 * @param rows by seq, oldest first
 * @returns newest first
 */
export function elementChanges(rows: Iterable<TouchedRow>): ElementChange[] {
  const changes: (Omit<ElementChange, 'what'> & { to: number; end: string; merged: Map<string, Touch> })[] = []
  for (const { what, seq, at, personId, side } of rows) {
    let last = changes.at(-1)
    const goesOn =
      last !== undefined &&
      last.personId === personId &&
      Date.parse(at) - Date.parse(last.end) <= PAUSE_MINUTES * 60_000
    if (!goesOn || last === undefined) {
      const whose = side === undefined ? { personId } : { personId, side }
      last = { from: seq, to: seq, start: at, end: at, ...whose, merged: new Map() }
      changes.push(last)
    }
    last.to = seq
    if (at > last.end) last.end = at
    for (const touch of what) merge(last.merged, touch)
  }
  return changes
    .map(({ merged, ...change }) => ({ ...change, what: [...merged.values()].filter(says).sort(inOrder) }))
    .filter(({ what }) => what.length > 0)
    .reverse()
}

const ORDER: readonly Touch['on'][] = ['created', 'text', 'value', 'relation']

function inOrder(a: Touch, b: Touch): number {
  return ORDER.indexOf(a.on) - ORDER.indexOf(b.on)
}

function merge(merged: Map<string, Touch>, touch: Touch): void {
  const key = keyOf(touch)
  const earlier = merged.get(key)
  merged.set(key, earlier === undefined ? touch : joined(earlier, touch))
}

function keyOf(touch: Touch): string {
  switch (touch.on) {
    case 'created':
      return 'created'
    case 'relation':
      return `relation ${touch.end} ${touch.type} ${touch.other}`
    default:
      return `${touch.on} ${touch.field}`
  }
}

function joined(earlier: Touch, later: Touch): Touch {
  if (earlier.on === 'text' && later.on === 'text') {
    return { ...later, added: earlier.added + later.added, removed: earlier.removed + later.removed }
  }
  if (earlier.on === 'value' && later.on === 'value') {
    const { on, field, after } = later
    return { on, field, ...given('before', earlier.before), ...given('after', after) }
  }
  if (earlier.on === 'relation' && later.on === 'relation') return { ...later, before: earlier.before }
  return earlier
}

function given(name: 'before' | 'after', value: Value | undefined): { before?: Value; after?: Value } {
  return value === undefined ? {} : { [name]: value }
}

function says(touch: Touch): boolean {
  switch (touch.on) {
    case 'created':
      return true
    case 'text':
      return touch.added + touch.removed > 0
    case 'value':
      return touch.before !== touch.after
    case 'relation':
      return touch.before !== touch.after || touch.before
  }
}
