import { effectiveChallenges } from './challenge-edges'
import {
  type CaseGraph,
  compareKeys,
  type Element,
  type ElementId,
  effectiveGraph,
  findRoot,
  type GraphExtras,
  isDecorated,
  type Relation,
  reasonToSkip,
  relationKey,
  type SkippedRelation,
  withTargetsWords,
} from './graph'
import { replaced } from './keyed'
import { OrderedMap, OrderedSet, Patched } from './patched'
import { below, reach } from './reach'
import { StepLog, touchDecisions, touchedBetween } from './touched'

/** What changed in a document since the last reading. */
export interface Changes {
  /** Elements by id; undefined for one that is gone. */
  readonly elements: ReadonlyMap<ElementId, Element | undefined>
  /** Relations by key; undefined for one that was deleted. */
  readonly relations: ReadonlyMap<string, Relation | undefined>
  /** Given when challenges or patterns changed. */
  readonly extras?: GraphExtras
}

type Ids = readonly ElementId[]
const NO_IDS: Ids = []
const LISTS = ['supports', 'contexts', 'supporterOf', 'contextOf'] as const
type List = (typeof LISTS)[number]

/** More than this at once is read anew: an import, the first content from the server. */
const MANY = 400

/**
 * The effective graph of a document that changes: one edit makes a new graph that shares all but a few entries with the
 * one before. It gives what effectiveGraph gives; where the order of relations decides (a circle was closed, or is being
 * closed), and where elements of other modules are moved, it asks effectiveGraph itself.
 */
export class LiveGraph {
  private readonly log = new StepLog()
  private readonly all = new Map<ElementId, Element>()
  private readonly relations = new Map<string, Relation>()
  /** Keys of all relations that name an element as one of their ends. */
  private readonly keysAt = new Map<ElementId, Set<string>>()
  private readonly effective = new Map<string, Relation>()
  private aways = 0
  /** Relations that do not count, challenges apart. */
  private skips: readonly SkippedRelation[] = []
  private lists!: Record<List, Patched<Ids>>
  private now!: CaseGraph & {
    readonly elements: OrderedMap<Element>
    readonly bin: OrderedMap<Element>
    readonly reachable: OrderedSet
  }

  constructor(
    elements: Iterable<Element>,
    relations: Iterable<Relation>,
    private extras: GraphExtras,
  ) {
    for (const element of elements) this.putElement(element.id, element)
    for (const relation of relations) this.putRelation(relationKey(relation), relation)
    this.readAnew()
    this.log.restart(this.now)
  }

  graph(): CaseGraph {
    return this.now
  }

  apply(changes: Changes): CaseGraph {
    const before = this.now
    const structure = new Set(changes.relations.keys())
    for (const [id, element] of changes.elements) {
      if (moves(this.all.get(id), element)) for (const key of this.keysAt.get(id) ?? []) structure.add(key)
      this.putElement(id, element)
    }
    for (const [key, relation] of changes.relations) this.putRelation(key, relation)
    if (changes.extras !== undefined) this.extras = changes.extras
    const was = (id: ElementId) => before.elements.get(id) ?? before.bin.get(id)
    const hard =
      structure.size + changes.elements.size > MANY ||
      before.skipped.some(({ reason }) => reason === 'cycle') ||
      (this.aways > 0 && (structure.size > 0 || [...changes.elements].some(([id, one]) => moves(was(id), one)))) ||
      (changes.extras?.patterns !== undefined && changes.extras.patterns !== before.patterns)
    const touched = hard ? undefined : this.step(changes, structure)
    if (touched === undefined) {
      this.readAnew()
      this.log.add(this.now, touchedBetween(before, this.now))
    } else this.log.add(this.now, touched)
    return this.now
  }

  private readAnew(): void {
    const graph = effectiveGraph(this.all.values(), this.relations.values(), this.extras)
    this.effective.clear()
    this.skips = graph.skipped.filter(({ type }) => type !== 'challenges')
    for (const relation of graph.relations) this.effective.set(relationKey(relation), relation)
    const of = (list: List) => {
      const lists = new Map<ElementId, Ids>()
      for (const id of graph.elements.keys()) if (graph[list](id).length > 0) lists.set(id, graph[list](id))
      return Patched.of<Ids>(lists)
    }
    this.lists = {
      supports: of('supports'),
      contexts: of('contexts'),
      supporterOf: of('supporterOf'),
      contextOf: of('contextOf'),
    }
    this.now = {
      ...graph,
      elements: OrderedMap.of(graph.elements),
      bin: OrderedMap.of(graph.bin),
      reachable: OrderedSet.of(graph.reachable),
      ...ask(this.lists),
    }
  }

  /** The next graph, made from the one before. @returns what it touched; undefined when it cannot be made this way */
  private step(changes: Changes, structure: ReadonlySet<string>): Set<ElementId> | undefined {
    const before = this.now
    const touched = new Set<ElementId>(changes.elements.keys())
    const shown = this.content(changes, touched)
    const elements = before.elements.with(shown.map(([id, one]) => [id, one?.deleted === false ? one : undefined]))
    const binned = shown.filter(([id, one]) => one?.deleted === true || before.bin.has(id))
    const bin = before.bin.with(binned.map(([id, one]) => [id, one?.deleted === true ? one : undefined]))

    const judged = this.judge(structure, elements, bin)
    if (judged === undefined) return undefined
    const { lost, gained } = judged
    for (const { from, to } of [...lost, ...gained]) touched.add(from).add(to)
    const rootId = this.root(elements, changes, lost.length + gained.length > 0)
    const lists = ask(this.lists)
    let { reachable } = before
    if (rootId === before.rootId) {
      const moved = reach(before, lists, elements, rootId, lost, gained)
      for (const id of moved.keys()) touched.add(id)
      reachable = reachable.with(moved)
    } else {
      reachable = OrderedSet.of(below(rootId === undefined ? [] : [rootId], lists))
      for (const id of [...before.reachable, ...reachable])
        if (before.reachable.has(id) !== reachable.has(id)) touched.add(id)
      for (const id of [rootId, before.rootId]) if (id !== undefined) touched.add(id)
    }
    const same = lost.length + gained.length === 0
    const relations = same ? before.relations : replaced(before.relations, lost, gained)
    const decorated = [...lost, ...gained].some(isDecorated) ? relations.filter(isDecorated) : before.decorated
    const next = { ...before, ...lists, elements, bin, reachable, rootId, relations, decorated }
    const was = (id: ElementId) => before.elements.get(id) ?? before.bin.get(id)
    const stirred = structure.size > 0 || [...changes.elements].some(([id, one]) => moves(was(id), one))
    const decisions = this.decide(next, judged.skips, stirred || changes.extras !== undefined)
    touchDecisions(before, decisions, touched)
    this.now = { ...next, ...decisions }
    return touched
  }

  /** Takes out the relations that have to be judged again, and judges them. */
  private judge(structure: ReadonlySet<string>, elements: OrderedMap<Element>, bin: OrderedMap<Element>) {
    const [lost, gained]: [Relation[], Relation[]] = [[], []]
    if (structure.size === 0) return { lost, gained, skips: this.skips }
    for (const key of structure) {
      const old = this.effective.get(key)
      if (old !== undefined && this.effective.delete(key)) lost.push(old)
    }
    this.relist(lost)
    const skips = this.skips.filter((relation) => !structure.has(relationKey(relation)))
    for (const key of [...structure].sort(compareKeys)) {
      const relation = this.relations.get(key)
      if (relation === undefined) continue
      const reason = reasonToSkip(relation, elements, bin, this.lists.supports)
      if (reason === 'cycle') return undefined
      if (reason === undefined) {
        this.effective.set(key, relation)
        gained.push(relation)
        this.relist([relation])
      } else if (reason !== 'binned') skips.push({ ...relation, reason })
    }
    skips.sort((a, b) => compareKeys(relationKey(a), relationKey(b)))
    return { lost, gained, skips }
  }

  /** Which relations and challenges do not count. Challenges are judged again when something they may hang on moved. */
  private decide(
    next: CaseGraph,
    skips: readonly SkippedRelation[],
    moved: boolean,
  ): Pick<CaseGraph, 'skipped' | 'challenges'> {
    const given = [...(this.extras.challenges ?? [])]
    if (!moved) return { skipped: this.now.skipped, challenges: this.now.challenges }
    this.skips = skips
    const skipped = [...skips]
    const challenges = effectiveChallenges(given, next.elements, next.bin, next.relations, skipped)
    return {
      skipped: skipped.length + this.now.skipped.length === 0 ? this.now.skipped : skipped,
      challenges: challenges.length + this.now.challenges.length === 0 ? this.now.challenges : challenges,
    }
  }

  /** What elements show: their own words, and those of the elements that away elements stand for. */
  private content(changes: Changes, touched: Set<ElementId>): [ElementId, Element | undefined][] {
    const shown: [ElementId, Element | undefined][] = [...changes.elements]
    if (this.aways === 0) return shown
    for (const [id, element] of changes.elements) {
      for (const away of this.now.awaysOf(id)) {
        const there = this.all.get(away)
        if (there === undefined) continue
        shown.push([away, withTargetsWords(there, element?.deleted === false ? element : undefined)])
        touched.add(away)
      }
    }
    return shown
  }

  private root(elements: OrderedMap<Element>, changes: Changes, moved: boolean): ElementId | undefined {
    const before = this.now
    const old = before.rootId === undefined ? undefined : elements.get(before.rootId)
    const others = [...changes.elements].some(([id, one]) => one?.role === 'C1' && id !== before.rootId)
    if (old?.role === 'C1' && !others) return old.id
    const was = (id: ElementId) => before.elements.get(id) ?? before.bin.get(id)
    if (!moved && [...changes.elements].every(([id, one]) => !moves(was(id), one))) return before.rootId
    return findRoot(elements, { has: (id) => this.lists.supporterOf.get(id) !== undefined })
  }

  /** Reads the lists of these elements from the relations that count. */
  private relist(relations: readonly Relation[]): void {
    const ids = new Set(relations.flatMap(({ from, to }) => [from, to]))
    const found: Record<List, [ElementId, Ids | undefined][]> = {
      supports: [],
      contexts: [],
      supporterOf: [],
      contextOf: [],
    }
    for (const id of ids) {
      const own = [...(this.keysAt.get(id) ?? [])].flatMap((key) => this.effective.get(key) ?? []).sort(byOrder)
      const put = (list: List, type: Relation['type'], here: 'from' | 'to', there: 'from' | 'to') => {
        const others = own.flatMap((relation) =>
          relation.type === type && relation[here] === id ? [relation[there]] : [],
        )
        found[list].push([id, others.length === 0 ? undefined : others])
      }
      put('supports', 'supportedBy', 'from', 'to')
      put('contexts', 'inContextOf', 'from', 'to')
      put('supporterOf', 'supportedBy', 'to', 'from')
      put('contextOf', 'inContextOf', 'to', 'from')
    }
    const { supports, contexts, supporterOf, contextOf } = this.lists
    this.lists = {
      supports: supports.with(found.supports),
      contexts: contexts.with(found.contexts),
      supporterOf: supporterOf.with(found.supporterOf),
      contextOf: contextOf.with(found.contextOf),
    }
  }

  private putElement(id: ElementId, element: Element | undefined): void {
    if (this.all.get(id)?.away !== undefined) this.aways--
    if (element?.away !== undefined) this.aways++
    if (element === undefined) this.all.delete(id)
    else this.all.set(id, element)
  }

  private putRelation(key: string, relation: Relation | undefined): void {
    const known = relation ?? this.relations.get(key)
    if (known === undefined) return
    if (relation === undefined) this.relations.delete(key)
    else this.relations.set(key, relation)
    for (const end of [known.from, known.to]) {
      const keys = this.keysAt.get(end)
      if (relation === undefined) keys?.delete(key)
      else if (keys === undefined) this.keysAt.set(end, new Set([key]))
      else keys.add(key)
    }
  }
}

type Lists = Pick<CaseGraph, List>

function ask(lists: Record<List, Patched<Ids>>): Lists {
  return {
    supports: (id) => lists.supports.get(id) ?? NO_IDS,
    contexts: (id) => lists.contexts.get(id) ?? NO_IDS,
    supporterOf: (id) => lists.supporterOf.get(id) ?? NO_IDS,
    contextOf: (id) => lists.contextOf.get(id) ?? NO_IDS,
  }
}

/** Whether relations, the top claim or away elements may stand differently after this. */
function moves(before: Element | undefined, after: Element | undefined): boolean {
  return (
    before?.kind !== after?.kind ||
    before?.deleted !== after?.deleted ||
    before?.role !== after?.role ||
    before?.away !== after?.away
  )
}

function byOrder(a: Relation, b: Relation): number {
  return compareKeys(a.order, b.order) || compareKeys(relationKey(a), relationKey(b))
}
