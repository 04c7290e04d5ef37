import type { Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import { type Facet, fieldsOf, problemWith } from '@/lib/case/fields'
import { PATTERN_MAX, patternSchema } from '@/lib/case/pattern-json'
import { mayRelate } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** What is wrong with a pattern, and where in its file: `relations.3.to`. */
export interface PatternProblem {
  readonly path: string
  readonly message: string
}

/**
 * [PTN2] Reads a pattern from the text of a file.
 * @returns the pattern, or the refusal `pattern-invalid` whose details list every problem with its path
 */
export function readPatternFile(text: string): Outcome<Pattern> {
  if (text.length > PATTERN_MAX) {
    return refuse('pattern-invalid', `A pattern file holds at most ${PATTERN_MAX.toLocaleString('en-GB')} characters.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refuse('pattern-invalid', 'This is not a pattern file: it is not JSON. Choose another file.')
  }
  return readPatternValue(value)
}

/** [PTN2] The same for a value that is parsed already. */
export function readPatternValue(value: unknown): Outcome<Pattern> {
  const parsed = patternSchema.safeParse(value)
  const problems = parsed.success
    ? checkPattern(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  if (parsed.success && problems.length === 0) return ok(parsed.data)
  const first = problems[0]
  const where = first === undefined || first.path === '' ? '' : ` (at ${first.path})`
  const more = problems.length > 1 ? ` There are ${problems.length - 1} more problems.` : ''
  const message = `This pattern cannot be used: ${first?.message ?? 'it is not one'}${where}.${more}`
  return refuse('pattern-invalid', message.replace('..', '.'), problems.slice(0, 50))
}

/** [PTN2] What the parts of a pattern say about each other: GSN1 to GSN3, GSN11, GSN12, and where growing would begin. */
export function checkPattern(pattern: Pattern): readonly PatternProblem[] {
  return [
    ...checkElements(pattern),
    ...pattern.relations.flatMap((relation, at) => checkRelation(pattern, relation, at)),
    ...checkChoices(pattern),
    ...checkShape(pattern),
  ]
}

function checkElements(pattern: Pattern): PatternProblem[] {
  const seen = new Set<string>()
  return pattern.elements.flatMap((element, at): PatternProblem[] => {
    const problems: PatternProblem[] = []
    const path = `elements.${at}`
    if (seen.has(element.role)) problems.push({ path: `${path}.role`, message: `${element.role} stands twice` })
    seen.add(element.role)
    const fields = fieldsOf(element.facet as Facet | undefined)
    for (const [name, value] of Object.entries(element.values ?? {})) {
      const where = `${path}.values.${name}`
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (field === undefined) problems.push({ path: where, message: `${element.role} has no field of that name` })
      else if (field.only !== undefined || field.server) {
        problems.push({ path: where, message: `${field.label} is not a pattern's to write` })
      } else if (field.type === 'text') {
        if (typeof value !== 'string') problems.push({ path: where, message: `${field.label} is a text` })
      } else if (!(field.type === 'string' && typeof value === 'string' && value.includes('{'))) {
        const problem = problemWith(field, value)
        if (problem !== undefined) problems.push({ path: where, message: problem })
      }
    }
    for (const [index, name] of (element.key ?? []).entries()) {
      if (Object.hasOwn(fields, name)) continue
      problems.push({ path: `${path}.key.${index}`, message: `${element.role} has no field of that name` })
    }
    return problems
  })
}

function checkRelation(pattern: Pattern, relation: PatternRelation, at: number): PatternProblem[] {
  const path = `relations.${at}`
  const row = (role: string) => pattern.elements.find((element) => element.role === role)
  const [from, to] = [row(relation.from), row(relation.to)]
  const problems: PatternProblem[] = []
  if (from === undefined) problems.push({ path: `${path}.from`, message: `there is no element ${relation.from}` })
  if (to === undefined) problems.push({ path: `${path}.to`, message: `there is no element ${relation.to}` })
  if (from !== undefined && to !== undefined && !mayRelate(from.kind, relation.type, to.kind)) {
    const verb = relation.type === 'supportedBy' ? 'rest on' : 'stand in the context of'
    problems.push({ path, message: `GSN does not let a ${from.kind} ${verb} a ${to.kind}` })
  }
  const { min, max } = relation.count
  if (max !== 'many' && max < min) problems.push({ path: `${path}.count`, message: 'max is less than min' })
  const same = pattern.relations.findIndex(
    (each) => each.from === relation.from && each.type === relation.type && each.to === relation.to,
  )
  if (same !== at) problems.push({ path, message: `this relation stands twice, at relations.${same} too` })
  if (relation.reason !== undefined && !holds(pattern, relation.to, relation.reason)) {
    const message = `${relation.reason} is not in the context of ${relation.to}, so it cannot hold the reason`
    problems.push({ path: `${path}.reason`, message })
  }
  return problems
}

function holds(pattern: Pattern, from: string, to: string): boolean {
  return pattern.relations.some((each) => each.from === from && each.to === to && each.type === 'inContextOf')
}

/** [GSN12] At least two branches, one number for all of them, fewer taken than there are. */
function checkChoices(pattern: Pattern): PatternProblem[] {
  const groups = new Map<string, { readonly relation: PatternRelation; readonly at: number }[]>()
  pattern.relations.forEach((relation, at) => {
    const { choice, from } = relation
    if (choice === undefined) return
    const name = `${from} ${choice}`
    groups.set(name, [...(groups.get(name) ?? []), { relation, at }])
  })
  return [...groups.values()].flatMap((branches): PatternProblem[] => {
    const path = `relations.${branches[0]?.at ?? 0}.choice`
    const takes = new Set(branches.map(({ relation }) => relation.take ?? 1))
    if (branches.some(({ relation }) => relation.type !== 'supportedBy')) {
      return [{ path, message: 'a choice stands between supports only' }]
    }
    if (branches.length < 2) return [{ path, message: 'a choice has at least two branches' }]
    if (takes.size > 1) return [{ path, message: 'the branches of a choice disagree on how many are taken' }]
    return Math.max(...takes) < branches.length ? [] : [{ path, message: 'a choice takes fewer branches than it has' }]
  })
}

/** [GSN3] One top, everything below it, no circle. */
function checkShape(pattern: Pattern): PatternProblem[] {
  const tops = topsOf(pattern)
  if (tops.length !== 1) {
    const message =
      tops.length === 0 ? 'every element stands below another one' : `${tops.join(' and ')} both stand at the top`
    return [{ path: 'elements', message }]
  }
  const state = new Map<string, 'open' | 'closed'>()
  const circle = (role: string): boolean => {
    if (state.get(role) === 'open') return true
    if (state.get(role) === 'closed') return false
    state.set(role, 'open')
    const found = pattern.relations.some((relation) => relation.from === role && circle(relation.to))
    state.set(role, 'closed')
    return found
  }
  if (circle(tops[0] ?? '')) return [{ path: 'relations', message: 'the relations run in a circle' }]
  const loose = pattern.elements.findIndex(({ role }) => !state.has(role))
  if (loose < 0) return []
  return [{ path: `elements.${loose}`, message: `${pattern.elements[loose]?.role} is not connected to the top` }]
}

/** The roles that stand below nothing. */
export function topsOf(pattern: Pattern): readonly string[] {
  const below = new Set(pattern.relations.map(({ to }) => to))
  return pattern.elements.map(({ role }) => role).filter((role) => !below.has(role))
}
