import PDFDocument from 'pdfkit'
import type { PagedDocument } from '@/lib/document/document'
import { visibleLine } from '@/lib/document/visible-text'
import { INK, MUTED } from './draw-lines'
import { destination, type LaidOut, layOut } from './lay-out'
import { MARGINS, type Mark, type Page, type Pdf, sizeOf, type Tag } from './pages'
import { ARTIFACT } from './put-table'
import { Typeset } from './typeset'

/**
 * [PAG1] A document as a tagged PDF: headings, lists, tables and pictures are said to be that, with bookmarks, a table
 * of contents, and everything people wrote as text in fonts that travel with it. The same document is the same bytes,
 * on every machine and every day.
 * @throws Error with a sentence when a figure is no SVG
 */
export async function writePdf(document: PagedDocument): Promise<Uint8Array> {
  const at = new Date(document.at)
  if (Number.isNaN(at.getTime())) throw new Error('A document needs the moment it speaks of.')
  const pdf: Pdf = new PDFDocument({
    pdfVersion: '1.7',
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    lang: document.language,
    font: null as unknown as string,
    info: {
      Title: visibleLine(document.title),
      Author: visibleLine(document.author ?? 'Accord'),
      ...(document.subtitle ? { Subject: visibleLine(document.subtitle) } : {}),
      Creator: 'Accord',
      Producer: 'Accord',
      CreationDate: at,
      ModDate: at,
    },
  })
  escapeMetadata(pdf)
  const chunks: Buffer[] = []
  const written = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on('error', reject)
  })
  const typeset = new Typeset(pdf)
  const laidOut = layOut(document, typeset)
  drawPages(pdf, typeset, laidOut, document)
  for (const { name, mediaType, bytes, description } of document.attachments ?? []) {
    // The registry of embedded files asks for a buffer, and for no dates but the document's own.
    const options = { name, type: mediaType, description, creationDate: at, modifiedDate: at, relationship: 'Data' }
    pdf.file(Buffer.from(bytes), options)
  }
  pdf.end()
  return written
}

function drawPages(pdf: Pdf, typeset: Typeset, { pages, headings }: LaidOut, document: PagedDocument): void {
  const structure = new Structure(pdf)
  const bookmarks = new Bookmarks(pdf)
  for (const [index, page] of pages.entries()) {
    const { width, height } = sizeOf(page)
    pdf.addPage({ size: [width, height], margin: 0 })
    for (const mark of page.marks) {
      if (mark.begins !== undefined) {
        const heading = headings[mark.begins.heading]
        if (heading === undefined) continue
        pdf.addNamedDestination(destination(mark.begins.heading), 'XYZ', 0, mark.begins.y - 6, null)
        bookmarks.add(heading.level, heading.text, mark.begins.y - 6, width)
      }
      if (mark.place !== undefined) pdf.addNamedDestination(mark.place.name, 'XYZ', 0, mark.place.y - 6, null)
      structure.draw(mark)
    }
    drawEdges(pdf, typeset, page, index, pages.length, document)
  }
}

/** The head and foot of a page: read by eye only. */
function drawEdges(
  pdf: Pdf,
  typeset: Typeset,
  page: Page,
  index: number,
  count: number,
  document: PagedDocument,
): void {
  const { width, height } = sizeOf(page)
  const size = 8
  const line = (text: string, x: number, y: number, room: number, right = false) => {
    const [shown, wide] = fitted(text, size, room, typeset)
    let at = right ? x + room - wide : x
    for (const { text: part, face } of shown) {
      typeset.use(face, size)
      pdf.fillColor(MUTED).text(part, at, y, { lineBreak: false })
      at += typeset.width(part, face, size)
    }
  }
  const room = width - 2 * MARGINS.side
  pdf.markContent('Artifact', { type: 'Pagination' })
  if (index > 0) line(document.title, MARGINS.side, 34, room)
  pdf.lineWidth(0.5).strokeColor('#d0d7de')
  pdf
    .moveTo(MARGINS.side, height - 44)
    .lineTo(width - MARGINS.side, height - 44)
    .stroke()
  line(document.footer, MARGINS.side, height - 38, room - 90)
  line(`page ${index + 1} of ${count}`, width - MARGINS.side - 86, height - 38, 86, true)
  pdf.endMarkedContent()
  pdf.fillColor(INK)
}

/** One line of a text that has to fit: the end is left out, which is said by three dots. */
function fitted(text: string, size: number, room: number, typeset: Typeset) {
  const widthOf = (pieces: ReturnType<Typeset['glyphs']>) =>
    pieces.reduce((sum, each) => sum + typeset.width(each.text, each.face, size), 0)
  const letters = [...visibleLine(text).slice(0, 400)]
  for (let count = letters.length; count > 0; count -= count > 200 ? 50 : 3) {
    const end = count === letters.length && text.length <= 400 ? '' : '…'
    const pieces = typeset.glyphs(letters.slice(0, count).join('') + end, 'sans')
    const width = widthOf(pieces)
    if (width <= room) return [pieces, width] as const
  }
  return [[], 0] as const
}

/** Keeps the tree of what is what while pages are drawn. */
class Structure {
  private readonly elements = new Map<Tag, PDFKit.PDFStructureElement>()

  constructor(private readonly pdf: Pdf) {}

  draw({ tag, draw, link }: Mark): void {
    const { pdf } = this
    if (tag === undefined || tag === ARTIFACT) {
      if (draw === undefined) return
      pdf.markContent('Artifact', { type: 'Layout' })
      draw(pdf)
      pdf.endMarkedContent()
      return
    }
    const element = this.elementOf(tag)
    if (draw !== undefined) {
      const content = pdf.markStructureContent(tag.type)
      draw(pdf)
      pdf.endMarkedContent()
      element.add(content)
    }
    if (link === undefined) return
    const { x, y, w, h } = link.box
    const options = { structParent: element, Contents: new String(link.says) as string }
    if (link.to.startsWith('#')) pdf.goTo(x, y, w, h, link.to.slice(1), options as PDFKit.Mixins.AnnotationOption)
    else pdf.link(x, y, w, h, link.to, options as PDFKit.Mixins.AnnotationOption)
    // An annotation is of the page that is open when its element ends.
    element.end()
  }

  private elementOf(tag: Tag): PDFKit.PDFStructureElement {
    const known = this.elements.get(tag)
    if (known !== undefined) return known
    const element = this.pdf.struct(tag.type, {
      ...(tag.alt === undefined ? {} : { alt: tag.alt }),
    })
    const { data } = (element as unknown as { dictionary: { data: Record<string, unknown> } }).dictionary
    if (tag.scope !== undefined) data.A = { O: 'Table', Scope: tag.scope }
    if (tag.attributes !== undefined) data.A = tag.attributes
    if (tag.parent === undefined) this.pdf.addStructure(element)
    else this.elementOf(tag.parent).add(element)
    this.elements.set(tag, element)
    return element
  }
}

type Bookmark = PDFKit.PDFOutline & { addItem(title: string, options?: object): Bookmark }

/** The bookmarks beside the pages, nested as the headings are. */
class Bookmarks {
  private readonly open: { level: number; item: Bookmark }[] = []

  constructor(private readonly pdf: Pdf) {}

  add(level: number, text: string, top: number, pageWidth: number): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop()
    const above = this.open.at(-1)?.item ?? (this.pdf.outline as Bookmark)
    const item = above.addItem(text, { fit: false, top, left: pageWidth, zoom: 0, expanded: level === 1 })
    this.open.push({ level, item })
  }
}

/** The title goes into XML unescaped otherwise: "R&D <2026>" would make a file that strict readers refuse. */
function escapeMetadata(pdf: Pdf): void {
  const own = pdf as unknown as { info: Record<string, unknown>; _addInfo(): void }
  const written = own._addInfo
  own._addInfo = function escaped() {
    const { info } = own
    const safe = (value: unknown) =>
      typeof value === 'string' ? value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : value
    own.info = Object.fromEntries(Object.entries(info).map(([key, value]) => [key, safe(value)]))
    written.call(pdf)
    own.info = info
  }
}
