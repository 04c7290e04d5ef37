import { controlState, dutyOf } from '@/lib/control/duty'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { perElement } from './per-element'
import { remembered } from './remember'

export interface ResponsibilityRow {
  readonly control: ElementId
  readonly name: string
  readonly capability: string
  readonly statement: string
  readonly responsible: string
  /** What each side does, in words; '' where it is not written. */
  readonly dutyMdm: string
  readonly dutyHdo: string
  /** The named persons of the responsible sides, once each. */
  readonly owner: string
  /** The first of the responsible sides' dates, YYYY-MM-DD. */
  readonly due: string
  /** Where the control stands as a whole. */
  readonly state: string
  /** Each side's own part; its person, date and progress are '' where the side is not responsible. */
  readonly ownerMdm: string
  readonly ownerHdo: string
  readonly dueMdm: string
  readonly dueHdo: string
  readonly stateMdm: string
  readonly stateHdo: string
}

/** [RDG3] Who does what, until when: one row for each control that the case argues, by capability and name. */
export const responsibilities = remembered(() =>
  perElement<ResponsibilityRow>({
    on: ({ facet }) => facet === 'control',
    rows: (_graph, control) => [rowOf(control)],
  }),
)

function rowOf(control: Element): ResponsibilityRow {
  const responsible = String(control.fields.responsible ?? '')
  const [mdm, hdo] = [dutyOf(control, 'mdm'), dutyOf(control, 'hdo')]
  const owes = {
    mdm: responsible === 'mdm' || responsible === 'shared',
    hdo: responsible === 'hdo' || responsible === 'shared',
  }
  const parts = responsible === '' ? [mdm, hdo] : [...(owes.mdm ? [mdm] : []), ...(owes.hdo ? [hdo] : [])]
  const said = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== ''))]
  return {
    control: control.id,
    name: control.name,
    capability: control.capability ?? '',
    statement: control.statement,
    responsible,
    dutyMdm: control.texts.dutyMdm ?? '',
    dutyHdo: control.texts.dutyHdo ?? '',
    owner: said(parts.map(({ owner }) => owner)).join(', '),
    due: said(parts.map(({ due }) => due)).sort()[0] ?? '',
    state: controlState(control),
    ownerMdm: owes.mdm ? mdm.owner : '',
    ownerHdo: owes.hdo ? hdo.owner : '',
    dueMdm: owes.mdm ? mdm.due : '',
    dueHdo: owes.hdo ? hdo.due : '',
    stateMdm: owes.mdm ? mdm.progress : '',
    stateHdo: owes.hdo ? hdo.progress : '',
  }
}

export interface DutyRow extends Pick<ResponsibilityRow, 'control' | 'name' | 'capability' | 'statement'> {
  readonly side: 'mdm' | 'hdo'
  readonly duty: string
  readonly owner: string
  readonly due: string
  readonly state: string
}

/** Each side's part of each control as a row of its own: what is grouped by side, by person, by due date. */
export function dutiesBySide(rows: readonly ResponsibilityRow[]): DutyRow[] {
  return rows.flatMap(({ control, name, capability, statement, responsible, ...row }) => {
    const of = { control, name, capability, statement }
    const mdm: DutyRow = {
      ...of,
      side: 'mdm',
      duty: row.dutyMdm,
      owner: row.ownerMdm,
      due: row.dueMdm,
      state: row.stateMdm,
    }
    const hdo: DutyRow = {
      ...of,
      side: 'hdo',
      duty: row.dutyHdo,
      owner: row.ownerHdo,
      due: row.dueHdo,
      state: row.stateHdo,
    }
    return [
      ...(responsible === 'hdo' || responsible === '' ? [] : [mdm]),
      ...(responsible === 'mdm' || responsible === '' ? [] : [hdo]),
    ]
  })
}
