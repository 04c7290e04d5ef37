'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useRoom, useRun } from '@/components/workspace/CaseContext'
import { readOffsets } from '@/lib/case/offsets'
import type { ElementId } from '@/lib/gsn/graph'
import type { Offsets, Picture, Point } from '@/lib/layout/picture'

export interface Shifting {
  /** How far elements would stand from their places if they were dropped now. */
  readonly dragged: Offsets | undefined
  drag(ids: readonly ElementId[], picture: Picture, by: Point): void
  drop(ids: readonly ElementId[], picture: Picture, by: Point, keep: boolean): void
  /** Puts elements back to where the layout would have them. */
  putBack(ids: readonly ElementId[]): void
}

/** [CAN11] Moving elements by hand: shown at once, written when they are dropped, remembered for everybody. */
export function useShifting(): Shifting {
  const { doc } = useRoom()
  const run = useRun()
  const [dragged, setDragged] = useState<Offsets>()
  const frame = useRef(0)
  const wanted = useRef<Offsets | undefined>(undefined)

  const shifted = useCallback(
    (ids: readonly ElementId[], picture: Picture, by: Point) => {
      const kept = readOffsets(doc)
      return new Map(
        topmost(ids, picture).map((id) => {
          const { dx, dy } = kept.get(id) ?? { dx: 0, dy: 0 }
          return [id, { dx: Math.round(dx + by.x), dy: Math.round(dy + by.y) }]
        }),
      )
    },
    [doc],
  )
  const drag = useCallback(
    (ids: readonly ElementId[], picture: Picture, by: Point) => {
      wanted.current = shifted(ids, picture, by)
      if (frame.current !== 0) return
      frame.current = requestAnimationFrame(() => {
        frame.current = 0
        setDragged(wanted.current)
      })
    },
    [shifted],
  )
  const drop = useCallback(
    (ids: readonly ElementId[], picture: Picture, by: Point, keep: boolean) => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
      const moves = [...shifted(ids, picture, by)].map(([element, offset]) => ({ element, ...offset }))
      if (keep && moves.length > 0) void run('nudge-elements', { moves })
      setDragged(undefined)
    },
    [run, shifted],
  )
  const putBack = useCallback(
    (ids: readonly ElementId[]) => {
      const kept = readOffsets(doc)
      const moves = ids.filter((id) => kept.has(id)).map((element) => ({ element, dx: 0, dy: 0 }))
      if (moves.length > 0) void run('nudge-elements', { moves })
    },
    [doc, run],
  )
  return useMemo(() => ({ dragged, drag, drop, putBack }), [dragged, drag, drop, putBack])
}

/** What hangs on a moved element moves with it, so it is not moved once more. */
function topmost(ids: readonly ElementId[], picture: Picture): ElementId[] {
  const chosen = new Set(ids)
  return ids.filter((id) => {
    for (let at = picture.places.get(id)?.parent; at !== undefined; at = picture.places.get(at)?.parent) {
      if (chosen.has(at)) return false
    }
    return picture.places.get(id)?.parent !== undefined && picture.boxes.get(id)?.shape !== 'card'
  })
}
