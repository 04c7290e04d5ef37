'use client'
import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { type ResponsibilityRow, responsibilities } from '@/lib/pattern/readings'
import { RegisterTable } from './RegisterTable'
import classes from './register.module.css'
import { responsibleWord, SideBadge } from './SideBadge'
import type { Column } from './table-model'
import { useReading } from './use-reading'
import { choiceWord } from './words'

const COLUMNS: readonly Column<ResponsibilityRow>[] = [
  { key: 'name', label: 'Control', width: 104, text: (row) => row.name },
  { key: 'statement', label: 'Claim', width: 120, grow: 2, text: (row) => row.statement },
  {
    key: 'responsible',
    label: 'Responsible',
    width: 108,
    text: (row) => responsibleWord(row.responsible) || 'Nobody named',
  },
  { key: 'dutyMdm', label: 'What the manufacturer does', width: 130, grow: 3, text: (row) => duty(row, 'mdm') },
  { key: 'dutyHdo', label: 'What the hospital does', width: 130, grow: 3, text: (row) => duty(row, 'hdo') },
  { key: 'owner', label: 'Person', width: 90, grow: 1, text: (row) => row.owner },
  { key: 'due', label: 'Due', width: 86, text: (row) => row.due },
  { key: 'state', label: 'State', width: 92, text: (row) => choiceWord('control', 'state', row.state) },
]

const NOT_WRITTEN = 'Not written yet'

function owes(row: ResponsibilityRow, side: 'mdm' | 'hdo'): boolean {
  return row.responsible === side || row.responsible === 'shared'
}

function duty(row: ResponsibilityRow, side: 'mdm' | 'hdo'): string {
  const words = side === 'mdm' ? row.dutyMdm : row.dutyHdo
  return words || (owes(row, side) ? NOT_WRITTEN : '')
}

function cell(column: Column<ResponsibilityRow>, row: ResponsibilityRow): ReactNode | undefined {
  if (column.key === 'name') return <span className={classes.mono}>{row.name}</span>
  if (column.key === 'responsible') {
    return row.responsible === '' ? (
      <span className={classes.gap}>Nobody named</span>
    ) : (
      <SideBadge value={row.responsible} />
    )
  }
  return column.text(row) === NOT_WRITTEN ? <span className={classes.gap}>{NOT_WRITTEN}</span> : undefined
}

/** Who does what: each control with the duty of each side in words. */
export default function Responsibilities() {
  const rows = useReading(responsibilities)
  const [side, setSide] = useState('all')
  const shown = useMemo(() => {
    if (side === 'all') return rows
    if (side === 'nobody') return rows.filter(({ responsible }) => responsible === '')
    return rows.filter((row) => owes(row, side === 'mdm' ? 'mdm' : 'hdo'))
  }, [rows, side])
  return (
    <RegisterTable
      title="Responsibilities"
      lines={2}
      fileName="responsibilities"
      columns={COLUMNS}
      rows={shown}
      keyOf={(row) => row.control}
      elementOf={(row) => row.control}
      cell={cell}
      toolbar={
        <SegmentedControl
          size="xs"
          aria-label="Whose duties"
          value={side}
          onChange={setSide}
          data={[
            { value: 'all', label: 'All' },
            { value: 'mdm', label: 'Manufacturer' },
            { value: 'hdo', label: 'Hospital' },
            { value: 'nobody', label: 'Nobody yet' },
          ]}
        />
      }
      empty={
        side === 'all'
          ? 'No control yet. Add a control to a risk, then say who is responsible for it.'
          : 'No control here.'
      }
    />
  )
}
