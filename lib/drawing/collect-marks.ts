import { challengeStates } from '@/lib/gsn/challenge'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Picture } from '@/lib/layout/picture'
import type { ReviewState } from '@/lib/review/state'
import { type Mark, NO_MARK, type Visitor } from './marks'

/** Somebody who is in the case now, as far as the diagram shows it. */
export interface Present {
  readonly clientId: number
  readonly user: Visitor
  readonly focus?: { readonly element?: ElementId | undefined } | undefined
}

/** What the marks of one moment were made from. */
export interface MarkInput {
  readonly graph: CaseGraph
  readonly picture: Picture
  readonly review: Pick<ReviewState, 'claims' | 'openThreads'>
  readonly people: readonly Present[]
  readonly ownClient: number
}

export interface Marks {
  readonly from: MarkInput
  readonly marks: ReadonlyMap<ElementId, Mark>
}

/**
 * The marks of the next moment: the very same map when an edit only changed words or moved elements, which says nothing
 * about their status, their threads or who is there [CAN7].
 */
export function nextMarks(before: Marks | undefined, from: MarkInput): Marks {
  if (before !== undefined && sameInput(before.from, from)) return { from, marks: before.marks }
  const { graph, picture, review, people, ownClient } = from
  return { from, marks: collectMarks(graph, picture, review, people, ownClient, before?.marks ?? new Map()) }
}

function sameInput(a: MarkInput, b: MarkInput): boolean {
  return (
    // The same relatives in both pictures mean the same elements.
    a.picture.places === b.picture.places &&
    a.review.claims === b.review.claims &&
    a.review.openThreads === b.review.openThreads &&
    a.people === b.people &&
    a.ownClient === b.ownClient &&
    challengeStates(a.graph) === challengeStates(b.graph)
  )
}

/**
 * Status, comments and visitors of each element in the picture. A mark that says the same as before is the same
 * object, so that only what changed is drawn anew. A card also stands for everything inside it.
 * @param before  the marks of the previous moment
 */
export function collectMarks(
  graph: CaseGraph,
  picture: Picture,
  review: Pick<ReviewState, 'claims' | 'openThreads'>,
  people: readonly Present[],
  ownClient: number,
  before: ReadonlyMap<ElementId, Mark>,
): Map<ElementId, Mark> {
  const visitors = visitorsBy(graph, picture, people, ownClient)
  const inside = threadsInCards(graph, picture, review.openThreads)
  const doubts = challengeStates(graph)
  const marks = new Map<ElementId, Mark>()
  for (const [id, box] of picture.boxes) {
    const status = review.claims.get(id)?.status
    const comments = box.shape === 'card' ? (inside.get(id) ?? 0) : (review.openThreads.get(id) ?? 0)
    const here = visitors.get(id) ?? NO_MARK.visitors
    const doubt = doubts.get(id)
    if (status === undefined && comments === 0 && here.length === 0 && doubt === undefined) continue
    const mark: Mark = { status, comments, visitors: here, doubt }
    const last = before.get(id)
    marks.set(id, last !== undefined && sameMark(last, mark) ? last : mark)
  }
  return marks
}

/** The element of this picture that stands for another one: itself, or the card of its capability. */
function standIn(graph: CaseGraph, picture: Picture, id: ElementId): ElementId | undefined {
  if (picture.boxes.has(id)) return id
  const head = `C2-${graph.elements.get(id)?.capability ?? ''}`
  return picture.boxes.get(head)?.shape === 'card' ? head : undefined
}

function visitorsBy(
  graph: CaseGraph,
  picture: Picture,
  people: readonly Present[],
  ownClient: number,
): Map<ElementId, Visitor[]> {
  const visitors = new Map<ElementId, Visitor[]>()
  for (const { clientId, user, focus } of people) {
    if (clientId === ownClient || focus?.element === undefined) continue
    const id = standIn(graph, picture, focus.element)
    if (id === undefined) continue
    const list = visitors.get(id) ?? []
    if (!list.some((each) => each.id === user.id)) list.push({ id: user.id, name: user.name })
    visitors.set(id, list)
  }
  return visitors
}

function threadsInCards(
  graph: CaseGraph,
  picture: Picture,
  openThreads: ReadonlyMap<ElementId, number>,
): Map<ElementId, number> {
  const inside = new Map<ElementId, number>()
  for (const [id, count] of openThreads) {
    const card = standIn(graph, picture, id)
    if (card !== undefined && picture.boxes.get(card)?.shape === 'card')
      inside.set(card, (inside.get(card) ?? 0) + count)
  }
  return inside
}

function sameMark(a: Mark, b: Mark): boolean {
  const samePeople =
    a.visitors.length === b.visitors.length && a.visitors.every((each, i) => each.id === b.visitors[i]?.id)
  const sameDoubt = a.doubt?.state === b.doubt?.state && a.doubt?.direct === b.doubt?.direct
  return sameDoubt && a.status === b.status && a.comments === b.comments && samePeople
}
