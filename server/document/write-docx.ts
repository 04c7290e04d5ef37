import {
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  type Table,
  type TableOfContents,
  TabStopType,
  TextRun,
} from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import type { Block, PagedDocument, Run } from '@/lib/document/document'
import { visibleLine } from '@/lib/document/visible-text'
import { DocxBlocks } from './docx-blocks'
import { fixDocx } from './fix-docx'
import { layOut, moment } from './lay-out'
import { plainTypeset } from './picture'

/** Twips: a twentieth of a point. */
const PAGE = { width: 11906, height: 16838, margin: 1120 }
const LINE = PAGE.width - 2 * PAGE.margin
const GREY = '57606A'

/**
 * [PAG1] A document as DOCX that people can go on working with: headings and a table of contents that the word processor
 * knows as such, tables whose heads repeat, redlines as tracked changes, pictures as PNG. Files that travel with the
 * document are left out: the format has no place for them. The same document is the same bytes.
 * @throws Error with a sentence when a figure is no SVG
 */
export async function writeDocx(document: PagedDocument): Promise<Uint8Array> {
  if (Number.isNaN(Date.parse(document.at))) throw new Error('A document needs the moment it speaks of.')
  const estimated = mayEstimate(document)
  // Where the word processor's pages take too long to work out, those of the PDF are told: they are close.
  const turns = await new DocxBlocks(
    document,
    estimated ? undefined : layOut(document, plainTypeset()).headings,
  ).write()
  const [first] = turns
  const stands = [document.author, moment(document.at)].filter((each) => each !== undefined && each !== '').join(' · ')
  const file = new Document({
    title: visibleLine(document.title),
    creator: visibleLine(document.author ?? 'Accord'),
    lastModifiedBy: visibleLine(document.author ?? 'Accord'),
    ...(document.subtitle ? { subject: visibleLine(document.subtitle) } : {}),
    ...(estimated ? { pageNumbers: estimatePageNumbers } : {}),
    styles: STYLES(document.language),
    numbering: {
      config: [
        {
          reference: 'numbers',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              style: { paragraph: { indent: { left: 480, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: [
      section(document, true, false, [
        new Paragraph({ style: 'Title', children: [new TextRun(visibleLine(document.title))] }),
        ...(document.subtitle
          ? [new Paragraph({ style: 'Subtitle', children: [new TextRun(visibleLine(document.subtitle))] })]
          : []),
        new Paragraph({ spacing: { after: 320 }, children: [new TextRun({ text: stands, color: GREY })] }),
        ...(first?.wide === false ? first.children : []),
      ]),
      ...turns
        .slice(first?.wide === false ? 1 : 0)
        .map(({ wide, children }) => section(document, false, wide, children)),
    ],
  })
  return fixDocx(await Packer.pack(file, 'uint8array'), document.at)
}

/**
 * Page numbers in the table of contents are worked out beforehand where that takes a moment; the time it takes grows
 * with the square of a word's length.
 */
function mayEstimate(document: PagedDocument): boolean {
  const texts = document.blocks.flatMap(runsOf).map((run) => run.text)
  const letters = texts.reduce((sum, text) => sum + text.length, 0)
  return letters < 40_000 && !texts.some((text) => /\S{200}/.test(text))
}

function runsOf(block: Block): readonly Run[] {
  if (block.kind === 'paragraph') return block.runs
  if (block.kind === 'list') return block.items.flat()
  if (block.kind === 'table') return block.rows.flat(2)
  return block.kind === 'heading' ? [{ text: block.text }] : []
}

/** Pages of one shape with the heads and feet that all have. */
function section(
  document: PagedDocument,
  first: boolean,
  wide: boolean,
  children: readonly (Paragraph | Table | TableOfContents)[],
): ISectionOptions {
  const line = wide ? PAGE.height - 2 * PAGE.margin : LINE
  return {
    properties: {
      titlePage: first,
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: 1240, bottom: 1240, left: PAGE.margin, right: PAGE.margin },
      },
    },
    headers: {
      first: new Header({ children: [new Paragraph('')] }),
      default: new Header({ children: [edge(line, [new TextRun(small(visibleLine(document.title)))])] }),
    },
    footers: { first: foot(document, line), default: foot(document, line) },
    children: [...children],
  }
}

function small(text: string) {
  return { text, size: 16, color: GREY }
}

function edge(line: number, children: readonly TextRun[]): Paragraph {
  return new Paragraph({ tabStops: [{ type: TabStopType.RIGHT, position: line }], children: [...children] })
}

function foot(document: PagedDocument, line: number): Footer {
  const page = new TextRun({
    size: 16,
    color: GREY,
    children: ['\tpage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
  })
  return new Footer({ children: [edge(line, [new TextRun(small(visibleLine(document.footer))), page])] })
}

const STYLES = (language: string) => ({
  default: {
    document: {
      run: { font: 'Arial', size: 20, language: { value: language } },
      paragraph: { spacing: { after: 120 } },
    },
    title: { run: { size: 44, bold: true, color: '1B1F24' }, paragraph: { spacing: { after: 80 } } },
    heading1: {
      run: { size: 32, bold: true, color: '1B1F24' },
      paragraph: { keepNext: true, spacing: { before: 320, after: 120 } },
    },
    heading2: {
      run: { size: 25, bold: true, color: '1B1F24' },
      paragraph: { keepNext: true, spacing: { before: 240, after: 100 } },
    },
    heading3: {
      run: { size: 21, bold: true, color: '1B1F24' },
      paragraph: { keepNext: true, spacing: { before: 200, after: 80 } },
    },
    hyperlink: { run: { color: '0B4F9C', underline: {} } },
  },
  paragraphStyles: [
    { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', next: 'Normal', run: { size: 25, color: GREY } },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      next: 'Normal',
      run: { size: 18, italics: true, color: GREY },
    },
    {
      id: 'TOCHeading',
      name: 'TOC Heading',
      basedOn: 'Normal',
      next: 'Normal',
      run: { size: 32, bold: true },
      paragraph: { keepNext: true, spacing: { before: 320, after: 120 } },
    },
  ],
})
