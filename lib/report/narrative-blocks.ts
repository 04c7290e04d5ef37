import type { NarrativeNode } from '@/lib/case/canonical-case'
import { mentionWords, narrativeLines, pictureWords } from '@/lib/case/narrative-text'
import type { Block, Run } from '@/lib/document/document'
import type { KnownPicture } from './input'
import { pictureFigure } from './picture-figure'

type Element = Extract<NarrativeNode, { type: string }>

/**
 * [RPT4] A narrative as blocks of a document: lists, tables and pictures as such, marks kept, everything else as
 * paragraphs. A picture that its readers may not see stands there by its description.
 */
export function narrativeBlocks(
  nodes: readonly NarrativeNode[],
  pictures: ReadonlyMap<string, KnownPicture>,
  indent = 0,
): Block[] {
  const blocks: Block[] = []
  let inline: Run[] = []
  const close = () => {
    if (inline.some(({ text }) => text.trim() !== '')) blocks.push({ kind: 'paragraph', runs: inline, indent })
    inline = []
  }
  for (const node of nodes) {
    const run = runOf(node)
    if (run !== undefined) inline.push(run)
    else if (!('text' in node)) {
      close()
      blocks.push(...blockOf(node, pictures, indent))
    }
  }
  close()
  return blocks
}

function blockOf(node: Element, pictures: ReadonlyMap<string, KnownPicture>, indent: number): Block[] {
  const content = node.content ?? []
  switch (node.type) {
    case 'heading':
      return [{ kind: 'paragraph', runs: runsOf(content).map((run) => ({ ...run, bold: true as const })), indent }]
    case 'bulletList':
    case 'orderedList':
      return listBlocks(node, pictures, indent)
    case 'codeBlock':
      return [
        { kind: 'paragraph', runs: runsOf(content).map((run) => ({ ...run, fixedWidth: true as const })), indent },
      ]
    case 'blockquote':
      return narrativeBlocks(content, pictures, indent + 1)
    case 'table':
      return tableBlocks(content)
    case 'image':
      return pictureBlocks(node, pictures, indent)
    case 'horizontalRule':
      return []
    default:
      return narrativeBlocks(content, pictures, indent)
  }
}

/** Entries of plain words as a list; where one holds more than words, all of them as paragraphs further in. */
function listBlocks(node: Element, pictures: ReadonlyMap<string, KnownPicture>, indent: number): Block[] {
  const items = (node.content ?? []).flatMap((each) => ('text' in each ? [] : [each.content ?? []]))
  const isPlain = (item: readonly NarrativeNode[]) =>
    item.length <= 1 && item.every((each) => !('text' in each) && each.type === 'paragraph')
  const ordered = node.type === 'orderedList'
  if (indent === 0 && items.every(isPlain))
    return [{ kind: 'list', ordered, items: items.map((item) => item.flatMap((each) => runsOf(within(each)))) }]
  const start = Number.isSafeInteger(node.attrs?.start) ? Number(node.attrs?.start) : 1
  return items.flatMap((item, at) => {
    const [first, ...rest] = narrativeBlocks(item, pictures, indent + 1)
    const sign: Run = { text: ordered ? `${start + at}. ` : '• ' }
    if (first?.kind !== 'paragraph') return [first, ...rest].flatMap((each) => each ?? [])
    return [{ ...first, runs: [sign, ...first.runs] }, ...rest]
  })
}

function within(node: NarrativeNode): readonly NarrativeNode[] {
  return 'text' in node ? [node] : (node.content ?? [])
}

function tableBlocks(rows: readonly NarrativeNode[]): Block[] {
  const cells = rows.map((row) => within(row).flatMap(cellsOf))
  const columns = Math.max(0, ...cells.map((row) => row.length))
  if (columns === 0) return []
  const isHead = (row: NarrativeNode | undefined) =>
    row !== undefined && within(row).every((cell) => !('text' in cell) && cell.type === 'tableHeader')
  const [first, ...rest] = cells
  const headed = isHead(rows[0]) && rest.length > 0
  const filled = (row: readonly (readonly Run[])[]) => Array.from({ length: columns }, (_, at) => row[at] ?? [])
  return [
    {
      kind: 'table',
      head: headed ? filled(first ?? []).map((cell) => cell.map(({ text }) => text).join('')) : Array(columns).fill(''),
      rows: (headed ? rest : cells).map(filled),
    },
  ]
}

/** A cell that reaches over several columns is followed by empty ones. */
function cellsOf(cell: NarrativeNode): (readonly Run[])[] {
  const span = 'text' in cell ? 1 : Number(cell.attrs?.colspan ?? 1)
  const more = Number.isSafeInteger(span) ? Math.min(Math.max(0, span - 1), 20) : 0
  const words = narrativeLines(within(cell)).join('\n')
  return [words === '' ? [] : [{ text: words }], ...Array(more).fill([])]
}

function pictureBlocks(node: Element, pictures: ReadonlyMap<string, KnownPicture>, indent: number): Block[] {
  const picture = pictures.get(String(node.attrs?.sha256 ?? ''))
  const alt = String(node.attrs?.alt ?? '')
  const figure = picture === undefined ? undefined : pictureFigure(picture, alt)
  return [figure ?? { kind: 'paragraph', runs: [{ text: pictureWords(node), italic: true }], indent }]
}

function runsOf(nodes: readonly NarrativeNode[]): Run[] {
  return nodes.flatMap((node) => runOf(node) ?? ('text' in node ? [] : runsOf(node.content ?? [])))
}

/** What stands inside a line; undefined for what is a block of its own. */
function runOf(node: NarrativeNode): Run | undefined {
  if (!('text' in node)) {
    if (node.type === 'hardBreak') return { text: '\n' }
    return node.type === 'mention' ? { text: mentionWords(node), bold: true } : undefined
  }
  const { text, marks = {} } = node
  const link = marks.link
  const href = typeof link === 'object' && link !== null && 'href' in link ? String(link.href) : ''
  return {
    text: marks.strike === undefined ? text : `[struck out: ${text}]`,
    ...(marks.bold === undefined ? {} : { bold: true as const }),
    ...(marks.italic === undefined ? {} : { italic: true as const }),
    ...(marks.code === undefined ? {} : { fixedWidth: true as const }),
    ...(href === '' ? {} : { link: href }),
  }
}
