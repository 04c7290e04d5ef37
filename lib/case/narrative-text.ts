import type { NarrativeNode } from './canonical-case'

/** Nodes that stand inside a line. */
const INLINE: ReadonlySet<string> = new Set(['mention', 'hardBreak'])

/** What a picture says in words. */
export function pictureWords(node: Extract<NarrativeNode, { type: string }>): string {
  const alt = node.attrs?.alt
  return `[Picture: ${typeof alt === 'string' ? alt : 'without description'}]`
}

/** What a mention says in words: the name that it had when it was written. */
export function mentionWords(node: Extract<NarrativeNode, { type: string }>): string {
  const label = node.attrs?.label
  return `@${typeof label === 'string' ? label : ''}`
}

/**
 * [TXT15] A narrative as lines of plain words: one for each block, one for each row of a table with its cells between bars,
 * the description for a picture, the name for a mention. Empty blocks make no line.
 */
export function narrativeLines(nodes: readonly NarrativeNode[]): string[] {
  const lines: string[] = []
  let open = ''
  const close = () => {
    if (open.trim() !== '') lines.push(open.trim())
    open = ''
  }
  for (const node of nodes) {
    if ('text' in node) open += node.text
    else if (INLINE.has(node.type)) open += inlineWords(node)
    else {
      close()
      if (node.type === 'image') lines.push(pictureWords(node))
      else if (node.type === 'tableRow') lines.push(rowWords(node))
      else lines.push(...narrativeLines(node.content ?? []))
    }
  }
  close()
  return lines
}

/** [TXT15] The same as one text. */
export function narrativeText(nodes: readonly NarrativeNode[]): string {
  return narrativeLines(nodes).join('\n')
}

function inlineWords(node: Extract<NarrativeNode, { type: string }>): string {
  return node.type === 'mention' ? mentionWords(node) : '\n'
}

function rowWords(row: Extract<NarrativeNode, { type: string }>): string {
  const cells = (row.content ?? []).map((cell) =>
    'text' in cell ? cell.text : narrativeLines(cell.content ?? []).join(' '),
  )
  return cells.join(' | ')
}
