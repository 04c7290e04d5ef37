import { facetOf } from '@/lib/case/fields'
import { compareKeys, type Element, type ElementId, type Relation } from '@/lib/gsn/graph'
import { SIDES, type Side } from './charter'

/** What one side owes for one control. */
export interface Duty {
  readonly control: ElementId
  readonly name: string
  readonly capability: string
  readonly side: Side
  /** Both sides have a part in this control. */
  readonly shared: boolean
  /** The side's duty in words; the control's statement where nothing else is written. */
  readonly duty: string
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

/** What each side owes: one duty per argued control and responsible side, by capability and name. */
export function dutiesOf(of: Readable): readonly Duty[] {
  const reached = argued(of)
  return [...of.elements]
    .filter((element) => facetOf(element) === 'control' && reached.has(element.id))
    .flatMap((control) => responsibleSides(control).map((side) => dutyOf(control, side)))
    .sort(
      (a, b) => compareKeys(a.capability, b.capability) || compareKeys(a.name, b.name) || compareKeys(a.side, b.side),
    )
}

function dutyOf(control: Element, side: Side): Duty {
  const word = (name: string) => String(control.fields[name] ?? '')
  return {
    control: control.id,
    name: control.name,
    capability: control.capability ?? '',
    side,
    shared: control.fields.responsible === 'shared',
    duty: dutyText(control, side) || control.statement,
    statement: control.statement,
    owner: word('owner'),
    due: word('due'),
    state: word('state'),
  }
}

/** The words a control holds for a side; empty when nobody wrote any. */
export function dutyText(control: Element, side: Side): string {
  return (control.texts[side === 'mdm' ? 'dutyMdm' : 'dutyHdo'] ?? '').trim()
}
