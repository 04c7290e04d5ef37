import type { Table } from '@/lib/table/table'

/** How narrow and how wide a column can be drawn, in pixels. */
export const WIDTH = { min: 56, max: 720 } as const

/** How a person has arranged a table: no word of the case is in it. */
export interface Arrangement {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
  readonly sorting: readonly { readonly id: string; readonly desc: boolean }[]
  readonly group: string | undefined
}

export function memoryKey(person: string, table: string): string {
  return `accord.table.${person}.${table}`
}

/** How the table stands until somebody arranges it. */
export function usual(table: Table): Arrangement {
  return {
    order: table.columns.map(({ key }) => key),
    hidden: table.columns.filter(({ spare }) => spare === true).map(({ key }) => key),
    widths: {},
    sorting: [],
    group: undefined,
  }
}

/**
 * What was kept of an arrangement. Whatever does not fit the table any more is left out; columns that came later stand
 * where the table has them; a locked column is never hidden.
 */
export function recall(table: Table, stored: string | null): Arrangement {
  const start = usual(table)
  const kept = parse(stored)
  if (kept === undefined) return start
  const byKey = new Map(table.columns.map((column) => [column.key, column]))
  const known = (key: unknown): key is string => typeof key === 'string' && byKey.has(key)
  const seen = list(kept.order).filter(known)
  const hidden = list(kept.hidden).filter(known)
  const late = start.order.filter((key) => !seen.includes(key))
  return {
    order: [...new Set(insertLate(seen, late, start.order))],
    hidden: [...hidden, ...late.filter((key) => byKey.get(key)?.spare === true)].filter(
      (key) => byKey.get(key)?.locked !== true,
    ),
    widths: Object.fromEntries(
      Object.entries(record(kept.widths)).flatMap(([key, width]) =>
        known(key) && typeof width === 'number' && width >= WIDTH.min && width <= WIDTH.max ? [[key, width]] : [],
      ),
    ),
    sorting: list(kept.sorting)
      .map(record)
      .flatMap(({ id, desc }) => (known(id) && typeof desc === 'boolean' ? [{ id, desc }] : [])),
    group: known(kept.group) && table.groups.includes(kept.group) ? kept.group : undefined,
  }
}

/** Each late column goes behind the one it stands behind in the table. */
function insertLate(order: readonly string[], late: readonly string[], usualOrder: readonly string[]): string[] {
  const result = [...order]
  for (const key of late) {
    const before = usualOrder[usualOrder.indexOf(key) - 1]
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key)
  }
  return result
}

function parse(stored: string | null): Readonly<Record<string, unknown>> | undefined {
  if (stored === null) return undefined
  try {
    const value: unknown = JSON.parse(stored)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? record(value) : undefined
  } catch {
    return undefined
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
