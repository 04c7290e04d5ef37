import { Resvg } from '@resvg/resvg-js'
import PDFDocument from 'pdfkit'
import { type Face, facePath } from './fonts'
import { Typeset } from './typeset'

/** Wider pictures are drawn this wide: what a printed page can show. */
const WIDEST = 4000

/**
 * A picture as PNG, in our own typeface whatever the machine has. Scripts and outside references of an SVG are never
 * followed.
 * @param widthPx the width of the PNG in pixels; the height follows
 * @param widest   where it ends, whatever was asked for
 * @throws Error with a sentence when the text is no SVG
 */
export function svgToPng(svg: string, widthPx: number, widest = WIDEST): Uint8Array {
  const width = Math.max(1, Math.min(widest, Math.round(widthPx)))
  try {
    const picture = new Resvg(seen(svg), {
      fitTo: { mode: 'width', value: width },
      background: 'white',
      font: {
        loadSystemFonts: false,
        fontFiles: facesFor(svg).map(facePath),
        defaultFontFamily: 'DejaVu Sans',
        sansSerifFamily: 'DejaVu Sans',
        monospaceFamily: 'DejaVu Sans Mono',
      },
    })
    return new Uint8Array(picture.render().asPng())
  } catch (cause) {
    throw new Error('This picture is not an SVG that can be drawn.', { cause })
  }
}

/** Reading a face takes longer than drawing a small picture: only those are read that the picture asks for. */
function facesFor(svg: string): Face[] {
  return [
    'narrow',
    'narrow-bold',
    ...(svg.includes('italic') ? (['narrow-italic'] as const) : []),
    ...(/mono/i.test(svg) ? (['mono'] as const) : []),
  ]
}

let typeset: Typeset | undefined

/** Knows which characters the typeface has and how wide they are; nothing is written with it. */
export function plainTypeset(): Typeset {
  typeset ??= new Typeset(new PDFDocument({ autoFirstPage: false, font: null as unknown as string }))
  return typeset
}

/** Between two tags: what people wrote, with nothing in it that turns the direction of the rest or has no glyph. */
function seen(svg: string): string {
  return svg.replace(/>([^<>]+)</g, (whole, words: string) => {
    const text = words.replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (entity, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      // What markup is made of stays written as it was.
      return code > 0x7f && code <= 0x10ffff ? String.fromCodePoint(code) : entity
    })
    if (/^[ -~\s]*$/.test(text)) return whole
    const shown = plainTypeset().glyphs(text, 'narrow')
    return `>${shown.map((each) => each.text).join('')}<`
  })
}
