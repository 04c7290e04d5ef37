import type { Side } from '@/lib/access/policy'
import { dutyFields, dutyOf, isDone, sidesOf } from '@/lib/control/duty'
import type { Element } from '@/lib/gsn/graph'
import { responsibilities } from '@/lib/reading/responsibilities'
import type { Column, Row } from './column'
import { basisColumn, capabilityColumn, foundColumn, responsibleColumn, statementColumn } from './common-columns'
import { DEADLINES, type Deadline, deadlineOf } from './deadline'
import { fieldColumn, spareColumns } from './field-column'
import { sumFound } from './found'
import type { Table } from './table'

/** One side's part in one control; a control that nobody answers for has one row without a side. */
export interface ResponsibilitiesRow extends Row {
  readonly name: string
  readonly capability: string
  readonly control: Element
  readonly side: Side | undefined
  readonly deadline: Deadline
}

const control = (row: ResponsibilitiesRow) => row.control

const WORDS: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }
const NOBODY = 'Nobody named'

/** A part of a duty: the field of the side whose row it is. What was said for the whole control counts where it is empty. */
function partColumn(
  part: 'owner' | 'due' | 'state' | 'acceptance',
  label: string,
  width: number,
): Column<ResponsibilitiesRow> {
  const bySide = {
    mdm: fieldColumn('control', dutyFields('mdm')[part], control),
    hdo: fieldColumn('control', dutyFields('hdo')[part], control),
  }
  const whole = part === 'acceptance' ? undefined : fieldColumn('control', part, control)
  const of = ({ side }: ResponsibilitiesRow) => (side === undefined ? whole : bySide[side])
  const said = (row: ResponsibilitiesRow) => (of(row)?.text(row) ? of(row) : whole)
  const { rank } = bySide.mdm
  return {
    key: part,
    label,
    type: bySide.mdm.type,
    width,
    text: (row) => said(row)?.text(row) ?? '',
    ...(rank === undefined ? {} : { rank: (row: ResponsibilitiesRow) => said(row)?.rank?.(row) }),
    field: (row) => of(row)?.field?.(row),
  }
}

/** What a side does. Missing only where the side owes it. */
function dutyColumn(side: Side): Column<ResponsibilitiesRow> {
  const column = fieldColumn('control', dutyFields(side).words, control, { width: 180 })
  const gap = (row: ResponsibilitiesRow) =>
    column.text(row).trim() === '' && sidesOf(row.control).includes(side) ? 'Duty not written yet' : undefined
  return { ...column, gap, text: (row) => gap(row) ?? column.text(row) }
}

const owner = partColumn('owner', 'Named person', 120)
const due = partColumn('due', 'Due', 118)

const COLUMNS: readonly Column<ResponsibilitiesRow>[] = [
  { key: 'name', label: 'Control', type: 'text', width: 116, locked: true, text: (row) => row.name },
  capabilityColumn((row) => row.capability, true),
  {
    key: 'who',
    label: 'Side',
    help: 'Whose part this row is: a shared control has a row for each side',
    type: 'choice',
    width: 116,
    text: ({ side }) => (side === undefined ? NOBODY : WORDS[side]),
    rank: ({ side }) => (side === undefined ? undefined : side === 'mdm' ? 0 : 1),
    gap: ({ side }) => (side === undefined ? NOBODY : undefined),
    field: (row) => ({ element: row.control.id, facet: 'control', field: 'responsible' }),
  },
  statementColumn('Claim', control, { width: 170 }),
  dutyColumn('mdm'),
  dutyColumn('hdo'),
  { ...owner, group: (row) => owner.text(row) || NOBODY },
  {
    ...due,
    gap: (row) => (row.deadline === 'Overdue' ? 'Overdue' : undefined),
    group: (row) => row.deadline,
    groupRank: (row) => DEADLINES.indexOf(row.deadline),
  },
  partColumn('state', 'State', 104),
  partColumn('acceptance', 'Answer', 96),
  basisColumn(control),
  foundColumn(),
  {
    key: 'deadline',
    label: 'Deadline',
    help: 'How the due date stands to today',
    type: 'choice',
    width: 130,
    spare: true,
    text: (row) => row.deadline,
    rank: (row) => DEADLINES.indexOf(row.deadline),
  },
  { ...responsibleColumn(control), spare: true },
]

/** Fields that the columns above show for the side of the row. */
const SHOWN = new Set([...Object.values(dutyFields('mdm')), ...Object.values(dutyFields('hdo'))])
const NOTES = new Set<string>([dutyFields('mdm').note, dutyFields('hdo').note])

/** Who does what: one row for each side's part in each control, with the duties of both sides beside each other. */
export const RESPONSIBILITIES: Table<ResponsibilitiesRow> = {
  name: 'responsibilities',
  title: 'Responsibilities',
  about: "Each side's part in each control: what it does, who answers for it, by when, and how far it is.",
  empty: 'No control yet. Add a control to a risk, then say who is responsible for it.',
  columns: [
    ...COLUMNS,
    ...spareColumns('control', control, COLUMNS).filter(({ key }) => NOTES.has(key) || !SHOWN.has(key as never)),
  ],
  groups: ['who', 'owner', 'due', 'state', 'acceptance', 'capability', 'basis'],
  rows: (graph, { found, today }) =>
    responsibilities(graph).flatMap((row): ResponsibilitiesRow[] => {
      const element = graph.elements.get(row.control)
      if (element === undefined) return []
      const sides = sidesOf(element)
      return (sides.length === 0 ? [undefined] : sides).map((side, at) => {
        const part = dutyOf(element, side ?? 'mdm')
        const date = side === undefined ? String(element.fields.due ?? '') : part.due
        return {
          // The first part keeps its row when the side changes, so that nobody is thrown out of it.
          key: at === 0 ? row.control : `${row.control}.${at}`,
          element: row.control,
          elements: [row.control],
          found: sumFound(found, [row.control]),
          name: row.name,
          capability: row.capability,
          control: element,
          side,
          deadline: deadlineOf(date, today, side !== undefined && isDone(part)),
        }
      })
    }),
}
