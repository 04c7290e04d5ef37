import { z } from 'zod'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { KIND_NAMES, KINDS, type Kind, mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { TEXT_MAX } from './fields'

/** More than this is a part of the case to be moved by an export, not something to paste. */
export const CLIP_MOST = 500
/** Characters of all texts of a clip together. */
export const CLIP_TEXT_MOST = 400_000

const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'The key of a copied element is made of letters, digits, - and _.')
const scalar = z.union([z.string().max(TEXT_MAX), z.number(), z.boolean()])

/** What a copied branch is: elements with what is said in them and the relations between them. Carries no ids of a case. */
export const clipSchema = z.object({
  format: z.literal('accord-branch'),
  version: z.literal(1),
  /** Keys of the elements that stand on top, in order. */
  roots: z.array(key).min(1).max(CLIP_MOST),
  elements: z
    .array(
      z.object({
        key,
        kind: z.enum(KIND_NAMES),
        role: z.string().max(16).optional(),
        facet: z.string().max(32).optional(),
        statement: z.string().max(TEXT_MAX),
        undeveloped: z.boolean().default(false),
        fields: z.record(z.string().max(64), scalar).default({}),
        texts: z.record(z.string().max(64), z.string().max(TEXT_MAX)).default({}),
        narrative: z.array(z.string().max(TEXT_MAX)).max(500).default([]),
      }),
    )
    .min(1)
    .max(CLIP_MOST, `At most ${CLIP_MOST} elements can be pasted at once. Copy a smaller branch.`),
  relations: z.array(z.object({ from: key, type: z.enum(['supportedBy', 'inContextOf']), to: key })).max(4 * CLIP_MOST),
})

export type Clip = z.infer<typeof clipSchema>
export type ClipElement = Clip['elements'][number]

/**
 * [CLP1] Copies elements with everything below and beside them. A root that already lies below another one is copied with
 * that one; relations inside the copy are kept, those that lead out of it are not.
 * @param narrativeOf  an element's narrative as plain paragraphs
 */
export function copyBranches(
  graph: CaseGraph,
  ids: readonly ElementId[],
  narrativeOf: (id: ElementId) => readonly string[] = () => [],
): Clip {
  const taken = new Map<ElementId, string>()
  const order: Element[] = []
  const roots: ElementId[] = []
  const below = new Set<ElementId>()
  for (const id of ids) for (const each of branch(graph, id)) if (each !== id) below.add(each)
  for (const id of ids) {
    if (below.has(id) || taken.has(id) || !graph.elements.has(id)) continue
    roots.push(id)
    for (const each of branch(graph, id)) {
      const element = graph.elements.get(each)
      if (element === undefined || taken.has(each)) continue
      taken.set(each, `e${taken.size + 1}`)
      order.push(element)
    }
  }
  return {
    format: 'accord-branch',
    version: 1,
    roots: roots.map((id) => taken.get(id)!),
    elements: order.map((element) => ({
      key: taken.get(element.id)!,
      kind: element.kind,
      ...(element.role === undefined ? {} : { role: element.role }),
      ...(element.facet === undefined ? {} : { facet: element.facet }),
      statement: element.statement,
      undeveloped: element.undeveloped,
      fields: { ...element.fields },
      texts: { ...element.texts },
      narrative: [...narrativeOf(element.id)],
    })),
    relations: order.flatMap(({ id }) =>
      [
        ...graph.contexts(id).map((to) => ({ from: id, type: 'inContextOf' as const, to })),
        ...graph.supports(id).map((to) => ({ from: id, type: 'supportedBy' as const, to })),
      ].map(({ from, type, to }) => ({ from: taken.get(from)!, type, to: taken.get(to)! })),
    ),
  }
}

function* branch(graph: CaseGraph, root: ElementId): Iterable<ElementId> {
  const seen = new Set<ElementId>()
  const stack = [root]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    yield id
    stack.push(...[...graph.contexts(id), ...graph.supports(id)].reverse())
  }
}

const INDENT = '  '

/** [CLP2] A clip as an indented outline that any editor shows: one line for each element, contexts before what supports. */
export function clipToText(clip: Clip): string {
  const elements = new Map(clip.elements.map((element) => [element.key, element]))
  const lines: string[] = []
  const seen = new Set<string>()
  const put = (at: string, depth: number) => {
    const element = elements.get(at)
    if (element === undefined) return
    const again = seen.has(at)
    const words = element.statement.replace(/\s+/g, ' ').trim() || '(not written yet)'
    lines.push(`${INDENT.repeat(depth)}${KINDS[element.kind].word}: ${words}${again ? ' (see above)' : ''}`)
    if (again) return
    seen.add(at)
    const inside = clip.relations.filter((relation) => relation.from === at)
    for (const { to } of inside.filter(({ type }) => type === 'inContextOf')) put(to, depth + 1)
    for (const { to } of inside.filter(({ type }) => type === 'supportedBy')) put(to, depth + 1)
  }
  for (const root of clip.roots) put(root, 0)
  return `${lines.join('\n')}\n`
}

const WORDS: Readonly<Record<string, Kind>> = {
  claim: 'goal',
  goal: 'goal',
  strategy: 'strategy',
  evidence: 'solution',
  solution: 'solution',
  context: 'context',
  assumption: 'assumption',
  justification: 'justification',
}
const LINE =
  /^(?:[-*+•‣◦]|\d{1,3}[.)])?\s*(?:(claim|goal|strategy|evidence|solution|context|assumption|justification)\s*:)?\s*(.*)$/i

/**
 * [CLP2] Reads an indented outline: each line a claim, or what the word before its colon says; what is indented stands
 * below the line above it, or below the nearest one above that GSN lets it support.
 * @returns undefined when the text has no words or too many lines
 */
export function textToClip(text: string): Clip | undefined {
  const elements: ClipElement[] = []
  const relations: Clip['relations'] = []
  const roots: string[] = []
  /** The lines above that are still open, outermost first. */
  const open: { readonly indent: number; readonly key: string; readonly kind: Kind }[] = []
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const [, word, rest = ''] = LINE.exec(raw.trim()) ?? []
    const statement = rest.trim()
    if (statement === '') continue
    if (elements.length === CLIP_MOST || statement.length > TEXT_MAX) return undefined
    const kind = WORDS[word?.toLowerCase() ?? ''] ?? 'goal'
    const indent = indentOf(raw)
    while (open.length > 0 && open[open.length - 1]!.indent >= indent) open.pop()
    const own = `e${elements.length + 1}`
    elements.push({
      key: own,
      kind,
      statement: statement === '(not written yet)' ? '' : statement,
      undeveloped: false,
      fields: {},
      texts: {},
      narrative: [],
    })
    const above = open.findLast((each) => relationFor(each.kind, kind) !== undefined)
    const type = above === undefined ? undefined : relationFor(above.kind, kind)
    if (above === undefined || type === undefined) roots.push(own)
    else relations.push({ from: above.key, type, to: own })
    open.push({ indent, key: own, kind })
  }
  return elements.length === 0 ? undefined : { format: 'accord-branch', version: 1, roots, elements, relations }
}

/** Columns of white space before the words; a tab counts as four. */
function indentOf(line: string): number {
  let columns = 0
  for (const character of line) {
    if (character === '\t') columns += 4
    else if (/\s/.test(character)) columns++
    else break
  }
  return columns
}

/** The relation that an element of one kind can have to one of another; undefined when GSN knows none. */
export function relationFor(from: Kind, to: Kind): RelationType | undefined {
  if (mayRelate(from, 'supportedBy', to)) return 'supportedBy'
  return mayRelate(from, 'inContextOf', to) ? 'inContextOf' : undefined
}
