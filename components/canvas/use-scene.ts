'use client'
import { useMemo, useRef } from 'react'
import { useReviewState } from '@/components/review/use-review'
import { useGraph, usePeople, useRoom, useSelection } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Frame } from '@/lib/layout/overview'
import type { Picture } from '@/lib/layout/picture'
import type { Sizer } from '@/lib/layout/shapes'
import { firstOf } from '@/lib/layout/step'
import type { ReviewState } from '@/lib/review/state'
import { cardFacts } from './card-facts'
import { collectMarks } from './collect-marks'
import { targetsFrom } from './connect'
import type { CardFacts, Mark } from './marks'
import { pictureFor } from './open-branch'
import type { Scene } from './scene'

const wholeGraph = (graph: CaseGraph) => graph
const claimsOf = (review: ReviewState) => review.claims
const openThreadsOf = (review: ReviewState) => review.openThreads
/** Sizes are rounded to this, so that dragging a splitter does not arrange the cards at every pixel. */
const FRAME_STEP = 40

/** A relation that is being drawn. */
export interface Connecting {
  readonly from: ElementId
  /** The end that Enter would choose. */
  readonly candidate?: ElementId
}

/** The scene of this moment, from the case, the review and the people; parts that did not change stay the same objects. */
export function useScene(sizer: Sizer, size: Frame, connecting: Connecting | undefined): Scene {
  const graph = useGraph(wholeGraph)
  const claims = useReviewState(claimsOf)
  const openThreads = useReviewState(openThreadsOf)
  const people = usePeople()
  const { awareness } = useRoom()
  const { selected, open } = useSelection()
  const frame = useMemo(() => roundedFrame(size.width, size.height), [size.width, size.height])
  const picture = usePicture(graph, open, sizer, frame)
  const cards = useCards(graph, claims, open)
  const lastMarks = useRef<ReadonlyMap<ElementId, Mark>>(new Map())
  const marks = useMemo(() => {
    const review = { claims, openThreads }
    lastMarks.current = collectMarks(graph, picture, review, people, awareness.clientID, lastMarks.current)
    return lastMarks.current
  }, [graph, picture, claims, openThreads, people, awareness])
  const from = connecting?.from
  const targets = useMemo(
    () => (from === undefined ? undefined : targetsFrom(graph, from, picture.boxes.keys())),
    [graph, picture, from],
  )
  const here = selected !== undefined && picture.boxes.has(selected) ? selected : undefined
  const active = connecting?.candidate ?? here ?? firstOf(picture)
  return useMemo(
    () => ({ graph, picture, marks, cards, selected: here, targets, active }),
    [graph, picture, marks, cards, here, targets, active],
  )
}

function roundedFrame(width: number, height: number): Frame {
  const down = (value: number) => Math.max(FRAME_STEP, Math.floor(value / FRAME_STEP) * FRAME_STEP)
  return { width: down(width), height: down(height) }
}

function usePicture(graph: CaseGraph, open: string | undefined, sizer: Sizer, frame: Frame): Picture {
  const last = useRef<{ open: string | undefined; columns: Picture['columns'] } | undefined>(undefined)
  return useMemo(() => {
    const previous = last.current?.open === open ? last.current?.columns : undefined
    const picture = pictureFor(graph, open, sizer, frame, previous)
    last.current = { open, columns: picture.columns }
    return picture
  }, [graph, open, sizer, frame])
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
