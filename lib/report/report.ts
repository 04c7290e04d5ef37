import { type Block, heading, type PagedDocument, paragraph } from '@/lib/document/document'
import { allFindings } from '@/lib/findings/all-findings'
import type { ElementId } from '@/lib/gsn/graph'
import { type CapabilityRow, capabilityStates } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import { capabilityPart, controlBlocks, evidenceBlocks, figureBlocks } from './capability-part'
import { endParts } from './end-parts'
import { Figures } from './figures'
import type { ReportInput } from './input'
import { outlineBlocks } from './outline'
import { policyBlocks } from './policy-part'
import { frontBlocks, summaryBlocks } from './summary'

/**
 * [RPT1] The case as a document for readers who have nothing but it: title page, contents, a summary without the notation,
 * each capability with its diagrams and its argument in words, risks under both policies, controls with duties, evidence
 * with judgements, the matrix, responsibilities, documents, findings and comments. Every text stands there whole.
 */
export function composeReport(input: ReportInput): PagedDocument {
  const { title, at, graph, capability, seq, digest } = input
  const findings = allFindings(graph, at.slice(0, 10)).filter(
    (each) => capability === undefined || each.capability === capability,
  )
  const blocks: Block[] = [
    ...frontBlocks(input),
    { kind: 'page-break' },
    heading(1, 'Contents'),
    { kind: 'contents' },
    { kind: 'page-break' },
    ...summaryBlocks(input, findings),
    ...argumentParts(input),
    ...endParts(input, findings),
  ]
  const missing = missingGlyphs(blocks, input.hasGlyph)
  return {
    title,
    subtitle: capability === undefined ? 'Case report' : `Case report: ${capability}, ${capabilityName(capability)}`,
    language: 'en',
    at,
    author: 'Accord',
    footer: `${title}, change ${seq}, ${digest.slice(0, 16)}`,
    blocks: missing === 0 ? blocks : [...blocks, ...glyphBlocks(missing)],
  }
}

function argumentParts(input: ReportInput): Block[] {
  const { graph, capability } = input
  const figures = new Figures(input)
  const told = new Set<ElementId>()
  const rows = capabilityStates(graph)
  if (capability !== undefined) {
    const row = rows.find((each) => each.capability === capability)
    return row === undefined
      ? []
      : [heading(1, 'The capability', 'capabilities'), ...capabilityPart(input, row, figures, told)]
  }
  const whole = [
    heading(1, 'The case as a whole', 'whole'),
    paragraph(
      'The top claim, what it is about, and the capabilities that it rests on. The next figure shows them on one page; after it stands the same in words, and then each capability has a part of its own.',
    ),
    ...figureBlocks(input, [figures.overview()], figures),
    heading(2, 'The top of the argument in words', 'top'),
    ...outlineBlocks(input, graph.rootId === undefined ? [] : [graph.rootId], told, figures.begins, heads(rows)),
    ...policyBlocks(input),
  ]
  const parts = rows.flatMap((row) => capabilityPart(input, row, figures, told))
  return [
    ...whole,
    heading(1, 'The capabilities one by one', 'capabilities'),
    ...parts,
    ...restParts(input, told, figures),
  ]
}

function heads(rows: readonly CapabilityRow[]): ReadonlySet<ElementId> {
  return new Set(rows.map(({ head }) => head))
}

/** What the case argues beside the capabilities has been told in the outline; what it does not argue is told here. */
function restParts(input: ReportInput, told: Set<ElementId>, figures: Figures): Block[] {
  const { graph } = input
  const loose = [...graph.elements.values()].filter(({ id }) => !told.has(id) && !graph.reachable.has(id))
  const roots = loose.filter(({ id }) => graph.supporterOf(id).length === 0 && graph.contextOf(id).length === 0)
  // Controls and evidence that stand in no capability have tables of their own.
  const free = [...graph.elements.values()].filter(
    ({ id, capability }) => capability === undefined && graph.reachable.has(id),
  )
  return [
    ...controlBlocks(
      free.filter(({ facet }) => facet === 'control'),
      'the case as a whole',
    ),
    ...evidenceBlocks(
      input,
      free.filter(({ kind }) => kind === 'solution'),
      'the case as a whole',
    ),
    ...(roots.length === 0
      ? []
      : [
          heading(1, 'In the case, but not part of the argument', 'beside'),
          paragraph('Nothing above refers to these elements: they are parked, or not connected yet.'),
          ...outlineBlocks(
            input,
            roots.map(({ id }) => id),
            told,
            figures.begins,
          ),
        ]),
  ]
}

/** [RPT5] How many characters the pages can only name. */
function missingGlyphs(blocks: readonly Block[], hasGlyph: (codePoint: number) => boolean): number {
  let missing = 0
  const look = (text: string) => {
    if (/^[ -~\s]*$/.test(text)) return
    for (const character of text) if (!hasGlyph(character.codePointAt(0) ?? 0)) missing++
  }
  for (const block of blocks) {
    if (block.kind === 'heading') look(block.text)
    else if (block.kind === 'paragraph') for (const { text } of block.runs) look(text)
    else if (block.kind === 'list') for (const { text } of block.items.flat()) look(text)
    else if (block.kind === 'table') for (const { text } of block.rows.flat(2)) look(text)
  }
  return missing
}

function glyphBlocks(missing: number): Block[] {
  return [
    heading(1, 'Characters that are named', 'characters'),
    paragraph(
      `${missing === 1 ? '1 character has' : `${missing} characters have`} no glyph in the typeface of this document: pages name each by its code, such as [U+6F22], and diagrams show a box. The case itself holds them unharmed; its JSON and its tables show them.`,
    ),
  ]
}
