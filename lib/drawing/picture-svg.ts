import { overlaps } from '@/lib/layout/grid-index'
import type { Picture, Rect } from '@/lib/layout/picture'
import { lineSvg } from './decorations'
import { trunkSvg } from './line-svg'
import { inlineStyle, type Palette } from './picture-style'
import type { Artist, Scene } from './scene'
import { escapeText, textAt } from './svg-text'

/** Fonts that look alike on every machine; the first one is the page's own. */
const FONTS = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans Condensed', sans-serif"

const NOTE_HEIGHT = 18

export interface PictureToKeep {
  readonly scene: Scene
  readonly artist: Artist
  readonly palette: Palette
  /** What the file calls itself. */
  readonly title: string
  /** What it says of itself beyond that, for those who do not see it. */
  readonly about?: string
  /** Sentences below the picture, such as what it leaves out: they are part of it, in every format. */
  readonly notes?: readonly string[]
  /** Only what lies in this part of the picture. */
  readonly part?: Rect
}

/**
 * [PIC1] The picture as an SVG file that needs nothing else: own colours, common fonts, no style sheet, no script. What
 * people wrote is escaped text.
 */
export function pictureSvg({ scene, artist, palette, title, about = '', notes = [], part }: PictureToKeep): string {
  const { picture } = scene
  const frame = part ?? wholeOf(picture)
  const lines: string[] = []
  for (const trunk of picture.trunks) lines.push(trunkSvg(trunk))
  for (const route of picture.routes.values()) lines.push(lineSvg(scene.graph, route))
  for (const { x, y, text } of picture.captions) lines.push(textAt('gsn-caption', x, y, text))
  const still: Scene = { ...scene, selected: undefined, targets: undefined, active: undefined, picked: new Set() }
  const boxes: string[] = []
  for (const box of picture.boxes.values()) {
    if (part !== undefined && !overlaps(box, part)) continue
    boxes.push(`<g transform="translate(${box.x} ${box.y})">${artist.draw(still, box.id, 'full').svg}</g>`)
  }
  const below = notes.length === 0 ? 0 : NOTE_HEIGHT * notes.length + 12
  notes.forEach((note, at) => {
    lines.push(textAt('gsn-caption', frame.x + 24, frame.y + frame.h + NOTE_HEIGHT * (at + 1) - 6, note))
  })
  const [x, y, w, h] = [frame.x, frame.y, frame.w, frame.h + below].map((value) => Math.round(value * 10) / 10)
  const body = inlineStyle(`<g>${lines.join('')}</g><g>${boxes.join('')}</g>`, palette)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}" font-family="${FONTS}" role="img"><title>${escapeText(title)}</title>${about === '' ? '' : `<desc>${escapeText(about)}</desc>`}<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${palette.page}"/>${body}</svg>\n`
}

function wholeOf({ left, top, width, height }: Picture): Rect {
  return { x: left, y: top, w: width, h: height }
}
