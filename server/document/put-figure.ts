import type { Figure } from '@/lib/document/document'
import { LEADING } from './draw-lines'
import { drawSvg } from './draw-svg'
import { figureDestination } from './figure-place'
import type { Tag } from './pages'
import { svgToPng } from './picture'
import { type Put, putRuns } from './put-text'
import { readDrawing } from './svg-shapes'

/** Points to a CSS pixel. */
const PX = 0.75
const CAPTION = 9

/**
 * A picture, never larger than it was drawn and never cropped. One that an upright page would shrink below two thirds
 * gets a page lying on its side. Lines and letters where the picture is made of them, pixels otherwise.
 */
export function putFigure(put: Put, figure: Figure): void {
  const { pages, typeset, root } = put
  const drawing = readDrawing(figure.svg)
  const pixels = drawing === undefined ? svgToPng(figure.svg, 2000) : undefined
  const size = drawing ?? pngSize(pixels as Uint8Array, figure.svg)
  const natural = { w: size.width * PX, h: size.height * PX }
  // Room for the caption; a long one goes on to the next page.
  const below = 2.5 * CAPTION * LEADING
  pages.ensure(1)
  const upright = Math.min(1, pages.width / natural.w, (pages.whole - below) / natural.h)
  if (upright < 2 / 3 && natural.w > natural.h) pages.next(true)
  const scale = Math.min(1, pages.width / natural.w, (pages.whole - below) / natural.h)
  const [w, h] = [natural.w * scale, natural.h * scale]
  if (pages.y + h + below > pages.bottom && !pages.fresh) pages.next(pages.page.wide)
  const [x, y] = [pages.left + (pages.width - w) / 2, pages.y]
  const tag: Tag = { type: 'Figure', parent: root, alt: figure.alt, attributes: { O: 'Layout', Placement: 'Block' } }
  if (figure.id !== undefined) pages.add({ place: { name: figureDestination(figure.id), y } })
  pages.add({
    tag,
    draw: (pdf) => {
      if (drawing !== undefined) drawSvg(pdf, typeset, drawing, { x, y, scale: PX * scale })
      else pdf.image(Buffer.from(pixels as Uint8Array), x, y, { width: w, height: h })
    },
  })
  pages.y += h + 4
  // The caption stays on the page of its picture: on its side too.
  const { page } = pages
  if (figure.caption !== '') putCaption(put, figure.caption, page.wide)
  pages.skip(8)
}

function putCaption(put: Put, caption: string, wide: boolean): void {
  const setting = { tag: { type: 'P', parent: put.root }, size: CAPTION, color: '#57606a' } as const
  if (wide) put.pages.keepWide = true
  putRuns(put, [{ text: caption, italic: true }], setting)
  put.pages.keepWide = false
}

/** The shape of a drawn picture; its size is what the SVG says, or its pixels. */
function pngSize(png: Uint8Array, svg: string): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset)
  const [w, h] = [view.getUint32(16), view.getUint32(20)]
  const width = Number(
    /<svg[^>]*\swidth="([\d.]+)/.exec(svg)?.[1] ?? /viewBox="[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)/.exec(svg)?.[1] ?? w,
  )
  return { width, height: (width * h) / w }
}
