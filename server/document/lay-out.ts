import type { Block, PagedDocument } from '@/lib/document/document'
import { visibleLine } from '@/lib/document/visible-text'
import { INK, LEADING, MUTED, putLine } from './draw-lines'
import { figureDestination } from './figure-place'
import { breakLines } from './lines'
import { type Page, Pages, type Tag } from './pages'
import { putFigure } from './put-figure'
import { putTable } from './put-table'
import { BODY, type Put, putList, putParagraph, putRuns } from './put-text'
import type { Typeset } from './typeset'

/** A heading with the page it came to stand on, counted from nought. */
export interface PlacedHeading {
  readonly level: 1 | 2 | 3
  readonly text: string
  readonly id: string | undefined
  /** Whether the table of contents names it: not its own heading. */
  readonly listed: boolean
  page: number
}

export interface LaidOut {
  readonly pages: readonly Page[]
  readonly headings: readonly PlacedHeading[]
}

/** Where a heading is in the file: short names that sort as they stand. */
export function destination(heading: number): string {
  return `h${String(heading).padStart(6, '0')}`
}

const SIZES = { 1: 16, 2: 12.5, 3: 10.5 } as const

/** Lays a document out on pages. Nothing is drawn yet, so that page numbers and the table of contents are known first. */
export function layOut(document: PagedDocument, typeset: Typeset): LaidOut {
  const pages = new Pages()
  const root: Tag = { type: 'Document' }
  const headings = document.blocks.flatMap((block, index): PlacedHeading[] => {
    if (block.kind !== 'heading') return []
    const { level, text, id } = block
    return [{ level, text: visibleLine(text), id, page: 0, listed: document.blocks[index + 1]?.kind !== 'contents' }]
  })
  const byId = new Map(headings.map(({ id }, index) => [id, index]))
  const figures = new Set(document.blocks.flatMap((block) => (block.kind === 'figure' && block.id) || []))
  const put: Put = { pages, typeset, root, target: (link) => targetOf(link, byId, figures) }
  putTitle(put, document)
  let heading = 0
  for (const block of document.blocks) {
    if (block.kind === 'heading') {
      putHeading(put, block, heading, headings)
      heading += 1
    } else putBlock(put, block, headings)
  }
  return { pages: pages.pages, headings }
}

/** @returns a web address, a place of this document, or undefined for anything else, `javascript:` first of all */
function targetOf(
  link: string,
  byId: ReadonlyMap<string | undefined, number>,
  figures: ReadonlySet<string>,
): string | undefined {
  if (link.startsWith('#')) {
    if (figures.has(link.slice(1))) return `#${figureDestination(link.slice(1))}`
    const heading = byId.get(link.slice(1))
    return heading === undefined ? undefined : `#${destination(heading)}`
  }
  return /^(https?:\/\/|mailto:)/i.test(link) && URL.canParse(link) ? new URL(link).href : undefined
}

function putTitle(put: Put, document: PagedDocument): void {
  const { pages, root } = put
  const said = (type: string): Tag => ({ type, parent: root })
  pages.y += 10
  putRuns(put, [{ text: document.title }], { tag: said('P'), size: 22, bold: true, color: INK })
  pages.skip(4)
  if (document.subtitle) {
    putRuns(put, [{ text: document.subtitle }], { tag: said('P'), size: 12.5, color: MUTED })
    pages.skip(4)
  }
  const stands = [document.author, moment(document.at)].filter((each) => each !== undefined && each !== '').join(' · ')
  putRuns(put, [{ text: stands }], { tag: said('P'), size: BODY, color: MUTED })
  pages.skip(16)
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** @returns an instant in words that mean the same everywhere: `22 November 2026, 08:05 UTC` */
export function moment(at: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at) ?? []
  return year === undefined ? at : `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}, ${time} UTC`
}

function putHeading(
  put: Put,
  block: Extract<Block, { kind: 'heading' }>,
  index: number,
  headings: readonly PlacedHeading[],
): void {
  const { pages } = put
  const size = SIZES[block.level]
  pages.skip(block.level === 1 ? 16 : 10)
  // A heading stays with what it is the heading of.
  pages.ensure(size * LEADING + 4 * BODY * LEADING)
  const placed = headings[index]
  if (placed !== undefined) placed.page = pages.pages.length - 1
  pages.add({ begins: { heading: index, y: pages.y } })
  const tag: Tag = { type: `H${block.level}`, parent: put.root }
  putRuns(put, [{ text: block.text }], { tag, size, bold: true, color: INK })
  pages.skip(block.level === 1 ? 6 : 4)
}

function putBlock(put: Put, block: Exclude<Block, { kind: 'heading' }>, headings: readonly PlacedHeading[]): void {
  switch (block.kind) {
    case 'paragraph':
      putParagraph(put, block.runs, block.indent)
      return
    case 'list':
      putList(put, block)
      return
    case 'table':
      putTable(put, block)
      return
    case 'figure':
      putFigure(put, block)
      return
    case 'contents':
      putContents(put, headings)
      return
    case 'page-break':
      put.pages.next()
      return
    default:
      block satisfies never
  }
}

/** The table of contents: every line leads to its heading; the page numbers are filled in while drawing. */
function putContents({ pages, typeset, root }: Put, headings: readonly PlacedHeading[]): void {
  const toc: Tag = { type: 'TOC', parent: root }
  const step = BODY * LEADING
  for (const [index, heading] of headings.entries()) {
    if (heading.level === 3 || !heading.listed) continue
    const indent = (heading.level - 1) * 16
    const tag: Tag = { type: 'Link', parent: { type: 'TOCI', parent: toc } }
    const width = pages.width - indent - 36
    const lines = breakLines([{ text: heading.text }], { size: BODY, width, bold: heading.level === 1 }, typeset)
    const shown = lines.slice(0, 3)
    pages.ensure(shown.length * step)
    for (const [row, line] of shown.entries()) {
      const box = { x: pages.left, y: pages.y, w: pages.width, h: step }
      putLine(pages, typeset, line, pages.left + indent, pages.y, { size: BODY, tag, target: () => undefined })
      if (row === shown.length - 1) {
        const from = pages.left + indent + line.reduce((sum, each) => sum + each.width, 0) + 6
        const right = pages.left + pages.width
        const y = pages.y
        pages.add({
          draw: (pdf) => {
            const to = right - typeset.width(String(heading.page + 1), 'sans', BODY) - 6
            if (to < from) return
            pdf.save().lineWidth(0.5).strokeColor(MUTED).dash(0.5, { space: 3 })
            pdf
              .moveTo(from, y + BODY)
              .lineTo(to, y + BODY)
              .stroke()
              .restore()
          },
        })
        pages.add({
          tag,
          link: { to: `#${destination(index)}`, box, says: heading.text },
          draw: (pdf) => {
            const words = String(heading.page + 1)
            typeset.use('sans', BODY)
            pdf.fillColor(INK).text(words, right - typeset.width(words, 'sans', BODY), y, { lineBreak: false })
          },
        })
      }
      pages.y += step
    }
  }
  pages.skip(10)
}
