import type { Pattern, PatternElement, PatternRelation } from '@/catalog/patterns/pattern'
import { canonicalJson } from '@/lib/gsn/canonical'
import { type CaseGraph, compareKeys, type Element } from '@/lib/gsn/graph'

const KEY = /^pattern:(.{1,64})@(\d{1,9})$/

/** What stands with the top of a grown branch, so that its version is known when the pattern has gone on. */
export function grownMark({ id, title, version }: Pattern) {
  return { takenFrom: `Pattern: ${title}`, takenAt: `Version ${version}`, takenKey: `pattern:${id}@${version}` }
}

/** [PTN8] Which pattern a branch was grown from, in which version; undefined for branches grown before that was kept. */
export function grownFrom({ takenKey }: Pick<Element, 'takenKey'>): { pattern: string; version: number } | undefined {
  const match = KEY.exec(takenKey ?? '')
  return match === null ? undefined : { pattern: match[1] ?? '', version: Number(match[2]) }
}

/** A branch whose pattern has gone on since it was grown. */
export interface Outgrown {
  readonly top: Element
  readonly pattern: string
  /** The version it was grown from, the one that the case holds now, and the newest one that is known. */
  readonly grown: number
  readonly held: number | undefined
  readonly newest: number
}

/**
 * [PTN8] The branches of a case that were grown from an older version than the newest one that the case or a library holds.
 * @param library the newest version that is kept of each pattern, by its id
 */
export function outgrown(graph: CaseGraph, library: ReadonlyMap<string, number>): readonly Outgrown[] {
  const found: Outgrown[] = []
  for (const top of graph.elements.values()) {
    const from = grownFrom(top)
    if (from === undefined || !graph.reachable.has(top.id)) continue
    const held = graph.patterns.get(from.pattern)?.version
    const newest = Math.max(held ?? 0, library.get(from.pattern) ?? 0)
    if (newest > from.version) found.push({ top, pattern: from.pattern, grown: from.version, held, newest })
  }
  return found.sort((a, b) => compareKeys(a.top.name, b.top.name))
}

/** In what a newer version of a pattern differs from an older one: one thing, in a sentence. */
export interface PatternChange {
  readonly kind: 'added' | 'removed' | 'reworded' | 'changed' | 'related'
  readonly role: string
  readonly message: string
  readonly before?: string
  readonly after?: string
}

/** [PTN8] What changed from one version of a pattern to another, in the order of their elements; empty when they ask the same. */
export function patternChanges(older: Pattern, newer: Pattern): readonly PatternChange[] {
  const was = new Map(older.elements.map((element) => [element.role, element]))
  const is = new Map(newer.elements.map((element) => [element.role, element]))
  const changes: PatternChange[] = []
  for (const element of newer.elements) {
    const before = was.get(element.role)
    if (before === undefined) {
      const message = `${element.role}, a ${element.word || element.kind}, is new.`
      changes.push({ kind: 'added', role: element.role, message, after: element.statement })
    } else changes.push(...elementChanges(before, element))
  }
  for (const element of older.elements) {
    if (is.has(element.role)) continue
    const message = `${element.role}, a ${element.word || element.kind}, is asked for no more.`
    changes.push({ kind: 'removed', role: element.role, message, before: element.statement })
  }
  return [...changes, ...relationChanges(older, newer, was, is)]
}

function elementChanges(before: PatternElement, after: PatternElement): PatternChange[] {
  const { role } = after
  const changes: PatternChange[] = []
  if (before.statement !== after.statement) {
    const said = { before: before.statement, after: after.statement }
    changes.push({ kind: 'reworded', role, message: `${role} is worded in another way.`, ...said })
  }
  if (before.kind !== after.kind) {
    changes.push({ kind: 'changed', role, message: `${role} was a ${before.kind} and is a ${after.kind}.` })
  }
  const rest = ({ statement: _statement, kind: _kind, ...others }: PatternElement) => canonicalJson(plain(others))
  if (rest(before) !== rest(after)) {
    changes.push({ kind: 'changed', role, message: `What ${role} brings along in its fields is different.` })
  }
  return changes
}

function relationChanges(
  older: Pattern,
  newer: Pattern,
  was: ReadonlyMap<string, unknown>,
  is: ReadonlyMap<string, unknown>,
): PatternChange[] {
  const key = ({ from, type, to }: PatternRelation) => `${from} ${type} ${to}`
  const before = new Map(older.relations.map((relation) => [key(relation), relation]))
  const after = new Map(newer.relations.map((relation) => [key(relation), relation]))
  const changes: PatternChange[] = []
  for (const [name, relation] of after) {
    const { from, to } = relation
    const there = before.get(name)
    // A relation of what is new, or gone, is told with its element.
    if (there === undefined && was.has(from) && was.has(to)) {
      changes.push({ kind: 'related', role: from, message: `${from} asks for ${to} now.` })
    } else if (there !== undefined && canonicalJson(plain(there)) !== canonicalJson(plain(relation))) {
      const message = `${from} asks for ${countWords(relation)} of ${to}, and asked for ${countWords(there)}.`
      changes.push({ kind: 'related', role: from, message })
    }
  }
  for (const [name, { from, to }] of before) {
    if (after.has(name) || !is.has(from) || !is.has(to)) continue
    changes.push({ kind: 'related', role: from, message: `${from} does not ask for ${to} any more.` })
  }
  return changes
}

function countWords({ count: { min, max }, choice }: PatternRelation): string {
  const number = max === 'many' ? `${min} or more` : min === max ? String(min) : `${min} to ${max}`
  return choice === undefined ? number : `${number} (a choice)`
}

/** Without members that are undefined, which canonical JSON refuses. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
