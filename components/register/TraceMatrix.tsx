'use client'
import { Checkbox } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { type Gap, type TraceRow, traceMatrix } from '@/lib/pattern/readings'
import { RegisterTable } from './RegisterTable'
import classes from './register.module.css'
import { responsibleWord, SideBadge } from './SideBadge'
import type { Column } from './table-model'
import { useReading } from './use-reading'

/** A gap in words, in the column where something is missing. */
const GAPS: Readonly<Record<Gap, { readonly column: string; readonly word: string }>> = {
  'no-risk': { column: 'risk', word: 'No risk' },
  'no-control': { column: 'control', word: 'No control yet' },
  'no-evidence': { column: 'evidence', word: 'No evidence yet' },
  'no-side': { column: 'side', word: 'Nobody named' },
}

function gapIn(row: TraceRow, column: string): string | undefined {
  return row.gaps.map((gap) => GAPS[gap]).find((gap) => gap.column === column)?.word
}

const COLUMNS: readonly Column<TraceRow>[] = [
  { key: 'capability', label: 'Capability', width: 80, text: (row) => row.capability },
  {
    key: 'risk',
    label: 'Threat or vulnerability',
    width: 140,
    grow: 3,
    text: (row) => gapIn(row, 'risk') ?? `${row.risk?.name ?? ''} ${riskWords(row)}`.trim(),
  },
  { key: 'cause', label: 'Cause', width: 90, grow: 2, text: (row) => row.cause },
  {
    key: 'control',
    label: 'Control',
    width: 140,
    grow: 3,
    text: (row) => gapIn(row, 'control') ?? `${row.control?.name ?? ''} ${row.control?.statement ?? ''}`.trim(),
  },
  {
    key: 'evidence',
    label: 'Evidence',
    width: 120,
    grow: 2,
    text: (row) => gapIn(row, 'evidence') ?? row.evidence.map(({ statement, name }) => statement || name).join('; '),
  },
  {
    key: 'side',
    label: 'Responsible',
    width: 108,
    text: (row) => gapIn(row, 'side') ?? responsibleWord(row.responsible),
  },
  {
    key: 'gaps',
    label: 'Gaps',
    width: 46,
    align: 'right',
    text: (row) => String(row.gaps.length),
    rank: (row) => row.gaps.length,
  },
]

function riskWords({ risk }: TraceRow): string {
  return risk?.texts.threat || risk?.texts.vulnerability || risk?.statement || ''
}

function cell(column: Column<TraceRow>, row: TraceRow): ReactNode | undefined {
  const gap = gapIn(row, column.key)
  if (gap !== undefined) return <span className={classes.gap}>{gap}</span>
  if (column.key === 'side') return <SideBadge value={row.responsible} />
  if (column.key === 'gaps') return row.gaps.length === 0 ? <span className={classes.quiet}>none</span> : undefined
  const element = column.key === 'risk' ? row.risk : column.key === 'control' ? row.control : undefined
  if (element === undefined) return undefined
  return (
    <>
      <span className={classes.mono}>{element.name}</span> {column.key === 'risk' ? riskWords(row) : element.statement}
    </>
  )
}

/** Capability, threat, cause, control, evidence, side: one row per control, with its gaps in words. */
export default function TraceMatrix() {
  const rows = useReading(traceMatrix)
  const [onlyGaps, setOnlyGaps] = useState(false)
  const shown = useMemo(() => (onlyGaps ? rows.filter(({ gaps }) => gaps.length > 0) : rows), [rows, onlyGaps])
  const withGaps = useMemo(() => rows.filter(({ gaps }) => gaps.length > 0).length, [rows])
  return (
    <RegisterTable
      title="Traceability matrix"
      lines={2}
      fileName="traceability-matrix"
      columns={COLUMNS}
      rows={shown}
      keyOf={(row) => `${row.risk?.id ?? row.capability}.${row.control?.id ?? ''}`}
      elementOf={(row) => row.control?.id ?? row.risk?.id}
      cell={cell}
      toolbar={
        <Checkbox
          size="xs"
          label={`Only rows with gaps (${withGaps})`}
          checked={onlyGaps}
          onChange={(event) => setOnlyGaps(event.currentTarget.checked)}
        />
      }
      empty={
        onlyGaps
          ? 'No gap: each risk has a control, each control has evidence and a side.'
          : 'No risk to trace yet. Decide a capability as required, then add its risks.'
      }
    />
  )
}
