import type * as Y from 'yjs'
import { z } from 'zod'
import { SECURITY_CAPABILITY as PATTERN } from '@/catalog/patterns/security-capability'
import type { Side } from '@/lib/access/policy'
import { CLIP_TEXT_MOST, type Clip, type ClipElement, clipSchema, relationFor } from '@/lib/case/clip'
import { command, done, elementId } from '@/lib/case/command'
import { facetOf, fieldsOf, isFacet, problemWith } from '@/lib/case/fields'
import { namesInUse, ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { Writer } from '@/lib/case/write'
import { type CaseGraph, type Element, reaches, relationKey } from '@/lib/gsn/graph'
import { KINDS, mayRelate } from '@/lib/gsn/kinds'
import { type Refusal, refuse } from '@/lib/gsn/outcome'

/** The place of a new element: what it is called by, and where it belongs. */
interface Seat {
  readonly id: string
  readonly name: string
  readonly role?: string
  readonly capability?: string
}

/**
 * [CLP3] Puts a copied branch into the case, below an element or beside the argument. All names are new, also against
 * the bin; what the pattern asks for below that element keeps its role, everything else becomes free elements.
 */
const pasteBranch = command({
  args: z.object({ clip: clipSchema, under: elementId.optional(), capability: z.string().max(16).optional() }),
  server: true,
  did: 'pasted a branch',
  run(doc: Y.Doc, { clip, under, capability }, context) {
    const graph = readCase(doc)
    const parent = under === undefined ? undefined : graph.elements.get(under)
    if (under !== undefined && parent === undefined) {
      return refuse('element-absent', 'The element to paste below is not in the case any more. Choose another one.')
    }
    const problem = problemWithClip(clip) ?? problemBelow(clip, parent)
    if (problem !== undefined) return { ok: false, refusal: problem }
    return done(doc, 'paste-branch', context, (writer) => {
      const seats = seatAll(graph, clip, parent, parent?.capability ?? capability, context.ids)
      for (const element of clip.elements) put(writer, element, seats.get(element.key)!, context.side)
      const places = new Map<string, number>()
      for (const { from, type, to } of clip.relations) {
        const place = (places.get(from) ?? 0) + 1
        places.set(from, place)
        writer.relate(seats.get(from)!.id, type, seats.get(to)!.id, orderKey(place * ORDER_STEP))
      }
      if (parent !== undefined) hang(graph, writer, clip, parent, seats)
    })
  },
})

/** What makes a clip unsound in itself: [GSN1] [GSN2] [GSN3] hold for what comes in as for what is drawn. */
function problemWithClip(clip: Clip): Refusal | undefined {
  const kinds = new Map(clip.elements.map((element) => [element.key, element.kind]))
  const known = (key: string) => kinds.has(key)
  if (kinds.size !== clip.elements.length || !clip.roots.every(known)) {
    return refuse('clip-unsound', 'What is to be pasted is not a whole branch. Copy it again.').refusal
  }
  const below = new Map<string, string[]>()
  for (const { from, type, to } of clip.relations) {
    const [a, b] = [kinds.get(from), kinds.get(to)]
    if (a === undefined || b === undefined || !mayRelate(a, type, b)) {
      return refuse('relation-illegal', 'What is to be pasted holds a relation that GSN does not allow.', {
        rule: 'GSN1',
      }).refusal
    }
    if (type !== 'supportedBy') continue
    if (reaches(below, to, from)) {
      return refuse('relation-circular', 'What is to be pasted rests on itself.', { rule: 'GSN3' }).refusal
    }
    below.set(from, [...(below.get(from) ?? []), to])
  }
  let length = 0
  for (const { statement, texts, narrative } of clip.elements) {
    length += statement.length
    for (const text of [...Object.values(texts), ...narrative]) length += text.length
  }
  if (length <= CLIP_TEXT_MOST) return undefined
  return refuse('clip-too-large', 'There is too much text in this branch to paste it at once. Copy a smaller one.')
    .refusal
}

function problemBelow(clip: Clip, parent: Element | undefined): Refusal | undefined {
  if (parent === undefined) return undefined
  for (const root of clip.roots) {
    const kind = clip.elements.find((element) => element.key === root)?.kind
    if (kind === undefined || relationFor(parent.kind, kind) !== undefined) continue
    const [a, b] = [KINDS[kind].word.toLowerCase(), KINDS[parent.kind].word.toLowerCase()]
    const message = `A ${a} cannot stand below a ${b}. Select another element, or nothing, and paste again.`
    return refuse('relation-illegal', message, { rule: 'GSN1' }).refusal
  }
  return undefined
}

/** Gives every element of a clip its id, name and place, those above before those below. */
function seatAll(
  graph: CaseGraph,
  clip: Clip,
  parent: Element | undefined,
  capability: string | undefined,
  ids: () => string,
): Map<string, Seat> {
  const names = namesInUse(graph)
  const elements = new Map(clip.elements.map((element) => [element.key, element]))
  const seats = new Map<string, Seat>()
  const take = (name: string) => {
    names.add(name)
    return name
  }
  const count = (prefix: string) => {
    let next = 1
    for (const name of names) {
      const rest = name.startsWith(prefix) ? name.slice(prefix.length) : ''
      if (/^\d{1,9}$/.test(rest)) next = Math.max(next, Number(rest) + 1)
    }
    return take(`${prefix}${next}`)
  }
  const seat = (key: string, above: { role?: string; name: string } | undefined) => {
    const element = elements.get(key)
    if (element === undefined || seats.has(key)) return
    const role = roleBelow(above?.role, element)
    const free = `${KINDS[element.kind].prefix}${capability === undefined ? '' : `-${capability}-`}`
    let name: string
    if (role === undefined || above?.role === undefined) name = count(free)
    else {
      const own = `${role.name}${endOf(above.name, above.role)}`
      name = role.many || names.has(own) ? count(`${own}-`) : take(own)
    }
    seats.set(key, { id: ids(), name, role: role?.name, capability })
    for (const { from, to } of clip.relations) if (from === key) seat(to, { role: role?.name, name })
  }
  for (const root of clip.roots) seat(root, parent)
  for (const key of elements.keys()) seat(key, undefined)
  return seats
}

/** The role that an element keeps below another one: one that the pattern has there and that may stand several times. */
function roleBelow(
  above: string | undefined,
  { role, kind }: ClipElement,
): { name: string; many: boolean } | undefined {
  if (above === undefined || role === undefined) return undefined
  const spec = PATTERN.elements.find((each) => each.role === role)
  const relation = PATTERN.relations.find((each) => each.from === above && each.to === role)
  if (spec === undefined || relation === undefined || spec.kind !== kind) return undefined
  if (spec.scope === 'case' || spec.scope === 'capability') return undefined
  return { name: role, many: relation.count.max === 'many' }
}

/** The part of a pattern's name after its role; only proposes new names. */
function endOf(name: string, role: string): string {
  return name.startsWith(`${role}-`) ? name.slice(role.length) : `-${name}`
}

function put(writer: Writer, element: ClipElement, { id, name, role, capability }: Seat, side: Side | undefined): void {
  const facet = isFacet(element.facet) ? element.facet : undefined
  const scalars = { kind: element.kind, role, capability, name, facet: facet ?? facetOf({ kind: element.kind }) }
  const undeveloped = element.undeveloped && KINDS[element.kind].supportedBy.length > 0 ? true : undefined
  writer.create(id, { ...scalars, undeveloped }, element.statement)
  const fields = fieldsOf(facetOf({ kind: element.kind, facet }))
  for (const [field, value] of Object.entries(element.fields)) {
    const row = Object.hasOwn(fields, field) ? fields[field] : undefined
    // What only the other side or the server may say is not said by pasting.
    if (row === undefined || row.type === 'text' || row.server === true) continue
    if ((row.only !== undefined && row.only !== side) || problemWith(row, value) !== undefined) continue
    writer.set(id, field, value)
  }
  for (const [field, text] of Object.entries(element.texts)) {
    const row = Object.hasOwn(fields, field) ? fields[field] : undefined
    if (row?.type !== 'text' || row.server === true || (row.only !== undefined && row.only !== side)) continue
    writer.setText(id, field, text)
  }
  if (element.narrative.length > 0) writer.appendParagraphs(id, element.narrative)
}

/** Hangs the roots below the element they were pasted at, after what is there. */
function hang(graph: CaseGraph, writer: Writer, clip: Clip, parent: Element, seats: ReadonlyMap<string, Seat>): void {
  let order = orderAfter(graph, parent.id)
  for (const root of clip.roots) {
    const kind = clip.elements.find((element) => element.key === root)!.kind
    const type = relationFor(parent.kind, kind)
    if (type === undefined) continue
    if (type === 'supportedBy' && parent.undeveloped) writer.set(parent.id, 'undeveloped', false)
    writer.relate(parent.id, type, seats.get(root)!.id, order)
    order = orderKey(Number.parseInt(order, 36) + ORDER_STEP)
    // With a risk, the log that says that there is none to treat no longer stands (choice of the pattern).
    if (seats.get(root)?.role !== 'C7') continue
    const log = { from: parent.id, type: 'supportedBy' as const, to: `Sn1-${parent.capability ?? ''}` }
    if (graph.relations.some((relation) => relationKey(relation) === relationKey(log))) {
      writer.unrelate(relationKey(log))
    }
  }
}

/** Pasting hands out names, so it runs under the case's lock. */
export const PASTE_COMMANDS = { 'paste-branch': pasteBranch } as const
