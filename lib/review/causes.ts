import { facetOf, fieldsOf } from '@/lib/case/fields'
import { canonicalJson } from '@/lib/gsn/canonical'
import { challengesAgainst, readChallenges } from '@/lib/gsn/challenge'
import { challengeKey } from '@/lib/gsn/challenge-edges'
import { sha256Hex } from '@/lib/gsn/digest'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { assertNever } from '@/lib/gsn/outcome'
import { type Alert, alertWords } from './alerts'
import { type Component, challengeLines, contextOfClaim, ownDigest, partsOf, supportOfClaim } from './digests'

/**
 * What an approval remembers beside its three digests, so that a later reader can be told which leaf moved.
 * Marks are the first eight hex characters of a digest: they name causes and decide nothing.
 */
export interface Memory {
  /** Mark of each part of the claim itself, by part name. */
  readonly own: Readonly<Record<string, string>>
  /** Mark of each element that the claim rests on, by id. */
  readonly support: Readonly<Record<ElementId, string>>
  /** Mark of each context, assumption and justification that held for it, by id. */
  readonly context: Readonly<Record<ElementId, string>>
}

/** Why an approval no longer fits: one element (or one part of the claim itself) that says something else than then. */
export type Cause =
  | { readonly component: 'statement'; readonly parts: readonly string[] }
  | { readonly component: 'support' | 'context'; readonly change: Change; readonly element: ElementId }
  /** The same elements as then, related to each other in another way. */
  | { readonly component: 'support' | 'context'; readonly change: 'rearranged' }
  /** [MON8] The claim says what it said then, and an advisory was held against it since. */
  | { readonly component: 'advisory'; readonly alert: Alert }
  /** Nothing is remembered that could name it. */
  | { readonly component: 'support' | 'context'; readonly change: 'unknown' }

/** `challenged`: the element says what it said then, and something speaks against it now. */
export type Change = 'changed' | 'challenged' | 'added' | 'removed'

const MARK_LENGTH = 8

/** What to remember of a claim at this moment. The server computes it, so that nobody can plant a false cause. */
export function memoryOf(graph: CaseGraph, claim: ElementId): Memory {
  return {
    own: ownMarks(graph, claim),
    support: supportMarks(graph, claim),
    context: marksOf(graph, contextOfClaim(graph, claim)),
  }
}

/**
 * [REV6] Names what differs between a remembered claim and the claim as it stands, for the components that differ.
 * Changed elements come first, then removed, then added ones; below an added element nothing more is named.
 */
export function causesOf(
  graph: CaseGraph,
  claim: ElementId,
  memory: Memory | undefined,
  components: readonly Component[],
): readonly Cause[] {
  if (memory === undefined) {
    return components.map((component) =>
      component === 'statement' ? { component, parts: [] } : { component, change: 'unknown' },
    )
  }
  return components.flatMap((component): readonly Cause[] => {
    switch (component) {
      case 'statement':
        return [{ component, parts: differingKeys(memory.own, ownMarks(graph, claim)) }]
      case 'support':
        return elementCauses(graph, component, memory.support, supportMarks(graph, claim), claim)
      case 'context':
        return elementCauses(graph, component, memory.context, marksOf(graph, contextOfClaim(graph, claim)), claim)
      default:
        return assertNever(component)
    }
  })
}

function elementCauses(
  graph: CaseGraph,
  component: 'support' | 'context',
  then: Readonly<Record<ElementId, string>>,
  now: Readonly<Record<ElementId, string>>,
  claim: ElementId,
): readonly Cause[] {
  const all = differingKeys(then, now)
  const challenged = all.filter((id) => isChallenged(graph, id) && (id === claim || then[id] === ownMark(graph, id)))
  const differing = all.filter((id) => !challenged.includes(id))
  const changed = differing.filter((id) => (Object.hasOwn(then, id) && Object.hasOwn(now, id)) || id === claim)
  const removed = differing.filter((id) => !Object.hasOwn(now, id) && id !== claim)
  const added = new Set(differing.filter((id) => !Object.hasOwn(then, id)))
  const addedTops = [...added].filter(
    (id) => ![...graph.supporterOf(id), ...graph.contextOf(id)].some((parent) => added.has(parent)),
  )
  // What went into the bin took the rest with it; it is the cause, and its former supports are not.
  const binned = removed.filter((id) => graph.bin.has(id))
  const causes: Cause[] = [
    ...challenged.map((element) => ({ component, change: 'challenged', element }) as const),
    ...changed.map((element) => ({ component, change: 'changed', element }) as const),
    ...(binned.length > 0 ? binned : removed).map((element) => ({ component, change: 'removed', element }) as const),
    ...addedTops.map((element) => ({ component, change: 'added', element }) as const),
  ]
  return causes.length > 0 ? causes : [{ component, change: 'rearranged' }]
}

/** How many elements a sentence names before it goes on with "and n more". */
const NAMED = 3

/** The causes in words, one sentence part per component: "what it rests on changed: Sn-ALOF-1-1". */
export function causesInWords(graph: CaseGraph, claim: ElementId, causes: readonly Cause[]): readonly string[] {
  const sentences: string[] = []
  const against = causes.flatMap((cause) => (cause.component === 'advisory' ? [alertWords(cause.alert)] : []))
  if (against.length > 0) sentences.push(`challenged by ${[...new Set(against)].join(', ')}`)
  for (const cause of causes) {
    if (cause.component === 'statement') sentences.push(wordingInWords(graph, claim, cause.parts))
  }
  for (const component of ['support', 'context'] as const) {
    const all = causes.flatMap((cause) => (cause.component === component ? [cause] : []))
    const challenged = all.flatMap((cause) =>
      cause.change === 'challenged' ? [challengeInWords(graph, cause.element)] : [],
    )
    if (challenged.length > 0) sentences.push(`challenged: ${challenged.slice(0, NAMED).join(', ')}`)
    const mine = all.filter((cause) => cause.change !== 'challenged')
    if (mine.length === 0) continue
    const head = component === 'support' ? 'what it rests on changed' : 'context changed'
    const named = mine.flatMap((cause) => ('element' in cause ? [nameInWords(graph, cause)] : []))
    if (mine.some((cause) => cause.change === 'unknown')) sentences.push(head)
    else if (named.length === 0) sentences.push(`${head}: the same elements are related differently`)
    else {
      const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : ''
      sentences.push(`${head}: ${named.slice(0, NAMED).join(', ')}${more}`)
    }
  }
  return sentences
}

function wordingInWords(graph: CaseGraph, claim: ElementId, parts: readonly string[]): string {
  const element = graph.elements.get(claim)
  const fields = fieldsOf(element === undefined ? undefined : facetOf(element))
  const labels = parts.flatMap((part) => {
    if (part === 'statement') return []
    if (part === 'undeveloped') return ['Undeveloped mark']
    const name = part.slice('field:'.length)
    return [fields[name]?.label ?? name]
  })
  return labels.length === 0 ? 'wording changed' : `wording changed: ${labels.join(', ')}`
}

/** One cause as a sentence part of its own: "CTXT1 changed". */
export function causeSentence(graph: CaseGraph, cause: { change: Change; element: ElementId }): string {
  const said = nameInWords(graph, cause)
  return cause.change === 'changed' ? `${said} changed` : cause.change === 'challenged' ? `Challenged: ${said}` : said
}

function nameInWords(graph: CaseGraph, cause: { change: Change; element: ElementId }): string {
  const element = graph.elements.get(cause.element) ?? graph.bin.get(cause.element)
  const name = element?.name ?? 'an element that is gone'
  switch (cause.change) {
    case 'changed':
      return name
    case 'challenged':
      return challengeInWords(graph, cause.element)
    case 'added':
      return `${name} was added`
    case 'removed':
      return `${name} was removed`
  }
}

/** `C8-ALOF-1-1 by G-ALOF-2`. */
function challengeInWords(graph: CaseGraph, id: ElementId): string {
  const name = (each: ElementId) => graph.elements.get(each)?.name ?? each
  return `${name(id)} by ${inForce(graph, id)
    .map(({ from }) => name(from))
    .join(', ')}`
}

function isChallenged(graph: CaseGraph, id: ElementId): boolean {
  return inForce(graph, id).length > 0
}

function inForce(graph: CaseGraph, id: ElementId) {
  const { weights } = readChallenges(graph)
  return challengesAgainst(graph, id).filter((challenge) => weights.get(challengeKey(challenge)) !== 'void')
}

function ownMarks(graph: CaseGraph, claim: ElementId): Record<string, string> {
  const element = graph.elements.get(claim)
  const marks: Record<string, string> = {}
  if (element === undefined) return marks
  for (const [part, value] of Object.entries(partsOf(element))) marks[part] = markOf(sha256Hex(canonicalJson(value)))
  return marks
}

function marksOf(graph: CaseGraph, ids: ReadonlySet<ElementId>): Record<ElementId, string> {
  const marks: Record<ElementId, string> = {}
  for (const id of [...ids].sort()) {
    if (!graph.elements.has(id)) continue
    const against = challengeLines(graph, id)
    marks[id] = against === '' ? ownMark(graph, id) : markOf(sha256Hex(`${ownMark(graph, id)}${against}`))
  }
  return marks
}

function ownMark(graph: CaseGraph, id: ElementId): string {
  const element = graph.elements.get(id)
  return element === undefined ? '' : markOf(ownDigest(element))
}

/** The claim itself stands among what it rests on only while it is challenged: its words have a place of their own. */
function supportMarks(graph: CaseGraph, claim: ElementId): Record<ElementId, string> {
  const marks = marksOf(graph, supportOfClaim(graph, claim))
  const against = challengeLines(graph, claim)
  return against === '' ? marks : { ...marks, [claim]: markOf(sha256Hex(against)) }
}

/** The mark of a digest: enough to tell apart, too little to decide by. */
export function markOf(digest: string): string {
  return digest.slice(0, MARK_LENGTH)
}

function differingKeys(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]).sort()
}
