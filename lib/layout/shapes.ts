import type { Element } from '../gsn/graph'
import { holdsPlaceholder, KINDS } from '../gsn/kinds'
import type { Shape } from './picture'
import type { Font, Wrapped, Wrapper } from './wrap'

export const NAME_FONT: Font = { size: 11, weight: 700 }
export const TEXT_FONT: Font = { size: 13, weight: 400 }
export const LINE_HEIGHT = 18
/** Longer statements end in an ellipsis; the panel has the whole text. */
export const MAX_LINES = 4
/** Room under a box for the diamond or triangle of an unfinished element. */
export const FOOT = 22

/** [GSN13] Height of the strip at the foot of an away element that names its module. */
export const AWAY_STRIP = 22

export interface Sized {
  readonly shape: Shape
  readonly w: number
  readonly h: number
  readonly lines: readonly string[]
  readonly clipped: boolean
  /** Room that is kept free below the outline. */
  readonly foot: number
}

interface ShapeRow {
  readonly width: number
  /** Room for text on a line, of the given number of lines. */
  readonly room: (line: number, count: number) => number
  readonly height: (lines: number) => number
  readonly maxLines: number
}

const CIRCLE = 112

/** Chord of the evidence circle on one line of the text block, which has the name as its first line. */
function chord(line: number, count: number): number {
  const block = (count + 1) * LINE_HEIGHT
  const top = -block / 2 + (line + 1) * LINE_HEIGHT
  const farthest = Math.max(Math.abs(top + 3), Math.abs(top + LINE_HEIGHT - 3))
  return 2 * Math.sqrt(Math.max(0, (CIRCLE / 2) ** 2 - farthest ** 2)) - 8
}

const upright = (lines: number) => Math.max(60, 36 + LINE_HEIGHT * lines)

/** Width, room for text and height of each shape. */
const SHAPES: Record<(typeof KINDS)[keyof typeof KINDS]['outline'], ShapeRow> = {
  rectangle: { width: 208, room: () => 184, height: upright, maxLines: MAX_LINES },
  parallelogram: { width: 208, room: () => 160, height: upright, maxLines: MAX_LINES },
  circle: { width: CIRCLE, room: chord, height: () => CIRCLE, maxLines: 3 },
  stadium: { width: 176, room: () => 148, height: upright, maxLines: MAX_LINES },
  ellipse: { width: 160, room: () => 118, height: (lines) => Math.max(86, 50 + 20 * lines), maxLines: MAX_LINES },
}

export type Sizer = (element: Element) => Sized

/** A sizer that wraps an element's text once: elements are immutable, so the answer holds as long as the element. */
export function createSizer(wrapper: Wrapper): Sizer {
  const known = new WeakMap<Element, Sized>()
  return (element) => {
    let sized = known.get(element)
    if (sized === undefined) {
      sized = measured(element, wrapper)
      known.set(element, sized)
    }
    return sized
  }
}

function measured(element: Element, wrapper: Wrapper): Sized {
  const shape = KINDS[element.kind].outline
  const row = SHAPES[shape]
  const { lines, clipped } = wrapInto(row, element.statement, wrapper)
  const marked = element.undeveloped || holdsPlaceholder(element.statement)
  const strip = element.away === undefined ? 0 : AWAY_STRIP
  const h = row.height(Math.max(1, lines.length)) + strip
  return { shape, w: row.width, h, lines, clipped, foot: marked ? FOOT : 0 }
}

/** A round shape has less room on its outer lines, so the number of lines decides where they break. */
function wrapInto(row: ShapeRow, text: string, wrapper: Wrapper): Wrapped {
  for (let count = 1; count < row.maxLines; count++) {
    const fits = wrapper.wrap(text, TEXT_FONT, (line) => row.room(line, count), count)
    if (!fits.clipped) return fits
  }
  return wrapper.wrap(text, TEXT_FONT, (line) => row.room(line, row.maxLines), row.maxLines)
}
