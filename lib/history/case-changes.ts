import { CHANGE_WORDS, type Change, differenceOf } from '@/lib/agreement/difference'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { compareKeys, type Element, type ElementId, type Relation } from '@/lib/gsn/graph'

/** How two states of a case differ in one place, in the words of those who argue it. */
export type CaseChangeKind = Change['kind'] | 'moved' | 'rescored' | 'reassigned'

export interface CaseChange extends Omit<Change, 'kind'> {
  readonly kind: CaseChangeKind
}

/** Every kind of change in the order in which a comparison is told, with the word for it. */
export const CASE_CHANGE_WORDS: Readonly<Record<CaseChangeKind, string>> = {
  added: CHANGE_WORDS.added,
  removed: CHANGE_WORDS.removed,
  reworded: CHANGE_WORDS.reworded,
  moved: 'Moved',
  rescored: 'Scored anew',
  reassigned: 'Assigned anew',
  changed: CHANGE_WORDS.changed,
  related: CHANGE_WORDS.related,
  unrelated: CHANGE_WORDS.unrelated,
}

type State = Parameters<typeof differenceOf>[0]

/** Fields that say how bad a risk is. */
const SCORES = /^(likelihood|severity|exploitability|treatment|cvss)/
/** Fields that say who does something, and by when. */
const DUTIES = /^(responsible|owner|due|side|assetSide|interfaceSide)(Mdm|Hdo)?$/

/**
 * [HIS3] Everything in which two states differ, with what people mean by it: an element that rests below another one than
 * before was moved; other numbers of a risk are a new score; another side, person or day a new assignment.
 */
export function caseChanges(before: State, after: State): readonly CaseChange[] {
  const elements = new Map<ElementId, Element>([...before.elements, ...after.elements].map((each) => [each.id, each]))
  const moves = movesOf(before, after, elements)
  const told = new Set([...moves.values()].flatMap(({ relations }) => relations))
  const rest = differenceOf(before, after).filter((change) => !told.has(relationWords(change)))
  return [
    ...rest.map((change) => classified(change, elements.get(change.element))),
    ...[...moves.values()].map((m) => m.change),
  ].sort((a, b) => compareKeys(a.name, b.name) || order(a.kind) - order(b.kind) || compareKeys(a.label, b.label))
}

const ORDER = Object.keys(CASE_CHANGE_WORDS)

function order(kind: CaseChangeKind): number {
  return ORDER.indexOf(kind)
}

function classified(change: Change, element: Element | undefined): CaseChange {
  if (change.kind !== 'changed' || element === undefined) return change
  const fields = Object.entries(fieldsOf(facetOf(element)))
  const field = fields.find(([, { label }]) => label === change.label)?.[0] ?? ''
  if (SCORES.test(field)) return { ...change, kind: 'rescored' }
  return DUTIES.test(field) ? { ...change, kind: 'reassigned' } : change
}

interface Move {
  readonly change: CaseChange
  /** The single relations that this move tells. */
  readonly relations: readonly string[]
}

/** Elements of both states that rest below others than before: what they lost and what they gained, as one. */
function movesOf(before: State, after: State, elements: ReadonlyMap<ElementId, Element>): ReadonlyMap<ElementId, Move> {
  const [was, is] = [parentsOf(before), parentsOf(after)]
  const there = new Set(before.elements.map(({ id }) => id))
  const nameOf = (id: ElementId) => elements.get(id)?.name ?? id
  const names = (ids: readonly ElementId[]) => ids.map(nameOf).sort(compareKeys).join(', ')
  const moves = new Map<ElementId, Move>()
  for (const { id, name } of after.elements) {
    const [lost, gained] = [minus(was.get(id), is.get(id)), minus(is.get(id), was.get(id))]
    if (!there.has(id) || lost.length === 0 || gained.length === 0) continue
    const change = {
      element: id,
      name,
      kind: 'moved',
      label: 'Rests below',
      before: names(lost),
      after: names(gained),
    } as const
    const relations = [...lost.map((p) => `unrelated ${p} ${name}`), ...gained.map((p) => `related ${p} ${name}`)]
    moves.set(id, { change, relations })
  }
  return moves
}

/** A change of a relation as its parent and the name of its child; '' for every other change. */
function relationWords({ kind, element, label, before, after }: Change): string {
  const support = (kind === 'related' || kind === 'unrelated') && label === 'Rests on'
  return support ? `${kind} ${element} ${kind === 'related' ? after : before}` : ''
}

function parentsOf({ relations }: { readonly relations: readonly Relation[] }): ReadonlyMap<ElementId, ElementId[]> {
  const parents = new Map<ElementId, ElementId[]>()
  for (const { from, type, to } of relations) {
    if (type === 'supportedBy') parents.set(to, [...(parents.get(to) ?? []), from])
  }
  return parents
}

function minus(a: readonly ElementId[] = [], b: readonly ElementId[] = []): ElementId[] {
  return a.filter((id) => !b.includes(id))
}
