import { isHidden } from '@/lib/agreement/hidden-text'
import { Pen } from '@/lib/drawing/diagram'
import type { Font } from '@/lib/layout/wrap'
import { faceOf } from './fonts'
import { plainTypeset } from './picture'

/** What stands for a character that the typeface does not have: one box, so that lines keep their length. */
export const NO_GLYPH = '\uFFFD'

/** [DIA2] Measures words as they will be drawn, in the typeface that travels with the server. */
export function measureNarrow(text: string, { size, weight }: Font): number {
  const typeset = plainTypeset()
  const face = faceOf('narrow', weight >= 600)
  let width = 0
  let run = ''
  for (const character of text) {
    if (typeset.shows('narrow', character.codePointAt(0) ?? 0)) run += character
    // Where another program has the glyph, it is about as wide as it is high.
    else width += size
  }
  // In stretches: shaping a hundred thousand letters at once takes seconds.
  for (let at = 0; at < run.length; at += 60) width += typeset.width(run.slice(at, at + 60), face, size)
  return width
}

/** Whether our typeface can show a character; what is never shown counts as shown, it is named elsewhere. */
export function hasGlyph(codePoint: number): boolean {
  return codePoint < 0x20 || isHidden(codePoint) || plainTypeset().shows('sans', codePoint)
}

/** Draws for files that are shown with whatever typefaces the reader's machine has. */
export function penForOthers(): Pen {
  return new Pen(measureNarrow)
}

/** Draws for pages and pixels, which hold our own typeface and no other. */
export function penForPages(): Pen {
  return new Pen(measureNarrow, (text) => {
    if (/^[ -~\s]*$/.test(text)) return text
    return [...text].map((each) => (hasGlyph(each.codePointAt(0) ?? 0) ? each : NO_GLYPH)).join('')
  })
}
