import type * as Y from 'yjs'
import { z } from 'zod'
import { SECURITY_CAPABILITY as PATTERN } from '@/catalog/patterns/security-capability'
import { isParameterKey } from '@/catalog/terms/parameters'
import { LIFE_CYCLE_STAGES, type ResponsibilityTopic, TOPIC_GROUPS, TOPICS, topicById } from '@/catalog/terms/topics'
import { type CommandContext, command, done, elementId } from '@/lib/case/command'
import { parameterField, stageField } from '@/lib/case/facets/term'
import { fieldsOf, problemWith, TEXT_MAX } from '@/lib/case/fields'
import { nextName, ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { Writer } from '@/lib/case/write'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'
import { type Refusal, refuse } from '@/lib/gsn/outcome'
import { elementOf } from '@/lib/pattern/grow'
import { isTerm, TERMS_CLAIM, termIdOf } from './read'

const text = z.string().max(TEXT_MAX)
const topicId = z.enum(TOPICS.map(({ id }) => id) as [string, ...string[]])
const stageId = z.enum(LIFE_CYCLE_STAGES.map(({ id }) => id) as [string, ...string[]])

/** A term in one's own words. */
const ownTerm = z.object({
  title: z.string().trim().min(1).max(300),
  group: z.enum(TOPIC_GROUPS as unknown as [string, ...string[]]).optional(),
  shareMdm: text.default(''),
  shareHdo: text.default(''),
  stages: z.array(stageId).max(LIFE_CYCLE_STAGES.length).default([]),
})

/** The claim that carries the terms, made or brought back when the first term comes. */
function ensureClaim(graph: CaseGraph, writer: Writer): void {
  const there = graph.elements.has(TERMS_CLAIM) || writer.created.includes(TERMS_CLAIM)
  if (graph.bin.has(TERMS_CLAIM)) writer.set(TERMS_CLAIM, 'deleted', false)
  else if (!there) {
    const { kind, role, statement } = elementOf(PATTERN, TERMS_CLAIM)
    writer.create(TERMS_CLAIM, { kind, role, name: TERMS_CLAIM }, statement)
  } else return
  const root = graph.rootId
  if (root !== undefined) relateOnce(graph, writer, root, TERMS_CLAIM, orderAfter(graph, root))
}

function relateOnce(graph: CaseGraph, writer: Writer, from: string, to: string, order: string): void {
  const key = relationKey({ from, type: 'supportedBy', to })
  if (!graph.relations.some((relation) => relationKey(relation) === key)) writer.relate(from, 'supportedBy', to, order)
}

/**
 * [TRM1] The term of a topic: made with the library's words, brought back from the bin, or left as it stands.
 * @param place  its place among the terms, by the number of the topic: the order is the same whoever adds first
 */
function ensureTopic(graph: CaseGraph, writer: Writer, topic: ResponsibilityTopic): void {
  const id = termIdOf(topic.id)
  if (graph.bin.has(id)) writer.set(id, 'deleted', false)
  else if (!graph.elements.has(id) && !writer.created.includes(id)) {
    const { kind, facet } = elementOf(PATTERN, 'R')
    const stages = Object.fromEntries(topic.stages.map((stage) => [stageField(stage), true]))
    const scalars = { kind, role: 'R', name: id, facet, topic: topic.id, termGroup: topic.group, ...stages }
    writer.create(id, scalars, statementFor(topic.topic))
    writer.setText(id, 'shareMdm', topic.mdm)
    writer.setText(id, 'shareHdo', topic.hdo)
  }
  relateOnce(graph, writer, TERMS_CLAIM, id, orderKey((TOPICS.indexOf(topic) + 1) * ORDER_STEP))
}

/** The claim of a term: `Responsibilities for backup and restore are agreed`. */
export function statementFor(title: string): string {
  // An abbreviation keeps its capitals.
  const inside = /^[A-Z][a-z]/.test(title) ? `${title[0]?.toLowerCase()}${title.slice(1)}` : title
  return `Responsibilities for ${inside} are agreed`
}

const noCase = () =>
  refuse(
    'case-empty',
    'The case has no top claim yet. Grow it from the pattern or add a claim; then terms can be added.',
  )

const addTerms = command({
  args: z.object({
    /** Topics of the library; one that is there already stays as it is. */
    topics: z.array(topicId).max(TOPICS.length).default([]),
    own: z.array(ownTerm).max(50).default([]),
  }),
  server: true,
  did: 'added responsibility terms',
  run(doc, { topics, own }, context) {
    const graph = readCase(doc)
    if (topics.length + own.length === 0) {
      return refuse('arguments-invalid', 'Choose at least one topic, or write a term of your own.')
    }
    if (graph.rootId === undefined) return noCase()
    return done(doc, 'add-terms', context, (writer) => {
      ensureClaim(graph, writer)
      for (const each of topics) {
        const topic = topicById(each)
        if (topic !== undefined) ensureTopic(graph, writer, topic)
      }
      const first = Number(nextName(graph, 'R-OWN-').slice('R-OWN-'.length))
      own.forEach((term, index) => {
        const id = context.ids()
        const { kind, facet } = elementOf(PATTERN, 'R')
        const stages = Object.fromEntries(term.stages.map((stage) => [stageField(stage as never), true]))
        const name = `R-OWN-${first + index}`
        writer.create(
          id,
          { kind, role: 'R', name, facet, termTitle: term.title, termGroup: term.group, ...stages },
          statementFor(withoutBraces(term.title)),
        )
        if (term.shareMdm !== '') writer.setText(id, 'shareMdm', term.shareMdm)
        if (term.shareHdo !== '') writer.setText(id, 'shareHdo', term.shareHdo)
        writer.relate(TERMS_CLAIM, 'supportedBy', id, orderKey((TOPICS.length + first + index) * ORDER_STEP))
      })
    })
  },
})

/** Braces in a statement are a placeholder of the pattern, which a title is not. */
function withoutBraces(title: string): string {
  return title.replaceAll(/[{}]/g, '').trim() || 'our own topic'
}

const dropTerm = command({
  args: z
    .object({
      /** A term of the case, or ... */
      term: elementId.optional(),
      /** ... a topic of the library that is not chosen at all: it is recorded as dropped. */
      topic: topicId.optional(),
      reason: z.string().trim().max(TEXT_MAX),
    })
    .refine(({ term, topic }) => (term === undefined) !== (topic === undefined), 'Name either a term or a topic.'),
  server: true,
  did: 'dropped a responsibility term',
  run(doc, { term, topic, reason }, context) {
    const graph = readCase(doc)
    if (reason === '') {
      return refuse(
        'reason-missing',
        'Say why this topic is dropped: the other side reads the reason and agrees to it.',
      )
    }
    const known = topicById(topic)
    const id = known === undefined ? (term ?? '') : termIdOf(known.id)
    if (known === undefined) {
      const missing = whyNoTerm(graph, id)
      if (missing !== undefined) return { ok: false, refusal: missing }
    } else if (graph.rootId === undefined) return noCase()
    return done(doc, 'drop-term', context, (writer) => {
      if (known !== undefined) {
        ensureClaim(graph, writer)
        ensureTopic(graph, writer, known)
      }
      writer.set(id, 'dropped', true)
      writer.setText(id, 'dropReason', reason)
    })
  },
})

const restoreTerm = command({
  args: z.object({ term: elementId }),
  server: false,
  did: 'took a responsibility term up again',
  run(doc, { term }, context) {
    const missing = whyNoTerm(readCase(doc), term)
    if (missing !== undefined) return { ok: false, refusal: missing }
    // The reason stays in the document: whoever drops the term again finds it.
    return done(doc, 'restore-term', context, (writer) => writer.set(term, 'dropped', false))
  },
})

const setParameter = command({
  args: z.object({ term: elementId, key: z.string().max(60), value: z.union([z.string(), z.number()]) }),
  server: false,
  did: 'filled a parameter',
  run(doc: Y.Doc, { term, key, value }, context: CommandContext): ReturnType<typeof done> {
    const missing = whyNoTerm(readCase(doc), term)
    if (missing !== undefined) return { ok: false, refusal: missing }
    const field = isParameterKey(key) ? fieldsOf('term')[parameterField(key)] : undefined
    if (!isParameterKey(key) || field === undefined) {
      return refuse('field-unknown', `There is no parameter called "${key.slice(0, 40)}".`)
    }
    const problem = problemWith(field, value)
    if (problem !== undefined) return refuse('field-invalid', problem, { field: key })
    return done(doc, 'set-parameter', context, (writer) => writer.set(term, parameterField(key), value))
  },
})

function whyNoTerm(graph: CaseGraph, id: string): Refusal | undefined {
  const element: Element | undefined = graph.elements.get(id)
  if (element !== undefined && isTerm(element)) return undefined
  const message = 'This responsibility term is not in the case any more. Reload to see what is there.'
  return refuse('element-absent', message, { id }).refusal
}

/** The commands on responsibility terms. Those that make elements run under the case's lock. */
export const TERM_COMMANDS = {
  'add-terms': addTerms,
  'drop-term': dropTerm,
  'restore-term': restoreTerm,
  'set-parameter': setParameter,
} as const
