// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
'use client'
import type { Column, Row } from '@/lib/table/column'
import { NOTHING_SAID } from '@/lib/table/match'
import { naturally } from '@/lib/table/order'
import classes from './register.module.css'

interface Props {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly queries: Readonly<Record<string, string>>
  readonly template: string
  readonly minWidth: number
  onAsk(key: string, query: string): void
}

const HINTS = { text: 'Words', number: '>= 12', date: '< 2027-01' } as const

/** One field per column: words, a comparison, or one of the values that stand in the column. */
export function FilterRow({ columns, rows, queries, template, minWidth, onAsk }: Props) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its fields take the focus
    <div role="row" aria-rowindex={2} className={classes.filters} style={{ gridTemplateColumns: template, minWidth }}>
      {columns.map((column, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: its field takes the focus
        <div key={column.key} role="gridcell" aria-colindex={at + 1} className={classes.filterCell}>
          {column.type === 'choice' ? (
            <select
              data-filter={column.key}
              aria-label={`Filter ${column.label}`}
              value={queries[column.key] ?? ''}
              onChange={(event) => onAsk(column.key, event.currentTarget.value)}
            >
              <option value="">All</option>
              {valuesIn(column, rows, queries[column.key]).map((value) => (
                <option key={value} value={value}>
                  {value}
                </option>
              ))}
            </select>
          ) : (
            <input
              data-filter={column.key}
              aria-label={`Filter ${column.label}`}
              placeholder={HINTS[column.type]}
              title={
                column.type === 'text'
                  ? 'Words in any order, or "empty"'
                  : 'A comparison such as >= 12, < 2027-01 or 1 .. 4, or "empty"'
              }
              value={queries[column.key] ?? ''}
              onChange={(event) => onAsk(column.key, event.currentTarget.value)}
            />
          )}
        </div>
      ))}
    </div>
  )
}

/** What stands in a column of choices, in the order of the choices; the value asked for stays in the list. */
function valuesIn(column: Column, rows: readonly Row[], asked: string | undefined): readonly string[] {
  const ranks = new Map<string, number>()
  for (const row of rows) {
    const value = column.text(row) || NOTHING_SAID
    if (!ranks.has(value)) ranks.set(value, column.rank?.(row) ?? Number.POSITIVE_INFINITY)
  }
  if (asked !== undefined && !ranks.has(asked)) ranks.set(asked, Number.POSITIVE_INFINITY)
  return [...ranks].sort(([a, x], [b, y]) => (x === y ? naturally(a, b) : x - y)).map(([value]) => value)
}
