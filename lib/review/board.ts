import { SIDES, type Side } from '@/lib/access/policy'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Alert } from './alerts'
import type { Approval } from './approvals'
import { type Cause, type Change, causeSentence, markOf } from './causes'
import { type ClaimReview, type ReviewState, type SideState, staleCauses } from './state'

/** One thing that put approvals out of date, for everybody whom it concerns. */
export interface CauseGroup {
  /** Names the cause across edits: what happened to which element. */
  readonly key: string
  readonly change: Change | 'rearranged' | 'unknown' | 'advisory'
  /** The element that says something else now; absent for what has no single element. */
  readonly element?: ElementId
  /** [MON8] The advisory that challenges, where it is one. */
  readonly alert?: Alert
  /** Claims that are out of date by this alone: they are affirmed together. */
  readonly only: readonly ElementId[]
  /** Claims that something else concerns as well: each is read by itself. */
  readonly also: readonly ElementId[]
}

type Groups = readonly CauseGroup[]
const NO_GROUPS: Groups = []
const grouped = new WeakMap<ReviewState, Partial<Record<Side, Groups>>>()

/**
 * [REV24] The stale approvals of a side by what made them stale, the cause that concerns most claims first. A claim stands
 * once under each of its causes. Only what the case argues counts.
 */
export function causeGroups(review: ReviewState, side: Side): Groups {
  const known = grouped.get(review)?.[side]
  if (known !== undefined) return known
  const groups = new Map<string, { group: Told; only: ElementId[]; also: ElementId[] }>()
  for (const [claim, { sides }] of review.claims) {
    const state = sides[side]
    if (state.state !== 'stale' || !review.graph.reachable.has(claim)) continue
    const causes = distinct(claim, state.approval, staleCauses(review, claim, side))
    for (const [key, group] of causes) {
      const known = groups.get(key) ?? { group, only: [], also: [] }
      groups.set(key, known)
      known[causes.size === 1 ? 'only' : 'also'].push(claim)
    }
  }
  const all = [...groups.values()]
    .map(({ group, only, also }) => ({ ...group, only, also }))
    .sort((a, b) => b.only.length + b.also.length - (a.only.length + a.also.length) || (a.key < b.key ? -1 : 1))
  const result = all.length === 0 ? NO_GROUPS : all
  grouped.set(review, { ...grouped.get(review), [side]: result })
  return result
}

/**
 * The causes of one claim by their keys: its own wording and "what it rests on" can be one and the same change. The key
 * says what stood there when it was approved, so that only those stand together who have the same change to read.
 */
function distinct(claim: ElementId, { seen, digests }: Approval, causes: readonly Cause[]): Map<string, Told> {
  const keys = new Map<string, Told>()
  for (const cause of causes) {
    if (cause.component === 'advisory') {
      const { alert } = cause
      const key = `advisory:${alert.alert}`
      keys.set(key, { key, change: 'advisory', alert })
      continue
    }
    const change = cause.component === 'statement' ? 'changed' : cause.change
    const element = cause.component === 'statement' ? claim : 'element' in cause ? cause.element : undefined
    const was =
      element === undefined
        ? claim
        : element === claim
          ? markOf(digests.statement)
          : (seen?.[cause.component === 'statement' ? 'support' : cause.component][element] ?? '')
    const key = [change, element ?? '', was].join(':')
    keys.set(key, { key, change, ...(element === undefined ? {} : { element }) })
  }
  return keys
}

type Told = Omit<CauseGroup, 'only' | 'also'>

/** A cause in words: "CTXT1 changed". */
export function causeInWords(
  graph: CaseGraph,
  { change, element, alert }: Pick<CauseGroup, 'change' | 'element' | 'alert'>,
): string {
  if (alert !== undefined) return `Challenged by ${alertSource(alert)}`
  if (change === 'advisory') return 'Challenged by an advisory'
  if (element !== undefined && change !== 'rearranged' && change !== 'unknown') {
    return causeSentence(graph, { change, element })
  }
  return change === 'rearranged' ? 'The same elements are related differently' : 'It is not known what changed'
}

/** An advisory as one thing, whichever of its vulnerabilities concern one claim. */
function alertSource({ document, title }: Alert): string {
  return [document, title].filter(Boolean).join(': ')
}

/** One claim of the board. */
export interface BoardRow {
  readonly id: ElementId
  readonly name: string
  readonly statement: string
  /** Absent for claims of the whole case. */
  readonly capability?: string
  readonly review: ClaimReview
}

/** Every claim that the case argues, in the order of its names. */
export function boardRows({ graph, claims }: ReviewState): readonly BoardRow[] {
  const rows: BoardRow[] = []
  for (const [id, review] of claims) {
    const element = graph.elements.get(id)
    if (element === undefined || !graph.reachable.has(id)) continue
    const { name, statement, capability } = element
    rows.push({ id, name, statement, review, ...(capability === undefined ? {} : { capability }) })
  }
  return rows.sort((a, b) => NATURAL.compare(a.name, b.name))
}

const NATURAL = new Intl.Collator('en', { numeric: true })

/** How many of these claims stand in each state, by side. */
export function countStates(rows: readonly BoardRow[]): Record<Side, Record<SideState['state'], number>> {
  const none = { none: 0, approved: 0, stale: 0, objected: 0 }
  const counts = { mdm: { ...none }, hdo: { ...none } }
  for (const { review } of rows) for (const side of SIDES) counts[side][review.sides[side].state]++
  return counts
}

/** Which claims are asked for; what is left out does not narrow. */
export interface BoardFilter {
  /** Whose state is meant; absent: either side's. */
  readonly side?: Side
  /** `open`: whatever that side has still to say something about: never approved, out of date or objected to. */
  readonly state?: SideState['state'] | 'open'
  /** The code of a capability; '' for claims of the whole case. */
  readonly capability?: string
  /** A cause by its key. */
  readonly cause?: string
  /** Words in the name or the statement. */
  readonly words?: string
}

/** The rows that were asked for. @param sides whose causes a cause names, when no side was chosen: any of them */
export function filterRows(rows: readonly BoardRow[], review: ReviewState, filter: BoardFilter): readonly BoardRow[] {
  const { side, state, capability, cause, words = '' } = filter
  const sides = side === undefined ? SIDES : [side]
  const wanted = words.trim().toLocaleLowerCase('en')
  const caused =
    cause === undefined
      ? undefined
      : new Set(
          sides.flatMap((each) =>
            causeGroups(review, each).flatMap(({ key, only, also }) => (key === cause ? [...only, ...also] : [])),
          ),
        )
  return rows.filter(
    (row) =>
      (state === undefined || sides.some((each) => isIn(state, row.review.sides[each].state))) &&
      (capability === undefined || (row.capability ?? '') === capability) &&
      (caused === undefined || caused.has(row.id)) &&
      (wanted === '' || `${row.name} ${row.statement}`.toLocaleLowerCase('en').includes(wanted)),
  )
}

function isIn(wanted: NonNullable<BoardFilter['state']>, state: SideState['state']): boolean {
  return wanted === 'open' ? state !== 'approved' : wanted === state
}
