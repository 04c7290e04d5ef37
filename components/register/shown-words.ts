import type { Table } from '@/lib/table/table'
import type { Arrangement } from './table-memory'
import type { Lines } from './use-lines'

/** What a table shows, in words: what was searched, filtered, grouped and sorted. */
export function shownWords(table: Table, lines: Pick<Lines, 'words' | 'queries'>, arrangement: Arrangement): string {
  const label = (key: string) => table.columns.find((column) => column.key === key)?.label ?? key
  const parts = [
    ...(lines.words.trim() === '' ? [] : [`rows that hold "${lines.words.trim()}"`]),
    ...Object.entries(lines.queries).map(([key, query]) => `${label(key)}: ${query}`),
    ...(arrangement.group === undefined ? [] : [`grouped by ${label(arrangement.group)}`]),
    ...(arrangement.sorting.length === 0
      ? []
      : [
          `sorted by ${arrangement.sorting.map(({ id, desc }) => `${label(id)}${desc ? ' downwards' : ''}`).join(', ')}`,
        ]),
  ]
  return parts.length === 0 ? 'All rows, with the columns that were chosen' : `Chosen columns; ${parts.join('; ')}`
}
