import type { BoardRow } from '@/lib/review/board'

/** One line of the board: the head of a capability, a claim, or what is said about a claim that was opened. */
export type BoardItem =
  | { readonly kind: 'group'; readonly key: string; readonly capability: string; readonly rows: readonly BoardRow[] }
  | { readonly kind: 'row'; readonly key: string; readonly row: BoardRow }
  | { readonly kind: 'detail'; readonly key: string; readonly row: BoardRow }

/** The lines of the board: capabilities in the order in which they come, claims of the whole case first. */
export function boardItems(rows: readonly BoardRow[], opened: ReadonlySet<string>): readonly BoardItem[] {
  const groups = new Map<string, BoardRow[]>()
  for (const row of rows) {
    const capability = row.capability ?? ''
    const group = groups.get(capability)
    if (group === undefined) groups.set(capability, [row])
    else group.push(row)
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.flatMap(([capability, own]): BoardItem[] => [
    { kind: 'group', key: `group ${capability}`, capability, rows: own },
    ...own.flatMap((row): BoardItem[] => [
      { kind: 'row', key: row.id, row },
      ...(opened.has(row.id) ? [{ kind: 'detail' as const, key: `detail ${row.id}`, row }] : []),
    ]),
  ])
}

/** The line that a key leads to from one line: only heads and claims are stops. @returns its index, or the same one */
export function stepOnBoard(items: readonly BoardItem[], at: number, key: string, page: number): number {
  const stops = items.flatMap(({ kind }, index) => (kind === 'detail' ? [] : [index]))
  const now = Math.max(0, stops.indexOf(at))
  const to = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    PageDown: now + page,
    PageUp: now - page,
    Home: 0,
    End: stops.length - 1,
  }[key]
  if (to === undefined) return at
  return stops[Math.min(stops.length - 1, Math.max(0, to))] ?? at
}
