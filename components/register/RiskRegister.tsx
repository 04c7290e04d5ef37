'use client'
import type { ReactNode } from 'react'
import { type RiskRow, riskRegister } from '@/lib/pattern/readings'
import { RegisterTable } from './RegisterTable'
import classes from './register.module.css'
import { ScoreCell } from './ScoreCell'
import type { Column } from './table-model'
import { useReading } from './use-reading'
import { choiceWord, propertyWord, scoreWord } from './words'

const COLUMNS: readonly Column<RiskRow>[] = [
  { key: 'name', label: 'Risk', width: 104, text: (row) => row.name },
  {
    key: 'threat',
    label: 'Threat or vulnerability',
    width: 210,
    grow: 4,
    text: (row) => row.threat || row.vulnerability || row.statement,
  },
  { key: 'before', label: 'Before', width: 104, text: (row) => scoreText(row.before), rank: (row) => row.before },
  {
    key: 'treatment',
    label: 'Treatment',
    width: 84,
    text: (row) => choiceWord('risk', 'treatment', row.fields.treatment),
  },
  { key: 'after', label: 'After', width: 104, text: (row) => scoreText(row.after), rank: (row) => row.after },
  {
    key: 'controls',
    label: 'Controls',
    width: 74,
    text: (row) => (row.controls === 0 ? 'none yet' : String(row.controls)),
    rank: (row) => row.controls,
  },
  { key: 'cause', label: 'Cause', width: 150, grow: 3, text: (row) => row.cause },
  { key: 'consequence', label: 'Consequence', width: 150, grow: 3, text: (row) => row.consequence },
  {
    key: 'properties',
    label: 'Affects',
    width: 120,
    grow: 1,
    text: (row) => row.properties.map(propertyWord).join(', '),
  },
]

function scoreText(score: number | undefined): string {
  return score === undefined ? '' : `${score} ${scoreWord(score)}`
}

function cell(column: Column<RiskRow>, row: RiskRow): ReactNode | undefined {
  switch (column.key) {
    case 'name':
      return <span className={classes.mono}>{row.name}</span>
    case 'before':
      return <ScoreCell score={row.before} />
    case 'after':
      return <ScoreCell score={row.after} />
    case 'controls':
      return row.controls === 0 ? <span className={classes.gap}>none yet</span> : undefined
    default:
      return undefined
  }
}

/** Every risk that the case argues, with its rating before and after treatment. */
export default function RiskRegister() {
  return (
    <RegisterTable
      title="Risk register"
      lines={2}
      fileName="risk-register"
      columns={COLUMNS}
      rows={useReading(riskRegister)}
      keyOf={(row) => row.risk}
      elementOf={(row) => row.risk}
      cell={cell}
      empty="No risk yet. Decide a capability as required in the outline, then add its risks there."
    />
  )
}
