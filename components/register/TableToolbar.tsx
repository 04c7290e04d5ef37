'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { CloseIcon, FilterIcon, SearchIcon } from '@/components/look/icons'
import type { Table } from '@/lib/table/table'
import { ColumnsMenu } from './ColumnsMenu'
import { ExportMenu } from './ExportMenu'
import { countRows } from './GridRow'
import classes from './register.module.css'
import type { Arranging } from './use-arrangement'
import type { Lines } from './use-lines'

interface Props {
  readonly table: Table
  readonly arranging: Arranging
  readonly lines: Lines
  /** How many rows the reading has. */
  readonly total: number
  readonly filtersOpen: boolean
  onFilters(): void
  onPrint(): void
  readonly children: ReactNode
}

/** Searching, filtering, grouping, columns, and the way out. */
export function TableToolbar({ table, arranging, lines, total, filtersOpen, onFilters, onPrint, children }: Props) {
  const { now, change } = arranging
  const asked = Object.keys(lines.queries).length
  const labels = new Map(table.columns.map(({ key, label }) => [key, label]))
  return (
    <div className={classes.bar}>
      <TextInput
        aria-label={`Search the ${table.title.toLowerCase()}`}
        placeholder="Search rows"
        leftSection={<SearchIcon />}
        value={lines.words}
        onChange={(event) => lines.search(event.currentTarget.value)}
        className={classes.search}
      />
      <span className={classes.sum} role="status">
        {lines.count === total ? countRows(total) : `${lines.count} of ${countRows(total)}`}
      </span>
      {(asked > 0 || lines.words !== '') && (
        <Button variant="subtle" leftSection={<CloseIcon />} onClick={lines.clear}>
          Show all
        </Button>
      )}
      {children}
      <span className={classes.tools}>
        {table.groups.length > 0 && (
          <NativeSelect
            aria-label="Group by"
            value={now.group ?? ''}
            onChange={(event) => change({ group: event.currentTarget.value || undefined })}
            data={[
              { value: '', label: 'No groups' },
              ...table.groups.map((key) => ({ value: key, label: `By ${(labels.get(key) ?? key).toLowerCase()}` })),
            ]}
          />
        )}
        <Button variant="default" leftSection={<FilterIcon />} aria-expanded={filtersOpen} onClick={onFilters}>
          {asked === 0 ? 'Filters' : `Filters (${asked})`}
        </Button>
        <ColumnsMenu table={table} arranging={arranging} />
        <ExportMenu table={table} lines={lines} arrangement={now} onPrint={onPrint} />
      </span>
    </div>
  )
}
