import { facetOf } from '@/lib/case/fields'
import { controlState, dutyOf } from '@/lib/control/duty'
import { compareKeys, type Element, type ElementId, type Relation } from '@/lib/gsn/graph'
import { compareTerms, isTerm, readTerm, type Term } from '@/lib/term/read'
import { SIDES, type Side } from './charter'

/** What one side owes for one control or one responsibility term. */
export interface Duty {
  /** The element it stands in: a control, or a term where `term` says so. */
  readonly control: ElementId
  /** Absent for controls. */
  readonly term?: true
  readonly name: string
  readonly capability: string
  readonly side: Side
  /** Both sides have a part in it. */
  readonly shared: boolean
  /** The side's duty in words; the control's statement where nothing else is written. */
  readonly duty: string
  /** The control's claim, or the title of the term. */
  readonly statement: string
  readonly owner: string
  readonly due: string
  readonly state: string
}

interface Readable {
  readonly elements: Iterable<Element>
  readonly relations: readonly Relation[]
}

/** Ids that the top claim reaches: what is argued, as against what is parked or stands beside. */
export function argued({ elements, relations }: Readable): ReadonlySet<ElementId> {
  const all = [...elements]
  const supported = new Set(relations.filter((r) => r.type === 'supportedBy').map((r) => r.to))
  const root = all.find((e) => e.role === 'C1') ?? all.find((e) => e.kind === 'goal' && !supported.has(e.id))
  const below = new Map<ElementId, ElementId[]>()
  for (const { from, to } of relations) below.set(from, [...(below.get(from) ?? []), to])
  const reached = new Set<ElementId>()
  const stack = root === undefined ? [] : [root.id]
  while (stack.length > 0) {
    const id = stack.pop() as ElementId
    if (reached.has(id)) continue
    reached.add(id)
    stack.push(...(below.get(id) ?? []))
  }
  return reached
}

/** The sides that a control's `responsible` field names. */
export function responsibleSides(control: Element): readonly Side[] {
  const { responsible } = control.fields
  return responsible === 'shared' ? SIDES : responsible === 'mdm' || responsible === 'hdo' ? [responsible] : []
}

/** What each side owes: one duty per argued control and responsible side, by capability and name, then one per term. */
export function dutiesOf(of: Readable): readonly Duty[] {
  const reached = argued(of)
  const elements = [...of.elements].filter((element) => reached.has(element.id))
  const controls = elements
    .filter((element) => facetOf(element) === 'control')
    .flatMap((control) => responsibleSides(control).map((side) => controlDuty(control, side)))
    .sort(
      (a, b) => compareKeys(a.capability, b.capability) || compareKeys(a.name, b.name) || compareKeys(a.side, b.side),
    )
  const terms = elements
    .filter((element) => isTerm(element))
    .map(readTerm)
    .filter((term) => !term.dropped)
    .sort(compareTerms)
    .flatMap((term) => SIDES.flatMap((side) => termDuty(term, side)))
  return [...controls, ...terms]
}

function controlDuty(control: Element, side: Side): Duty {
  const { owner, due } = dutyOf(control, side)
  return {
    control: control.id,
    name: control.name,
    capability: control.capability ?? '',
    side,
    shared: control.fields.responsible === 'shared',
    duty: dutyText(control, side) || control.statement,
    statement: control.statement,
    owner,
    due,
    state: controlState(control),
  }
}

/** Nothing while the side's share is not written: an empty promise is no duty. */
function termDuty(term: Term, side: Side): Duty[] {
  const duty = side === 'mdm' ? term.mdm : term.hdo
  if (duty === '') return []
  return [
    {
      control: term.id,
      term: true,
      name: term.name,
      capability: '',
      side,
      shared: term.mdm !== '' && term.hdo !== '',
      duty,
      statement: term.title,
      owner: side === 'mdm' ? term.personMdm : term.personHdo,
      due: '',
      state: '',
    },
  ]
}

/** The words a control holds for a side; empty when nobody wrote any. */
export function dutyText(control: Element, side: Side): string {
  return (control.texts[side === 'mdm' ? 'dutyMdm' : 'dutyHdo'] ?? '').trim()
}
