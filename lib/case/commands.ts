import type * as Y from 'yjs'
import { z } from 'zod'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { compareKeys, type Relation, reaches, relationKey } from '@/lib/gsn/graph'
import { KIND_NAMES, KINDS, type Kind, mayBeUndeveloped, mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { restsOn } from '@/lib/gsn/module'
import { type Outcome, type Refusal, refuse } from '@/lib/gsn/outcome'
import { type CommandContext, type CommandResult, command, done, elementId } from './command'
import { facetOf, fieldsOf, problemWith, TEXT_MAX } from './fields'
import { namesInUse, nextName, ORDER_STEP, orderAfter, orderBetween, orderKey } from './names'
import { whyNotWrite } from './only-side'
import { readCase } from './read'
import { nodesOf } from './ydoc'

const relationType = z.enum(['supportedBy', 'inContextOf'])

/** The refusal of a command about an element that is gone. */
export function absent(id: ElementId) {
  return refuse('element-absent', 'This element is not in the case any more. Reload to see what is there.', { id })
}

/** [GSN1] [GSN2] [GSN3] Why a relation may not be drawn; undefined when it may. Writing is strict. */
export function whyNotRelate(
  graph: CaseGraph,
  from: ElementId,
  type: RelationType,
  to: ElementId,
): Refusal | undefined {
  const source = graph.elements.get(from)
  const target = graph.elements.get(to)
  if (source === undefined || target === undefined) return absent(source === undefined ? from : to).refusal
  if (!mayRelate(source.kind, type, target.kind)) {
    const [a, b] = [KINDS[source.kind].word.toLowerCase(), KINDS[target.kind].word.toLowerCase()]
    const verb = type === 'supportedBy' ? 'rest on' : 'stand in the context of'
    return refuse('relation-illegal', `A ${a} cannot ${verb} a ${b}. Choose another element.`, { rule: 'GSN1' }).refusal
  }
  const elsewhere = whyNotUnder(source, type, target.kind)
  if (elsewhere !== undefined) return elsewhere
  if (type === 'supportedBy' && reaches(supportMap(graph), to, from)) {
    const message = 'This would make the argument rest on itself. Choose an element that does not already rest on it.'
    return refuse('relation-circular', message, { rule: 'GSN3' }).refusal
  }
  return undefined
}

function supportMap(graph: CaseGraph): Map<ElementId, readonly ElementId[]> {
  return new Map([...graph.elements.keys()].map((id) => [id, restsOn(graph, id)]))
}

/** Why nothing of a kind can be put below an element; undefined when it can. [GSN1] [GSN2] [GSN13] */
export function whyNotUnder(parent: Element, type: RelationType, kind: Kind): Refusal | undefined {
  if (parent.away !== undefined) {
    const message = `${parent.name} stands in for an element of another module and is argued there. Go to that one.`
    return refuse('away-closed', message, { rule: 'GSN13', element: parent.away }).refusal
  }
  if (mayRelate(parent.kind, type, kind)) return undefined
  const [a, b] = [KINDS[parent.kind].word.toLowerCase(), KINDS[kind].word.toLowerCase()]
  return refuse('relation-illegal', `A ${b} cannot stand under a ${a}. Choose another kind.`, { rule: 'GSN1' }).refusal
}

const addElement = command({
  args: z.object({
    kind: z.enum(KIND_NAMES),
    statement: z.string().max(TEXT_MAX).default(''),
    capability: z.string().max(16).optional(),
    /** The element that the new one supports or gives context to. */
    under: elementId.optional(),
    /** The sibling to stand before; absent = at the end. */
    before: elementId.optional(),
  }),
  server: false,
  did: 'added an element',
  run(doc, args, context) {
    const graph = readCase(doc)
    const parent = args.under === undefined ? undefined : graph.elements.get(args.under)
    if (args.under !== undefined && parent === undefined) return absent(args.under)
    const type: RelationType = mayRelate(parent?.kind ?? 'goal', 'supportedBy', args.kind)
      ? 'supportedBy'
      : 'inContextOf'
    const refusal = parent === undefined ? undefined : whyNotUnder(parent, type, args.kind)
    if (refusal !== undefined) return { ok: false, refusal }
    const id = context.ids()
    const capability = args.capability ?? parent?.capability
    const prefix = capability === undefined ? KINDS[args.kind].prefix : `${KINDS[args.kind].prefix}-${capability}-`
    return done(doc, 'add-element', context, (writer) => {
      const scalars = {
        kind: args.kind,
        capability,
        name: nextName(graph, prefix),
        facet: args.kind === 'solution' ? 'evidence' : undefined,
      }
      writer.create(id, scalars, args.statement)
      if (parent === undefined) return
      if (parent.undeveloped && type === 'supportedBy') writer.set(parent.id, 'undeveloped', false)
      for (const [sibling, order] of placesWith(graph, parent.id, type, id, args.before)) {
        writer.relate(parent.id, type, sibling, order)
      }
    })
  },
})

const setField = command({
  args: z.object({ element: elementId, field: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
  server: false,
  did: 'changed a field',
  run(doc, { element: id, field: name, value }, context) {
    const element = readCase(doc).elements.get(id)
    if (element === undefined) return absent(id)
    const fields = fieldsOf(facetOf(element))
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) return refuse('field-unknown', `This element has no field called "${name}".`)
    const theirs = whyNotWrite(field, context.side)
    if (theirs !== undefined) return { ok: false, refusal: theirs }
    const problem = problemWith(field, value)
    if (problem !== undefined) return refuse('field-invalid', problem, { field: name })
    return done(doc, 'set-field', context, (writer) => writer.set(id, name, value))
  },
})

const setText = command({
  args: z.object({ element: elementId, field: z.string().default('statement'), text: z.string().max(TEXT_MAX) }),
  server: false,
  did: 'rewrote a text',
  run(doc, { element: id, field: name, text }, context) {
    const element = readCase(doc).elements.get(id)
    if (element === undefined) return absent(id)
    if (name === 'statement' && element.away !== undefined) {
      const message = `${element.name} says what the element says that it stands in for. Reword that one.`
      return refuse('away-closed', message, { rule: 'GSN13', element: element.away })
    }
    const fields = fieldsOf(facetOf(element))
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (name !== 'statement' && field?.type !== 'text') {
      return refuse('field-unknown', `This element has no text called "${name}".`)
    }
    const theirs = name === 'statement' || field === undefined ? undefined : whyNotWrite(field, context.side)
    if (theirs !== undefined) return { ok: false, refusal: theirs }
    return done(doc, 'set-text', context, (writer) => writer.setText(id, name, text))
  },
})

const appendNarrative = command({
  args: z.object({ element: elementId, paragraphs: z.array(z.string().max(TEXT_MAX)).min(1).max(200) }),
  server: false,
  did: 'wrote in a narrative',
  run(doc, { element: id, paragraphs }, context) {
    if (!readCase(doc).elements.has(id)) return absent(id)
    return done(doc, 'append-narrative', context, (writer) => writer.appendParagraphs(id, paragraphs))
  },
})

const markUndeveloped = command({
  args: z.object({ element: elementId, undeveloped: z.boolean() }),
  server: false,
  did: 'marked a claim',
  run(doc, { element: id, undeveloped }, context) {
    const graph = readCase(doc)
    const element = graph.elements.get(id)
    if (element === undefined) return absent(id)
    if (undeveloped && !mayBeUndeveloped(element.kind)) {
      return refuse('mark-illegal', 'Only claims and strategies can be left undeveloped.', { rule: 'GSN5' })
    }
    if (undeveloped && element.away !== undefined) {
      const message = `${element.name} is developed in another module, not here.`
      return refuse('mark-illegal', message, { rule: 'GSN13' })
    }
    if (undeveloped && graph.supports(id).length > 0) {
      const message = 'This already rests on something, so it is not undeveloped. Remove what is below it first.'
      return refuse('mark-illegal', message, { rule: 'GSN5' })
    }
    return done(doc, 'mark-undeveloped', context, (writer) => writer.set(id, 'undeveloped', undeveloped))
  },
})

const relation = z.object({ from: elementId, type: relationType, to: elementId })

const relate = command({
  args: relation,
  server: false,
  did: 'connected two elements',
  run(doc, { from, type, to }, context) {
    const graph = readCase(doc)
    const refusal = whyNotRelate(graph, from, type, to)
    if (refusal !== undefined) return { ok: false, refusal }
    return done(doc, 'relate', context, (writer) => {
      if (type === 'supportedBy' && graph.elements.get(from)?.undeveloped) writer.set(from, 'undeveloped', false)
      writer.relate(from, type, to, orderAfter(graph, from))
    })
  },
})

const unrelate = command({
  args: relation,
  server: false,
  did: 'disconnected two elements',
  run(doc, args, context) {
    return done(doc, 'unrelate', context, (writer) => writer.unrelate(relationKey(args)))
  },
})

const move = command({
  args: relation.extend({
    /** The new parent; the same one to change only the place among the siblings. */
    under: elementId,
    /** The sibling to stand before; absent = at the end. */
    before: elementId.optional(),
  }),
  server: false,
  did: 'moved an element',
  run(doc, { from, type, to, under, before }, context) {
    const graph = readCase(doc)
    const refusal = from === under ? whyNotReorder(graph, { from, type, to }) : whyNotRelate(graph, under, type, to)
    if (refusal !== undefined) return { ok: false, refusal }
    return done(doc, 'move', context, (writer) => {
      if (from !== under) writer.unrelate(relationKey({ from, type, to }))
      for (const [sibling, order] of placesWith(graph, under, type, to, before))
        writer.relate(under, type, sibling, order)
    })
  },
})

function whyNotReorder(graph: CaseGraph, wanted: Pick<Relation, 'from' | 'type' | 'to'>): Refusal | undefined {
  const key = relationKey(wanted)
  if (graph.relations.some((relation) => relationKey(relation) === key)) return undefined
  return refuse('relation-absent', 'These two are not connected any more. Reload to see what is there.').refusal
}

/** The order keys to write so that `to` stands before `before`: its own, or all siblings' when no gap is left. */
function placesWith(
  graph: CaseGraph,
  under: ElementId,
  type: RelationType,
  to: ElementId,
  before: ElementId | undefined,
): [ElementId, string][] {
  const siblings = graph.relations
    .filter((relation) => relation.from === under && relation.type === type && relation.to !== to)
    .sort((a, b) => compareKeys(a.order, b.order) || compareKeys(relationKey(a), relationKey(b)))
  const at = siblings.findIndex((sibling) => sibling.to === before)
  if (at < 0) return [[to, orderAfter(graph, under)]]
  const [low, high] = [siblings[at - 1]?.order, siblings[at]?.order]
  const order = orderBetween(low, high)
  if (order !== low && order !== high) return [[to, order]]
  const inOrder = siblings.map((sibling) => sibling.to)
  inOrder.splice(at, 0, to)
  return inOrder.map((id, index) => [id, orderKey((index + 1) * ORDER_STEP)])
}

const deleteElement = command({
  args: z.object({
    element: elementId,
    /** Also everything that only this element rests on or stands in context of. */
    branch: z.boolean().default(false),
  }),
  server: false,
  did: 'moved to the bin',
  run(doc, { element: id, branch }, context) {
    const graph = readCase(doc)
    const element = graph.elements.get(id)
    if (element === undefined) return absent(id)
    if (element.role === 'C1') return refuse('element-needed', 'The top claim heads the case and stays.', { id })
    return done(doc, 'delete-element', context, (writer) => {
      for (const each of branch ? ownBranch(graph, id) : [id]) writer.set(each, 'deleted', true)
    })
  },
})

/** The element and everything below it that nothing outside the branch uses. */
export function ownBranch(graph: CaseGraph, id: ElementId): ElementId[] {
  const taken = new Set<ElementId>([id])
  for (let grew = true; grew; ) {
    grew = false
    for (const each of [...taken]) {
      for (const below of [...graph.supports(each), ...graph.contexts(each)]) {
        const users = [...graph.supporterOf(below), ...graph.contextOf(below)]
        if (!taken.has(below) && users.every((user) => taken.has(user))) {
          taken.add(below)
          grew = true
        }
      }
    }
  }
  return [...taken]
}

const restoreElement = command({
  args: z.object({ element: elementId }),
  server: false,
  did: 'took back from the bin',
  run(doc, { element: id }, context) {
    if (!nodesOf(doc).has(id)) return absent(id)
    return done(doc, 'restore-element', context, (writer) => writer.set(id, 'deleted', false))
  },
})

const rename = command({
  args: z.object({ element: elementId, name: z.string().trim().min(1).max(100) }),
  server: false,
  did: 'renamed an element',
  run(doc, { element: id, name }, context): Outcome<CommandResult> {
    const graph = readCase(doc)
    const element = graph.elements.get(id)
    if (element === undefined) return absent(id)
    if (element.name !== name && namesInUse(graph).has(name)) {
      return refuse('name-taken', `Another element is already called ${name}. Choose another name.`, { rule: 'GSN4' })
    }
    return done(doc, 'rename', context, (writer) => writer.set(id, 'name', name))
  },
})

const nudge = command({
  args: z.object({
    element: elementId,
    dx: z.int().min(-100_000).max(100_000),
    dy: z.int().min(-100_000).max(100_000),
  }),
  server: false,
  did: 'moved a shape',
  run(doc: Y.Doc, { element: id, dx, dy }, context: CommandContext) {
    if (!nodesOf(doc).has(id)) return absent(id)
    return done(doc, 'nudge', context, (writer) => writer.nudge(id, { dx, dy }))
  },
})

/** The commands on any GSN argument, by name. They may run in the browser's own copy: nothing in them clashes. */
export const CASE_COMMANDS = {
  'add-element': addElement,
  'set-field': setField,
  'set-text': setText,
  'append-narrative': appendNarrative,
  'mark-undeveloped': markUndeveloped,
  relate,
  unrelate,
  move,
  'delete-element': deleteElement,
  'restore-element': restoreElement,
  rename,
  nudge,
} as const
