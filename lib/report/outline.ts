import type { Block, Run } from '@/lib/document/document'
import { challengeStates } from '@/lib/gsn/challenge'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { holdsPlaceholder, KINDS } from '@/lib/gsn/kinds'
import { CLAIM_STATUSES } from '@/lib/review/state'
import { figureId } from './figures'
import { narrativeOf, type ReportInput } from './input'
import { narrativeBlocks } from './narrative-blocks'
import { factLines } from './words'

/** Facets with tables of their own: the outline says only what they claim. */
const IN_TABLES: ReadonlySet<string> = new Set(['risk', 'control', 'evidence', 'decision', 'term'])

/**
 * [RPT3] The argument below some elements in words: one paragraph for each element, further in the deeper it stands, with
 * its narrative. What is told already is only named.
 * @param told elements that the report has told; those told here are added
 * @param stop elements that have a part of their own
 */
export function outlineBlocks(
  input: ReportInput,
  roots: readonly ElementId[],
  told: Set<ElementId>,
  begins: ReadonlyMap<ElementId, number>,
  stop: ReadonlySet<ElementId> = new Set(),
): Block[] {
  const { graph, pictures } = input
  const blocks: Block[] = []
  const stack = [...roots].reverse().map((id) => ({ id, indent: 0 }))
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { id, indent } = step
    const element = graph.elements.get(id)
    if (element === undefined) continue
    const again = told.has(id)
    const elsewhere = stop.has(id)
    blocks.push({ kind: 'paragraph', runs: lineOf(input, element, again, elsewhere, begins.get(id)), indent })
    if (again || elsewhere) continue
    told.add(id)
    if (element.facet === undefined || !IN_TABLES.has(element.facet)) {
      const facts = element.kind === 'solution' ? [] : factLines(element)
      for (const fact of facts) blocks.push({ kind: 'paragraph', runs: [{ text: fact }], indent: indent + 1 })
    }
    blocks.push(...narrativeBlocks(narrativeOf(input, id), pictures, indent + 1))
    const below = [...graph.contexts(id), ...graph.supports(id)]
    stack.push(...below.reverse().map((each) => ({ id: each, indent: indent + 1 })))
  }
  return blocks
}

function lineOf(
  { graph, review }: ReportInput,
  element: Element,
  again: boolean,
  elsewhere: boolean,
  figure: number | undefined,
): Run[] {
  const { id, kind, name, statement, capability } = element
  const runs: Run[] = [
    { text: name, bold: true },
    { text: ` ${KINDS[kind].word}. `, italic: true },
  ]
  if (again) return [...runs, { text: 'Told above.' }]
  runs.push(statement.trim() === '' ? { text: 'Not written yet.', italic: true } : { text: statement })
  const marks: string[] = []
  const status = review.claims.get(id)?.status
  if (status !== undefined) marks.push(CLAIM_STATUSES[status].word)
  if (element.undeveloped) marks.push('Undeveloped')
  if (holdsPlaceholder(statement)) marks.push('Holds a placeholder')
  const doubt = challengeStates(graph).get(id)
  if (doubt !== undefined) marks.push(doubt.state === 'defeated' ? 'Defeated by a challenge' : 'In doubt')
  if (element.away !== undefined) marks.push('Argued in another module')
  if (marks.length > 0) runs.push({ text: ` [${marks.join(' · ')}]` })
  if (elsewhere && capability !== undefined)
    runs.push({ text: ' ' }, { text: `See ${capability}.`, link: `#capability-${capability}` })
  else if (figure !== undefined) runs.push({ text: ' ' }, { text: `Figure ${figure}`, link: `#${figureId(figure)}` })
  return runs
}
