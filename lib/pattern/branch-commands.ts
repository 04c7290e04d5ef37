import { z } from 'zod'
import type { Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import { type CommandContext, type CommandResult, command, done, elementId } from '@/lib/case/command'
import { absent, whyNotUnder } from '@/lib/case/commands'
import { TEXT_MAX } from '@/lib/case/fields'
import { nextName } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { Writer } from '@/lib/case/write'
import { digestOf } from '@/lib/gsn/digest'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { branchesOf, standing, takeBranch, whyNotTake } from './choose'
import { elementOf, type Growth, growElement, isSingleton, relateOnce } from './grow'
import { patternOf } from './pattern-of'
import { problemWithValues, writeValues } from './values'

const text = z.string().max(TEXT_MAX)

interface Place {
  readonly graph: CaseGraph
  readonly parent: Element
  readonly pattern: Pattern
  readonly relation: PatternRelation
}

/** Finds the relation of the pattern by which a role stands below an element. */
function placeFor(graph: CaseGraph, id: ElementId, role: string): Outcome<Place> {
  const parent = graph.elements.get(id)
  if (parent === undefined) return absent(id)
  const pattern = patternOf(graph, parent)
  if (pattern === undefined) {
    const message = `The pattern of ${parent.name} is not in this case. Load it again, then grow the branch.`
    return refuse('pattern-absent', message, { pattern: parent.pattern })
  }
  const relation = pattern.relations.find(({ from, to }) => from === parent.role && to === role)
  if (relation === undefined) {
    return refuse('role-unknown', `The pattern has no ${role} below ${parent.name}. Add a free element instead.`)
  }
  return ok({ graph, parent, pattern, relation })
}

function growthAt({ graph, parent, pattern }: Place, writer: Writer, context: CommandContext, suffix: string): Growth {
  const own = { pattern, graph, writer, ids: context.ids, capability: parent.capability, suffix, words: {} }
  if (parent.pattern === undefined) return own
  // The same for everybody who grows it in this state: two at once make one.
  const idFor = (role: string) => digestOf(['branch', parent.id, role, suffix]).slice(0, 24)
  return { ...own, brought: { pattern: parent.pattern, idFor } }
}

/** The part of a pattern's name after its role; for a renamed element a name of its own. Only proposes new names. */
export function endOf(name: string, role: string): string {
  return role !== '' && name.startsWith(`${role}-`) ? name.slice(role.length) : role === name ? '' : `-${name}`
}

function nothingNew(created: readonly ElementId[]): Outcome<CommandResult> {
  return ok({ created, changes: [] })
}

/** The instance below the parent that has the same values in the fields by which the pattern tells instances apart. */
function sameInstance({ graph, parent, pattern, relation }: Place, values: Readonly<Record<string, unknown>>) {
  const key = elementOf(pattern, relation.to).key ?? []
  if (key.length === 0 || key.every((name) => values[name] === undefined || values[name] === '')) return undefined
  const says = (value: unknown) => (value === undefined ? '' : String(value).trim().toLowerCase())
  return standing(graph, parent, relation).find((id) => {
    const element = graph.elements.get(id)
    return (
      element !== undefined &&
      key.every((name) => says(element.fields[name] ?? element.texts[name]) === says(values[name]))
    )
  })
}

const growBranch = command({
  args: z.object({
    /** The element of the pattern below which the branch stands. */
    parent: elementId,
    /** The role of the branch's first element, such as `C8`. */
    role: z.string().max(16),
    statement: text.optional(),
    /** Facet values of the first element, texts included. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  }),
  server: true,
  did: 'grew a branch from the pattern',
  run(doc, { parent: parentId, role, statement, values }, context) {
    const graph = readCase(doc)
    const found = placeFor(graph, parentId, role)
    if (!found.ok) return found
    const { parent, pattern, relation } = found.value
    const row = elementOf(pattern, role)
    const illegal = whyNotUnder(parent, relation.type, row.kind)
    if (illegal !== undefined) return { ok: false, refusal: illegal }
    const problem = problemWithValues(row.facet, values, context.side)
    if (problem !== undefined) return { ok: false, refusal: problem }
    const there = standing(graph, parent, relation)
    const same = sameInstance(found.value, values)
    if (same !== undefined) return nothingNew([same])
    if (isSingleton(row) && there.length > 0) return nothingNew(there)
    if (relation.count.max !== 'many' && there.length >= relation.count.max) {
      const message = `${parent.name} has ${relation.count.max} ${row.word} already, and the pattern has no more.`
      return refuse('pattern-full', message, { rule: 'PAT2', there })
    }
    const taken = otherBranches(found.value)
    if (taken.length > 0) {
      const names = taken.map((id) => graph.elements.get(id)?.name ?? id).join(', ')
      return refuse('choice-taken', `${parent.name} rests on ${names}, which excludes this. Decide that first.`, {
        taken,
      })
    }
    return done(doc, 'grow-branch', context, (writer) => {
      const above = endOf(parent.name, parent.role ?? '')
      const numbered = !isSingleton(row) && row.scope !== elementOf(pattern, parent.role ?? '').scope
      const suffix = numbered ? nextName(graph, `${role}${above}-`).slice(role.length) : above
      const growth = growthAt(found.value, writer, context, suffix)
      const id = growElement(growth, role, statement?.trim() ? { statement } : {})
      relateOnce(growth, parent.id, relation, id)
      if (parent.undeveloped && relation.type === 'supportedBy') writer.set(parent.id, 'undeveloped', false)
      writeValues(writer, id, row.facet, values)
    })
  },
})

/** What stands in other branches of the same choice, beyond how many may be taken together. */
function otherBranches({ graph, parent, pattern, relation }: Place): readonly ElementId[] {
  if (relation.choice === undefined || standing(graph, parent, relation).length > 0) return []
  const others = branchesOf(pattern, relation).filter((each) => each !== relation)
  const taken = others.flatMap((each) => standing(graph, parent, each).slice(0, 1))
  return taken.length >= (relation.take ?? 1) ? taken : []
}

const chooseBranch = command({
  args: z.object({
    /** The element whose pattern leaves a choice. */
    element: elementId,
    /** The role of the branch to take. */
    role: z.string().max(16),
    /** Why, where the pattern asks for a reason. */
    reason: text.optional(),
  }),
  server: true,
  did: 'chose a branch of the pattern',
  run(doc, { element: id, role, reason }, context) {
    const graph = readCase(doc)
    const found = placeFor(graph, id, role)
    if (!found.ok) return found
    const { parent, pattern, relation } = found.value
    if (relation.choice === undefined) {
      return refuse('no-choice', `The pattern leaves no choice between ${role} and something else here.`)
    }
    if ((relation.take ?? 1) > 1) {
      const message = `The pattern takes ${relation.take} of these branches. Grow each one that you take.`
      return refuse('no-choice', message)
    }
    const suffix = endOf(parent.name, parent.role ?? '')
    const refusal = whyNotTake(graph, pattern, parent, relation, suffix, reason)
    if (refusal !== undefined) return { ok: false, refusal }
    return done(doc, 'choose-branch', context, (writer) => {
      takeBranch(growthAt(found.value, writer, context, suffix), parent, relation, reason)
    })
  },
})

/** Growing and choosing whatever a pattern has, by its data alone. */
export const BRANCH_COMMANDS = { 'grow-branch': growBranch, 'choose-branch': chooseBranch } as const
