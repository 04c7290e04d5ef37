import type * as Y from 'yjs'
import type { ElementId } from '@/lib/gsn/graph'
import { isKey, layoutOf } from './ydoc'

/** No place on a canvas is farther away than this. */
const FARTHEST = 100_000

/** [LAY11] How far people have moved elements on the canvas; what stands where the layout puts it is left out. Tolerant. */
export function readOffsets(doc: Y.Doc): Map<ElementId, { dx: number; dy: number }> {
  const offsets = new Map<ElementId, { dx: number; dy: number }>()
  for (const [id, value] of layoutOf(doc)) {
    const { dx, dy } = (value ?? {}) as { dx?: unknown; dy?: unknown }
    if (!isKey(id) || !isDistance(dx) || !isDistance(dy) || (dx === 0 && dy === 0)) continue
    offsets.set(id, { dx, dy })
  }
  return offsets
}

function isDistance(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= FARTHEST
}
