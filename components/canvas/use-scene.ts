'use client'
import { useMemo, useRef } from 'react'
import { useReviewState } from '@/components/review/use-review'
import { useRoom, useSelection } from '@/components/workspace/CaseContext'
import type { Presence } from '@/components/workspace/room'
import { useSelected } from '@/components/workspace/use-store'
import { cardFacts } from '@/lib/drawing/card-facts'
import { type Marks, nextMarks } from '@/lib/drawing/collect-marks'
import type { CardFacts } from '@/lib/drawing/marks'
import { openRoot, pictureFor } from '@/lib/drawing/open-branch'
import type { Scene } from '@/lib/drawing/scene'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { LayoutMemo } from '@/lib/layout/branch'
import type { Frame } from '@/lib/layout/overview'
import type { Offsets, Picture } from '@/lib/layout/picture'
import { withNewWords } from '@/lib/layout/relayout'
import type { Sizer } from '@/lib/layout/shapes'
import { firstOf } from '@/lib/layout/step'
import type { ReviewState } from '@/lib/review/state'
import type { CanvasMemory } from './canvas-memory'
import { closedBranches, sameBranches } from './closed-branches'
import { parentsFor, targetsFrom } from './connect'
import { useLiveGraph, useOffsets } from './use-live-graph'

const claimsOf = (review: ReviewState) => review.claims
const openThreadsOf = (review: ReviewState) => review.openThreads
/** Sizes are rounded to this, so that dragging a splitter does not arrange the cards at every pixel. */
const FRAME_STEP = 40

/** A relation that is being drawn, or elements that are being moved below another one. */
export interface Connecting {
  readonly from: ElementId
  /** Present while elements are moved: these, together. */
  readonly moving?: readonly ElementId[]
  /** The end that Enter would choose. */
  readonly candidate?: ElementId
}

export interface SceneInput {
  readonly sizer: Sizer
  readonly size: Frame
  readonly connecting: Connecting | undefined
  readonly memory: CanvasMemory
  readonly picked: ReadonlySet<ElementId>
  /** How far elements have been dragged and not yet been dropped. */
  readonly dragged: Offsets | undefined
}

/** The scene of this moment, from the case, the review and the people; parts that did not change stay the same objects. */
export function useScene({ sizer, size, connecting, memory, picked, dragged }: SceneInput): Scene {
  const graph = useLiveGraph()
  const kept = useOffsets()
  const claims = useReviewState(claimsOf)
  const openThreads = useReviewState(openThreadsOf)
  const people = useVisitors()
  const { awareness } = useRoom()
  const { selected, open } = useSelection()
  const frame = useMemo(() => roundedFrame(size.width, size.height), [size.width, size.height])
  const offsets = useMemo(() => (dragged === undefined ? kept : new Map([...kept, ...dragged])), [kept, dragged])
  const closed = useClosed(graph, open, memory)
  const picture = usePicture(graph, open, sizer, frame, offsets, closed)
  const cards = useCards(graph, claims, open)
  const lastMarks = useRef<Marks | undefined>(undefined)
  const marks = useMemo(() => {
    const review = { claims, openThreads }
    lastMarks.current = nextMarks(lastMarks.current, { graph, picture, review, people, ownClient: awareness.clientID })
    return lastMarks.current.marks
  }, [graph, picture, claims, openThreads, people, awareness])
  const from = connecting?.from
  const moving = connecting?.moving
  const targets = useMemo(() => {
    if (moving !== undefined) return parentsFor(graph, moving, picture.boxes.keys())
    return from === undefined ? undefined : targetsFrom(graph, from, picture.boxes.keys())
  }, [graph, picture, from, moving])
  const here = selected !== undefined && picture.boxes.has(selected) ? selected : undefined
  const active = connecting?.candidate ?? here ?? firstOf(picture)
  return useMemo(
    () => ({ graph, picture, marks, cards, selected: here, picked, targets, active }),
    [graph, picture, marks, cards, here, picked, targets, active],
  )
}

/** [PRS2] Who is at which element: the same rows while people only write, point or look elsewhere. */
function useVisitors(): readonly Presence[] {
  const { people } = useRoom()
  // As one text, which compares by value.
  const line = useSelected(people, (all) =>
    all.map(({ clientId, user, focus }) => `${clientId} ${focus?.element ?? ''} ${user.id} ${user.name}`).join('\n'),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when somebody is elsewhere
  return useMemo(() => people.get(), [people, line])
}

function roundedFrame(width: number, height: number): Frame {
  const down = (value: number) => Math.max(FRAME_STEP, Math.floor(value / FRAME_STEP) * FRAME_STEP)
  return { width: down(width), height: down(height) }
}

/** Closed branches as one object for as long as they are the same ones. */
function useClosed(graph: CaseGraph, open: string | undefined, memory: CanvasMemory): ReadonlySet<ElementId> {
  const last = useRef<Closed | undefined>(undefined)
  return useMemo(() => {
    const root = openRoot(graph, open)
    const before = last.current
    const holds = before !== undefined && before.root === root && before.memory === memory
    if (holds && sameBranches(before.graph, graph)) {
      last.current = { ...before, graph }
      return before.closed
    }
    const next = root === undefined ? new Set<ElementId>() : closedBranches(graph, root, memory)
    const same = next.size === before?.closed.size && [...next].every((id) => before.closed.has(id))
    last.current = { graph, root, memory, closed: same ? before.closed : next }
    return last.current.closed
  }, [graph, open, memory])
}

interface Closed {
  readonly graph: CaseGraph
  readonly root: ElementId | undefined
  readonly memory: CanvasMemory
  readonly closed: ReadonlySet<ElementId>
}

interface Arranged {
  readonly open: string | undefined
  readonly from: readonly unknown[]
  readonly graph: CaseGraph
  readonly picture: Picture
  readonly memo: LayoutMemo
}

/** The picture for the case as it is now; an edit that only changes words keeps everything else [LAY10]. */
function usePicture(
  graph: CaseGraph,
  open: string | undefined,
  sizer: Sizer,
  frame: Frame,
  offsets: Offsets,
  closed: ReadonlySet<ElementId>,
): Picture {
  const last = useRef<Arranged | undefined>(undefined)
  return useMemo(() => {
    const before = last.current?.open === open ? last.current : undefined
    const from = [sizer, frame, offsets, closed]
    const same = before?.from.every((each, at) => each === from[at]) === true
    const words = same ? withNewWords(before.picture, before.graph, graph, sizer) : undefined
    // Another sizer measures with another font: nothing that was remembered holds.
    const memo = before?.from[0] === sizer ? before.memo : new LayoutMemo()
    const previous = before?.picture.columns
    const picture = words ?? pictureFor(graph, open, sizer, frame, { previous, offsets, closed, memo })
    last.current = { open, from, graph, picture, memo }
    return picture
  }, [graph, open, sizer, frame, offsets, closed])
}

/** Facts that say the same as before stay the same object. */
function useCards(
  graph: CaseGraph,
  claims: ReviewState['claims'],
  open: string | undefined,
): ReadonlyMap<ElementId, CardFacts> {
  const last = useRef<ReadonlyMap<ElementId, CardFacts>>(new Map())
  return useMemo(() => {
    if (open !== undefined) return last.current
    const next = cardFacts(graph, claims)
    for (const [id, facts] of next) {
      const before = last.current.get(id)
      if (before !== undefined && sameFacts(before, facts)) next.set(id, before)
    }
    last.current = next
    return next
  }, [graph, claims, open])
}

function sameFacts(a: CardFacts, b: CardFacts): boolean {
  return (Object.keys(a) as (keyof CardFacts)[]).every((key) => a[key] === b[key])
}
