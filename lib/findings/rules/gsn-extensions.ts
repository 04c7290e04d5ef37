import { readChallenges } from '@/lib/gsn/challenge'
import { type CaseGraph, type Element, type ElementId, isDecorated, type Relation } from '@/lib/gsn/graph'
import { moduleOf, moduleWord } from '@/lib/gsn/module'
import { isMultiplicity } from '@/lib/gsn/multiplicity'
import { sourceOf } from '@/lib/gsn/watched-graph'
import { type Hit, HOLDS, hit, type Rule } from '../rule'

const GSN = 'GSN Community Standard v3'

/** Rules of the extensions: pattern decoration, modules, dialectic. */
export const EXTENSION_RULES: readonly Rule[] = [
  {
    id: 'GSN11',
    severity: 'amber',
    title: 'A multiplicity is a number or a range; optional means none or one and stands alone.',
    source: `${GSN}, 1:3.1.1`,
    ...fromTheTop((graph, element) =>
      decoratedFrom(graph, element.id).flatMap((relation) => ballHits(graph, element, relation)),
    ),
  },
  {
    id: 'GSN12',
    severity: 'amber',
    title: 'A choice has at least two branches, one label, and takes fewer branches than it has.',
    source: `${GSN}, 1:3.1.2`,
    ...fromTheTop((graph, element) =>
      choicesOf(graph, element.id).flatMap((branches) => choiceHits(element, branches)),
    ),
  },
  {
    id: 'GSN13',
    severity: 'red',
    title: 'An away element shows a public element of another module that the case argues.',
    source: `${GSN}, 1:4`,
    on: (element) => element.away !== undefined,
    reads: 'neighbours',
    check: (graph, element) => awayHits(graph, element),
  },
  {
    id: 'GSN14',
    severity: 'red',
    title: 'Nothing in the argument is defeated or in doubt, and nothing rests on what is.',
    source: `${GSN}, 1:6`,
    on: isGoal,
    reads: 'branch',
    // Asked of the top claim alone, for everything below it: without challenges this costs nothing anywhere.
    check: (graph, top) => {
      if (graph.rootId !== top.id || graph.challenges.length === 0) return HOLDS
      const source = sourceOf(graph)
      const { elements, relations } = readChallenges(source)
      const struck = new Set([...elements.keys(), ...[...relations.keys()].map((name) => name.split(':')[0] ?? '')])
      return argued(source, struck).flatMap((element) => challengeHits(source, element))
    },
  },
]

function isGoal(element: Element): boolean {
  return element.kind === 'goal'
}

function argued(graph: CaseGraph, ids: ReadonlySet<ElementId>): readonly Element[] {
  return [...ids].sort().flatMap((id) => (graph.reachable.has(id) ? (graph.elements.get(id) ?? []) : []))
}

/** Looks, from the top claim, at every argued element that has decorated relations; nearly always there are none. */
function fromTheTop(
  check: (graph: CaseGraph, element: Element) => readonly Hit[],
): Pick<Rule, 'on' | 'reads' | 'check'> {
  return {
    on: isGoal,
    reads: 'branch',
    check: (graph, top) => {
      if (graph.rootId !== top.id) return HOLDS
      if (graph.decorated.length === 0) return HOLDS
      // From here on anything may be read: names, and what is argued.
      const decorated = byFrom(graph.relations)
      const source = sourceOf(graph)
      return argued(source, new Set(decorated.keys())).flatMap((element) => check(source, element))
    },
  }
}

const known = new WeakMap<readonly Relation[], ReadonlyMap<ElementId, readonly Relation[]>>()

function byFrom(relations: readonly Relation[]): ReadonlyMap<ElementId, readonly Relation[]> {
  let made = known.get(relations)
  if (made === undefined) {
    const lists = new Map<ElementId, Relation[]>()
    for (const relation of relations) {
      if (!isDecorated(relation)) continue
      const list = lists.get(relation.from)
      if (list === undefined) lists.set(relation.from, [relation])
      else list.push(relation)
    }
    made = lists
    known.set(relations, made)
  }
  return made
}

function decoratedFrom(graph: CaseGraph, id: ElementId): readonly Relation[] {
  return byFrom(graph.relations).get(id) ?? []
}

function ballHits(graph: CaseGraph, element: Element, relation: Relation): readonly Hit[] {
  const { multiplicity: label, optional } = relation
  if (label === undefined || label === '') return HOLDS
  const to = nameOf(graph, relation.to)
  const act = withoutBall(relation)
  if (optional === true) {
    const message = `${to} is both optional and multiple below ${element.name}.`
    return hit(element, message, 'Write the multiplicity as a range from 0.', { act })
  }
  if (isMultiplicity(label)) return HOLDS
  const message = `"${label}" does not say how often ${to} stands below ${element.name}.`
  return hit(element, message, 'Write a number or a range, such as 3, 0..2 or 1..*.', { act })
}

function withoutBall({ from, type, to }: Relation) {
  return { command: 'set-multiplicity', args: { from, type, to, multiplicity: null }, label: 'Take the label away' }
}

function choicesOf(graph: CaseGraph, id: ElementId): readonly (readonly Relation[])[] {
  const own = decoratedFrom(graph, id).filter(({ choice }) => choice !== undefined)
  return [...new Set(own.map(({ choice }) => choice))].map((name) => own.filter(({ choice }) => choice === name))
}

function choiceHits(element: Element, branches: readonly Relation[]): readonly Hit[] {
  const name = branches[0]?.choice ?? ''
  const takes = new Set(branches.map(({ take }) => take ?? 1))
  if (branches.length < 2) {
    const message = `The choice "${name}" below ${element.name} has one branch only.`
    return hit(element, message, 'Add the other branches to it, or take the choice away.')
  }
  if (takes.size > 1) {
    const message = `The branches of the choice "${name}" below ${element.name} disagree on how many are taken.`
    return hit(element, message, 'Set the number again.')
  }
  if (Math.max(...takes) < branches.length) return HOLDS
  const message = `The choice "${name}" below ${element.name} takes all of its ${branches.length} branches.`
  return hit(element, message, 'Take fewer, or take the choice away.')
}

function awayHits(graph: CaseGraph, element: Element): readonly Hit[] {
  const id = element.away ?? ''
  const target = graph.elements.get(id)
  const { name } = element
  if (target === undefined) {
    const binned = graph.bin.get(id)
    const message = `${name} stands in for an element that is ${binned === undefined ? 'not in the case' : 'in the bin'}.`
    const act = { command: 'restore-element', args: { element: id }, label: `Bring ${binned?.name ?? ''} back` }
    return hit(element, message, 'Bring that element back, or remove this one.', binned === undefined ? {} : { act })
  }
  if (target.away !== undefined) {
    const message = `${name} stands in for ${target.name}, which stands in for another one itself.`
    return hit(element, message, `Cite what ${target.name} stands in for.`)
  }
  if (target.kind !== element.kind) {
    return hit(
      element,
      `${name} and ${target.name} are of different kinds.`,
      'Remove this one and cite the other again.',
    )
  }
  if (moduleOf(target) === moduleOf(element)) {
    const message = `${name} cites ${target.name} of its own module, ${moduleWord(moduleOf(target))}.`
    return hit(element, message, 'Connect the two instead.', { severity: 'amber' })
  }
  if (target.public !== true) {
    const message = `${name} cites ${target.name}, which is not public.`
    const act = { command: 'set-public', args: { element: id, public: true }, label: `Make ${target.name} public` }
    return hit(element, message, 'Make it public, or remove this element.', { act })
  }
  if (graph.reachable.has(id)) return HOLDS
  const message = `${name} cites ${target.name}, which the case does not argue at present.`
  return hit(element, message, 'Attach that claim to its module again, or remove this element.', { severity: 'amber' })
}

function challengeHits(source: CaseGraph, element: Element): readonly Hit[] {
  const { elements, relations } = readChallenges(source)
  const names = (ids: readonly ElementId[]) => ids.map((id) => nameOf(source, id)).join(', ')
  const hits: Hit[] = []
  const own = elements.get(element.id)
  if (own?.direct === true && own.state === 'defeated') {
    const message = `${element.name} is defeated by ${names(own.by)}.`
    hits.push(
      ...hit(element, message, 'Answer the counter-evidence with evidence of your own, or change this element.'),
    )
  } else if (own?.direct === true) {
    const message = `${element.name} is in doubt: ${names(own.by)} challenges it.`
    const next = 'Answer the challenge, or support it with evidence so that it counts.'
    hits.push(...hit(element, message, next, { severity: 'amber' }))
  } else if (own !== undefined) {
    const message = `${element.name} rests on what is challenged: ${names(own.by)}.`
    hits.push(...hit(element, message, 'Solve the challenge there first.', { severity: 'grey' }))
  }
  for (const [name, { state, by }] of relations) {
    const [from, , to = ''] = name.split(':')
    if (from !== element.id) continue
    const word = state === 'defeated' ? 'defeated' : 'in doubt'
    const message = `That ${element.name} rests on ${nameOf(source, to)} is ${word}: ${names(by)} challenges it.`
    const next = 'Answer the challenge, or support the claim in another way.'
    hits.push(...hit(element, message, next, { severity: state === 'defeated' ? 'red' : 'amber' }))
  }
  return hits
}

function nameOf(graph: CaseGraph, id: ElementId): string {
  return graph.elements.get(id)?.name ?? id
}
