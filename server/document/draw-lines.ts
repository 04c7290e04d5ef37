import type { Line, Stretch } from './lines'
import type { Pages, Tag } from './pages'
import type { Typeset } from './typeset'

export const INK = '#1b1f24'
export const MUTED = '#57606a'
const LINK = '#0b4f9c'
const ADDED = '#0b6b3a'
const REMOVED = '#a3242a'

/** Room from one line to the next, as a share of the size. */
export const LEADING = 1.38

export interface Ink {
  readonly size: number
  readonly color?: string
  readonly tag: Tag
  /** Where a link leads that is more than a word of the document; undefined when it leads nowhere. */
  readonly target: (link: string) => string | undefined
}

/** Puts one line on the page that is being laid out, with `y` at its head. */
export function putLine(pages: Pages, typeset: Typeset, line: Line, x: number, y: number, ink: Ink): void {
  if (line.length === 0) pages.add({ tag: ink.tag })
  for (const stretch of line) putStretch(pages, typeset, stretch, x + stretch.x, y, ink)
}

function putStretch(pages: Pages, typeset: Typeset, stretch: Stretch, x: number, y: number, ink: Ink): void {
  const { text, look, width } = stretch
  const to = look.link === undefined ? undefined : ink.target(look.link)
  const color = look.added ? ADDED : look.removed ? REMOVED : to !== undefined ? LINK : (ink.color ?? INK)
  const redline: Tag = look.added
    ? { type: 'Span', parent: ink.tag, attributes: { O: 'Layout', TextDecorationType: 'Underline' } }
    : look.removed
      ? { type: 'Span', parent: ink.tag, attributes: { O: 'Layout', TextDecorationType: 'LineThrough' } }
      : ink.tag
  const tag: Tag = to === undefined ? redline : { type: 'Link', parent: redline }
  const lineY = look.removed ? y + ink.size * 0.62 : y + ink.size * 1.08
  pages.add({
    tag,
    ...(to === undefined
      ? {}
      : { link: { to, box: { x, y, w: width, h: ink.size * LEADING }, says: text.trim() || 'Link' } }),
    draw: (pdf) => {
      typeset.use(look.face, ink.size)
      pdf.fillColor(color).text(text, x, y, { lineBreak: false })
      if (!look.added && !look.removed && to === undefined) return
      pdf.lineWidth(0.6).strokeColor(color)
      const end = x + width - (text.length - text.trimEnd().length) * typeset.width(' ', look.face, ink.size)
      pdf.moveTo(x, lineY).lineTo(end, lineY).stroke()
    },
  })
}
