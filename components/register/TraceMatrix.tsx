'use client'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { Row } from '@/lib/table/column'
import { MATRIX, type MatrixRow } from '@/lib/table/matrix'
import { ReadingTable } from './ReadingTable'

const withGaps = (row: Row) => (row as MatrixRow).gaps.length > 0

/** Capability, threat, cause, control, evidence, side: one row per control, with its gaps in words. */
export default function TraceMatrix() {
  const [onlyGaps, setOnlyGaps] = useState(false)
  return (
    <ReadingTable
      table={MATRIX}
      only={onlyGaps ? withGaps : undefined}
      onlyEmpty="No gap: each risk has a control, each control has evidence and a side."
      toolbar={
        <Checkbox
          size="xs"
          label="Only rows with gaps"
          checked={onlyGaps}
          onChange={(event) => setOnlyGaps(event.currentTarget.checked)}
        />
      }
    />
  )
}
