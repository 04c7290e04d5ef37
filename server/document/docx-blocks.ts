import { setImmediate } from 'node:timers/promises'
import {
  Bookmark,
  DeletedTextRun,
  ExternalHyperlink,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  InternalHyperlink,
  type IRunOptions,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Figure, PagedDocument, Table as Rows, Run } from '@/lib/document/document'
import { visibleLine, visibleText } from '@/lib/document/visible-text'
import type { PlacedHeading } from './lay-out'
import { svgToPng } from './picture'

const LEVELS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const
/** The room for a picture in CSS pixels: what an A4 page leaves between its margins. */
const ROOM = { w: 640, h: 880 }
/** The same on a page lying on its side. */
const LYING = { w: 960, h: 560 }
/** Longer cells may be broken over pages. */
const LONG_CELL = 600

type Written = Paragraph | Table | TableOfContents

/** Turns the blocks of a document into those of the word processor. */
export class DocxBlocks {
  private readonly bookmarks = new Map<string, string>()
  private readonly author: string
  private readonly pngs = new Map<Figure, Uint8Array>()
  private lists = 0
  private changes = 0
  private pictures = 0

  /** @param contents the entries of the table of contents where they are known beforehand; else it is filled from the headings */
  constructor(
    private readonly document: PagedDocument,
    private readonly contents?: readonly PlacedHeading[],
  ) {
    this.author = visibleLine(document.author ?? 'Accord')
    for (const block of document.blocks) {
      // Names of bookmarks are short and plain, whatever the id of a heading is.
      if ((block.kind === 'heading' || block.kind === 'figure') && block.id !== undefined)
        this.bookmarks.set(block.id, `h${this.bookmarks.size + 1}`)
    }
  }

  /** What stands on upright pages and on pages lying on their side, in turns. */
  async write(): Promise<readonly { readonly wide: boolean; readonly children: readonly Written[] }[]> {
    await this.drawPictures()
    const turns: { wide: boolean; children: Written[] }[] = []
    for (const [index, block] of this.document.blocks.entries()) {
      const wide = block.kind === 'figure' && liesDown(block.svg)
      const last = turns.at(-1)
      // A page break before or after a turn of the page would leave an empty one.
      if (block.kind === 'page-break' && last?.wide) continue
      const written = this.one(block, this.document.blocks[index + 1])
      if (last?.wide === wide) last.children.push(...written)
      else turns.push({ wide, children: [...written] })
    }
    return turns
  }

  private one(block: Block, next: Block | undefined): readonly Written[] {
    switch (block.kind) {
      case 'heading':
        return [this.heading(block, next)]
      case 'paragraph':
        return [
          new Paragraph({
            children: this.runs(block.runs),
            ...(block.indent ? { indent: { left: 280 * Math.min(block.indent, 8) } } : {}),
          }),
        ]
      case 'list': {
        this.lists += 1
        const instance = this.lists
        return block.items.map((item) =>
          block.ordered
            ? new Paragraph({ numbering: { reference: 'numbers', level: 0, instance }, children: this.runs(item) })
            : new Paragraph({ bullet: { level: 0 }, children: this.runs(item) }),
        )
      }
      case 'table':
        return this.table(block)
      case 'figure':
        return this.figure(block)
      case 'contents':
        return [new TableOfContents('Contents', { hyperlink: true, headingStyleRange: '1-2', ...this.entries() })]
      case 'page-break':
        return [new Paragraph({ children: [new PageBreak()] })]
      default:
        return block satisfies never
    }
  }

  /** One after the other with a turn of the event loop between them: what drew a picture is let go only then. */
  private async drawPictures(): Promise<void> {
    for (const block of this.document.blocks) {
      if (block.kind !== 'figure') continue
      this.pngs.set(block, svgToPng(block.svg, pixelsOf(block.svg)))
      await setImmediate()
    }
  }

  private entries() {
    if (this.contents === undefined) return {}
    const listed = this.contents.filter(({ level, listed }) => listed && level < 3)
    const cachedEntries = listed.map(({ text, level, page, id }) => {
      const href = id === undefined ? undefined : this.bookmarks.get(id)
      return { title: text, level, page: page + 1, ...(href === undefined ? {} : { href }) }
    })
    return { cachedEntries, beginDirty: false }
  }

  private heading(block: Extract<Block, { kind: 'heading' }>, next: Block | undefined): Paragraph {
    const words = new TextRun(visibleLine(block.text))
    const bookmark = block.id === undefined ? undefined : this.bookmarks.get(block.id)
    const children: ParagraphChild[] =
      bookmark === undefined ? [words] : [new Bookmark({ id: bookmark, children: [words] })]
    // The table of contents does not name itself.
    if (next?.kind === 'contents') return new Paragraph({ style: 'TOCHeading', children })
    return new Paragraph({ heading: LEVELS[block.level], children })
  }

  private runs(runs: readonly Run[], bold?: true): ParagraphChild[] {
    return runs.flatMap((run) => this.run(bold ? { ...run, bold } : run))
  }

  private run(run: Run): ParagraphChild[] {
    const to = run.link === undefined ? undefined : this.target(run.link)
    const pieces = visibleText(run.text).flatMap(({ text, code }) => lines(text).map((line) => ({ ...line, code })))
    const children = pieces.map(({ text, breaks, code }): ParagraphChild => {
      const options: IRunOptions = {
        text,
        ...(breaks > 0 ? { break: breaks } : {}),
        ...(run.bold ? { bold: true } : {}),
        ...(run.italic ? { italics: true } : {}),
        ...(run.fixedWidth || code ? { font: 'Courier New' } : {}),
        ...(to === undefined ? {} : { style: 'Hyperlink' }),
      }
      if (!run.added && !run.removed) return new TextRun(options)
      this.changes += 1
      const change = { ...options, id: this.changes, author: this.author, date: `${this.document.at.slice(0, 19)}Z` }
      return run.added ? new InsertedTextRun(change) : new DeletedTextRun(change)
    })
    if (to === undefined || run.added || run.removed) return children
    return 'anchor' in to
      ? [new InternalHyperlink({ anchor: to.anchor, children })]
      : [new ExternalHyperlink({ link: to.link, children })]
  }

  private target(link: string): { anchor: string } | { link: string } | undefined {
    if (link.startsWith('#')) {
      const anchor = this.bookmarks.get(link.slice(1))
      return anchor === undefined ? undefined : { anchor }
    }
    return /^(https?:\/\/|mailto:)/i.test(link) && URL.canParse(link) ? { link: new URL(link).href } : undefined
  }

  private table(table: Rows): readonly Written[] {
    const shares = table.head.map((_, column) => Math.max(table.widths?.[column] ?? 1, 0.01))
    const whole = shares.reduce((sum, share) => sum + share, 0)
    const widths = shares.map((share) => Math.round((9660 * share) / whole))
    const cell = (children: ParagraphChild[], column: number, fill?: string) =>
      new TableCell({
        width: { size: widths[column] ?? 0, type: WidthType.DXA },
        margins: { top: 60, bottom: 60, left: 90, right: 90 },
        ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
        children: [new Paragraph({ spacing: { after: 0 }, children })],
      })
    const head = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: table.head.map((text, column) => cell(this.runs([{ text }], true), column, 'EEF1F4')),
    })
    const rows = table.rows.map((cells) => {
      const long = cells.some((runs) => runs.reduce((sum, run) => sum + run.text.length, 0) > LONG_CELL)
      const written = table.head.map((_, column) => cell(this.runs(cells[column] ?? []), column))
      return new TableRow({ cantSplit: !long, children: written })
    })
    const caption = table.caption
      ? [new Paragraph({ style: 'Caption', keepNext: true, children: [new TextRun(visibleLine(table.caption))] })]
      : []
    const columnWidths = widths
    return [
      ...caption,
      new Table({ columnWidths, width: { size: 9660, type: WidthType.DXA }, rows: [head, ...rows] }),
      new Paragraph({ spacing: { after: 60 }, children: [] }),
    ]
  }

  private figure(figure: Figure): readonly Written[] {
    this.pictures += 1
    const png = this.pngs.get(figure) ?? svgToPng(figure.svg, pixelsOf(figure.svg))
    const view = new DataView(png.buffer, png.byteOffset)
    const [w, h] = [view.getUint32(16), view.getUint32(20)]
    const natural = sizeOf(figure.svg)?.w ?? w
    const room = liesDown(figure.svg) ? LYING : ROOM
    const width = Math.min(natural, room.w, (room.h * w) / h)
    const name = `Figure ${this.pictures}`
    const alt = { name, title: visibleLine(figure.caption), description: visibleLine(figure.alt) }
    const transformation = { width: Math.round(width), height: Math.round((width * h) / w) }
    const picture = new ImageRun({ type: 'png', data: png, transformation, altText: alt })
    const words = new TextRun(visibleLine(figure.caption))
    const bookmark = figure.id === undefined ? undefined : this.bookmarks.get(figure.id)
    const children = bookmark === undefined ? [words] : [new Bookmark({ id: bookmark, children: [words] })]
    const caption = new Paragraph({ style: 'Caption', children })
    return [
      new Paragraph({ keepNext: figure.caption !== '', children: [picture] }),
      ...(figure.caption ? [caption] : []),
    ]
  }
}

/** The size that a picture says it has, in CSS pixels. */
function sizeOf(svg: string): { w: number; h: number } | undefined {
  const [w, h] = ['width', 'height'].map((side) => Number(new RegExp(`<svg[^>]*\\s${side}="([\\d.]+)`).exec(svg)?.[1]))
  return w && h ? { w, h } : undefined
}

/** Whether a picture gets a page on its side: where an upright one would shrink it below two thirds, as in the PDF. */
function liesDown(svg: string): boolean {
  const size = sizeOf(svg)
  return size !== undefined && size.w > size.h && Math.min(ROOM.w / size.w, ROOM.h / size.h) < 2 / 3
}

/** More than it takes on the page, so that it prints sharp, and no more, so that the file stays small. */
function pixelsOf(svg: string): number {
  const size = sizeOf(svg)
  if (size === undefined) return 2000
  const room = liesDown(svg) ? LYING : ROOM
  return Math.min(size.w, room.w, (room.h * size.w) / size.h) * 1.7
}

/** The lines of a text, each with how many line ends come before it. */
function lines(text: string): { text: string; breaks: number }[] {
  return text
    .replaceAll('\t', '    ')
    .split('\n')
    .map((line, index) => ({ text: line, breaks: index === 0 ? 0 : 1 }))
}
