'use client'
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Row } from '@/lib/table/column'
import { RESPONSIBILITIES, type ResponsibilitiesRow } from '@/lib/table/responsibilities'
import { ReadingTable } from './ReadingTable'

/** Whose parts are shown. A shared control has one for each side. */
const WHOSE: Readonly<Record<string, { readonly label: string; readonly only?: (row: Row) => boolean }>> = {
  all: { label: 'All' },
  mdm: { label: 'Manufacturer', only: (row) => (row as ResponsibilitiesRow).side === 'mdm' },
  hdo: { label: 'Hospital', only: (row) => (row as ResponsibilitiesRow).side === 'hdo' },
  late: { label: 'Overdue', only: (row) => (row as ResponsibilitiesRow).deadline === 'Overdue' },
}

/** Who does what: each side's part in each control, by side, by person, by due date. */
export default function Responsibilities() {
  const [whose, setWhose] = useState('all')
  return (
    <ReadingTable
      table={RESPONSIBILITIES}
      only={WHOSE[whose]?.only}
      onlyEmpty={whose === 'late' ? 'Nothing is overdue.' : 'No control here.'}
      toolbar={
        <SegmentedControl
          size="xs"
          aria-label="Whose duties"
          value={whose}
          onChange={setWhose}
          data={Object.entries(WHOSE).map(([value, { label }]) => ({ value, label }))}
        />
      }
    />
  )
}
