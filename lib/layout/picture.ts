import type { ElementId } from '../gsn/graph'
import type { EdgeType, KINDS } from '../gsn/kinds'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Rect extends Point {
  readonly w: number
  readonly h: number
}

export type Shape = (typeof KINDS)[keyof typeof KINDS]['outline'] | 'card'

/** One element on the diagram, in px at zoom 1. A card's rectangle includes its tab. */
export interface Box extends Rect {
  readonly id: ElementId
  readonly shape: Shape
  /** The statement as it is drawn. */
  readonly lines: readonly string[]
  readonly clipped: boolean
}

/** One relation on the diagram, or one challenge; a challenge of a relation ends on that relation's line. */
export interface Route {
  readonly key: string
  readonly from: ElementId
  readonly to: ElementId
  readonly type: EdgeType
  /** The whole way, from the edge of one box to the edge of the other, in right angles. */
  readonly points: readonly Point[]
  /** The end of the way that no other relation uses; the rest is drawn once, as a trunk. */
  readonly own: readonly Point[]
}

/** The lines that several relations of one element have in common. */
export interface Trunk {
  readonly from: ElementId
  readonly lines: readonly (readonly Point[])[]
}

export interface Caption extends Point {
  readonly text: string
}

/** Where an element stands among its relatives in this picture: what the arrow keys walk on. */
export interface Place {
  /** The element it hangs on, or that it is a context of. */
  readonly parent?: ElementId
  readonly siblings: readonly ElementId[]
  readonly children: readonly ElementId[]
  readonly contexts: readonly ElementId[]
  readonly asContext: boolean
  readonly depth: number
}

/** A finished arrangement. Immutable; equal input gives an equal picture. */
export interface Picture {
  readonly boxes: ReadonlyMap<ElementId, Box>
  readonly routes: ReadonlyMap<string, Route>
  readonly trunks: readonly Trunk[]
  readonly captions: readonly Caption[]
  readonly places: ReadonlyMap<ElementId, Place>
  /** Columns of each wrapped fan-out: handed to the next arrangement so that small edits do not reflow it. */
  readonly columns: ReadonlyMap<ElementId, number>
  /** For each element whose branch is closed, how many elements that hides. */
  readonly folded: ReadonlyMap<ElementId, number>
  /** Left and upper edge: 0, or less where somebody moved an element out there. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** How far people have moved an element, with what hangs on it, from the place that the layout gives it. */
export type Offsets = ReadonlyMap<ElementId, { readonly dx: number; readonly dy: number }>

/** Height of a card's tab: relations end at the card's body, below it. */
export const CARD_TAB = 12
/** How far a parallelogram leans. */
export const SKEW = 16

export function centerX(box: Rect): number {
  return box.x + box.w / 2
}

export function centerY(box: Rect): number {
  return box.y + box.h / 2
}

export function topOf(box: Box): Point {
  return { x: centerX(box), y: box.shape === 'card' ? box.y + CARD_TAB : box.y }
}

export function bottomOf(box: Box): Point {
  return { x: centerX(box), y: box.y + box.h }
}

/**
 * The point on a box's left or right outline at the given height, so that an arrow touches the drawn shape.
 * @param y  height in the picture; taken to the nearest height of the box
 */
export function sideOf(box: Box, side: 'left' | 'right', y = centerY(box)): Point {
  const at = Math.min(Math.max(y, box.y), box.y + box.h)
  const fromMiddle = at - centerY(box)
  const inset = insetAt(box, fromMiddle, side)
  return { x: side === 'left' ? box.x + inset : box.x + box.w - inset, y: at }
}

function insetAt(box: Box, fromMiddle: number, side: 'left' | 'right'): number {
  if (box.shape === 'circle' || box.shape === 'ellipse') {
    const share = Math.min(1, Math.abs(fromMiddle) / (box.h / 2))
    return (box.w / 2) * (1 - Math.sqrt(1 - share * share))
  }
  if (box.shape === 'parallelogram') {
    const down = (fromMiddle + box.h / 2) / box.h
    return side === 'left' ? SKEW * (1 - down) : SKEW * down
  }
  return 0
}
