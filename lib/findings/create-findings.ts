import type { Pattern } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { Dependencies, nothingRead, type Reads } from '@/lib/gsn/dependencies'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { touchedBetween } from '@/lib/gsn/touched'
import { changedCells, watchGraph } from '@/lib/gsn/watched-graph'
import { CaseIndexes, cellName } from './case-indexes'
import { asFinding, sameFinding } from './finding'
import { type FindingGroup, FindingLists, type Listed, type SeverityCounts } from './finding-lists'
import type { Finding, FindingContext, Rule } from './rule'
import { RULES } from './rules'

/** What is found in a case at one moment. Lists that an edit does not change stay the same objects. */
export interface CaseFindings {
  /** Worst first, then by capability, name and rule. */
  readonly all: readonly Finding[]
  readonly counts: SeverityCounts
  readonly byCapability: readonly FindingGroup[]
  readonly of: (id: ElementId) => readonly Finding[]
}

export interface FindingsEngine {
  /** The findings of the reading as it stands now; after an edit, only what may have changed is checked again. */
  findings(): CaseFindings
  /** How many elements the last call of findings() checked. */
  checked(): number
}

export interface FindingsSetting {
  /** The day by which dates are judged, YYYY-MM-DD; asked each time, so that midnight is noticed. */
  readonly today?: () => string | undefined
  readonly pattern?: Pattern
  /** The table of rules; the whole of it unless a test brings its own. */
  readonly rules?: readonly Rule[]
}

/**
 * Findings kept up to date. Every check notes what it reads, so that an edit leads to exactly the elements whose checks
 * may read it; rules that read 'case' are checked again each time, on the elements they look at.
 * @param reader the live reading of the case (lib/case/read.ts), or anything that gives graphs
 */
export function createFindings(reader: { graph(): CaseGraph }, setting: FindingsSetting = {}): FindingsEngine {
  const { pattern = SECURITY_CAPABILITY, rules = RULES } = setting
  let engine: Engine | undefined
  return {
    findings() {
      const [graph, today] = [reader.graph(), setting.today?.()]
      if (engine === undefined || !engine.fits(graph, today)) engine = new Engine(graph, today, pattern, rules, engine)
      else engine.update(graph)
      return engine.tell()
    },
    checked: () => engine?.checked ?? 0,
  }
}

class Engine {
  checked = 0
  private readonly lists = new FindingLists()
  private readonly indexes: CaseIndexes
  private readonly context: FindingContext
  /** What was found where an element was looked at, by the rules that note what they read and by the others. */
  private readonly near = new Map<ElementId, readonly Listed[]>()
  private readonly far = new Map<ElementId, readonly Listed[]>()
  private readonly dependencies = new Dependencies()
  private readonly nearRules: readonly Rule[]
  private readonly farRules: readonly Rule[]
  private readonly farElements = new Set<ElementId>()
  private watched: CaseGraph
  private now: Reads = nothingRead()
  private told: CaseFindings | undefined

  constructor(
    private graph: CaseGraph,
    private readonly today: string | undefined,
    pattern: Pattern,
    rules: readonly Rule[],
    before: Engine | undefined,
  ) {
    this.nearRules = rules.filter(({ reads }) => reads !== 'case')
    this.farRules = rules.filter(({ reads }) => reads === 'case')
    this.indexes = new CaseIndexes(graph)
    this.watched = watchGraph(graph, () => this.now)
    this.context = {
      ...(today === undefined ? {} : { today }),
      pattern,
      find: (index, key) => {
        this.now.cells.add(cellName(index, key))
        return this.indexes.find(index, key)
      },
    }
    for (const id of graph.elements.keys()) {
      this.near.set(id, this.keep(before?.near.get(id), this.lookNear(id)))
      if (this.looksFar(id)) this.far.set(id, this.keep(before?.far.get(id), this.lookFar(id)))
    }
    this.checked = graph.elements.size
    this.lists.fill([...this.near.values(), ...this.far.values()].flat())
  }

  /** Whether an update can lead to this graph and day, or everything has to be looked at again. */
  fits(graph: CaseGraph, today: string | undefined): boolean {
    return this.today === today && this.graph.patterns === graph.patterns
  }

  update(graph: CaseGraph): void {
    if (graph === this.graph) return
    const touched = touchedBetween(this.graph, graph)
    const cells = new Set(this.indexes.update(graph, touched))
    for (const cell of changedCells(this.graph, graph)) cells.add(cell)
    this.graph = graph
    this.watched = watchGraph(graph, () => this.now)
    this.checked = 0
    if (touched.size === 0) return

    const again = this.dependencies.after(touched, cells)
    for (const id of again) this.change(this.near, id, this.lookNear(id))
    this.checked = again.size
    for (const id of touched) this.looksFar(id)
    for (const id of [...this.farElements, ...touched]) this.change(this.far, id, this.lookFar(id))
  }

  /** One object for each state of the lists; ask the newest. */
  tell(): CaseFindings {
    const { lists } = this
    this.told ??= {
      get all() {
        return lists.all()
      },
      get byCapability() {
        return lists.byCapability()
      },
      counts: lists.counts(),
      of: (id) => lists.of(id),
    }
    return this.told
  }

  private change(results: Map<ElementId, readonly Listed[]>, id: ElementId, found: readonly Listed[]): void {
    const before = results.get(id) ?? NOTHING
    const after = this.keep(before, found)
    if (after === before) return
    if (after.length === 0) results.delete(id)
    else results.set(id, after)
    const [old, young] = [new Set(before), new Set(after)]
    this.lists.replace(
      before.filter((each) => !young.has(each)),
      after.filter((each) => !old.has(each)),
    )
    this.told = undefined
  }

  /** The earlier objects wherever they still say the same. */
  private keep(before: readonly Listed[] | undefined, after: readonly Listed[]): readonly Listed[] {
    if (before === undefined || before.length === 0) return after
    const kept = after.map(
      (each) => before.find((old) => old.name === each.name && sameFinding(old.finding, each.finding)) ?? each,
    )
    return kept.length === before.length && kept.every((each, index) => each === before[index]) ? before : kept
  }

  /** Looks at an element by the rules that note what they read. */
  private lookNear(id: ElementId): readonly Listed[] {
    const reads = nothingRead()
    this.now = reads
    const element = this.graph.elements.get(id)
    const found: Listed[] = []
    if (element !== undefined) {
      for (const rule of this.nearRules) {
        if (!this.concerns(rule, element)) continue
        this.check(rule, rule.reads === 'self' ? this.graph : this.watched, element, found)
      }
    }
    this.now = nothingRead()
    this.dependencies.note(id, reads)
    return found.length === 0 ? NOTHING : found
  }

  /** Looks at an element by the rules that may read anything. */
  private lookFar(id: ElementId): readonly Listed[] {
    const element = this.graph.elements.get(id)
    if (element === undefined || !this.farElements.has(id)) return NOTHING
    const found: Listed[] = []
    for (const rule of this.farRules) {
      if (this.concerns(rule, element)) this.check(rule, this.graph, element, found)
    }
    return found.length === 0 ? NOTHING : found
  }

  private check(rule: Rule, graph: CaseGraph, element: Element, found: Listed[]): void {
    for (const hit of rule.check(graph, element, this.context)) {
      // Where it shows is read too: its capability and its name decide the place in the list.
      const there = hit.element === element.id ? this.graph : graph
      const name = there.elements.get(hit.element)?.name ?? hit.element
      found.push({ finding: asFinding(there, rule, hit), name })
    }
  }

  private concerns(rule: Rule, element: Element): boolean {
    return (rule.everywhere === true || this.graph.reachable.has(element.id)) && rule.on(element)
  }

  /** Keeps the list of elements that 'case' rules look at. @returns whether this is one of them */
  private looksFar(id: ElementId): boolean {
    const element = this.graph.elements.get(id)
    const far = element !== undefined && this.farRules.some((rule) => this.concerns(rule, element))
    if (far) this.farElements.add(id)
    else this.farElements.delete(id)
    return far
  }
}

const NOTHING: readonly Listed[] = []
