import * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import { isKind, RELATION_TYPES } from '@/lib/gsn/kinds'
import { isMultiplicity } from '@/lib/gsn/multiplicity'
import { type Refusal, refuse } from '@/lib/gsn/outcome'
import { FACETS, type Field, problemWith, STRING_MAX, TEXT_FIELDS, TEXT_MAX } from './fields'
import { problemWithMark, problemWithNode } from './narrative-shape'
import { whyNotWrite } from './only-side'
import { rootName } from './read'
import { type CORE_KEYS, isKey, nodesOf, parseEdgeKey, parseRoot } from './ydoc'

/** Elements and relations that one case may hold, the bin included. */
export const MAX_ELEMENTS = 50_000
/** Nesting of a narrative's nodes. */
export const MAX_DEPTH = 24
/** Characters of one narrative. */
export const NARRATIVE_MAX = 500_000

const CORE_FIELDS: Readonly<Record<(typeof CORE_KEYS)[number], (value: unknown) => boolean>> = {
  kind: isKind,
  role: isKey,
  pattern: isKey,
  capability: isKey,
  facet: (value) => typeof value === 'string' && Object.hasOwn(FACETS, value),
  name: (value) => typeof value === 'string' && value.length <= 100,
  undeveloped: (value) => typeof value === 'boolean',
  public: (value) => typeof value === 'boolean',
  away: (value) => value === '' || isKey(value),
  deleted: (value) => typeof value === 'boolean',
  // [EXC14] Only an import says where an element comes from, and that is written by the server: see checkNode.
  takenFrom: () => false,
  takenAt: () => false,
  takenKey: () => false,
}

const TAKEN: ReadonlySet<string> = new Set(['takenFrom', 'takenAt', 'takenKey'])

const FACET_FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.values(FACETS).flatMap((fields: Readonly<Record<string, Field>>) => Object.entries(fields)),
)

/**
 * [SYN7] [FLD1] Whether a transaction that came from outside leaves the document in a shape that every reader can read,
 * and writes nothing that belongs to the other side. Looks only at what the transaction changed, so that its cost follows
 * the edit and not the case. Whatever arrives on a connection is its person's own: structs of others are refused before.
 * @param side the author's; absent for people without one
 * @returns the refusal, or undefined when the change is fine
 */
export function checkTransaction(doc: Y.Doc, transaction: Y.Transaction, side?: Side): Refusal | undefined {
  for (const [type, keys] of transaction.changed) {
    const name = rootName(type)
    const root = name === undefined ? undefined : parseRoot(name)
    if (root === undefined) {
      if (isEmptyType(type)) continue
      return violation(`The document has no part called "${(name ?? '').slice(0, 40)}".`)
    }
    const refusal = checkRoot(doc, type as unknown as Y.AbstractType<unknown>, keys, root, side)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function violation(message: string): Refusal {
  return refuse('schema-violation', message).refusal
}

function isEmptyType(type: unknown): boolean {
  const t = type as Y.AbstractType<unknown>
  return t._start === null && t._map.size === 0
}

type ParsedRoot = NonNullable<ReturnType<typeof parseRoot>>

function checkRoot(
  doc: Y.Doc,
  type: Y.AbstractType<unknown>,
  keys: ReadonlySet<string | null>,
  root: ParsedRoot,
  side: Side | undefined,
): Refusal | undefined {
  switch (root.kind) {
    case 'meta':
    case 'patterns':
      return violation('Only the server writes the case’s own data.')
    case 'nodes':
      return type._item === null ? checkNodes(doc, type, keys, side) : checkNode(type, keys, side)
    case 'edges':
      return checkPlainMap(type, keys, 'relations', checkEdge)
    case 'layout':
      return checkPlainMap(type, keys, 'positions', checkLayout)
    case 'text':
      return checkText(type, root.field, side)
    case 'narrative':
      return checkNarrative(type)
  }
}

/** Roots that arrive from outside are untyped until somebody asks for them: look at their raw items. */
function entriesOf(type: Y.AbstractType<unknown>, keys: ReadonlySet<string | null>): [string | null, unknown][] {
  return [...keys].map((key) => {
    const item = key === null ? undefined : type._map.get(key)
    return [key, item === undefined || item.deleted ? undefined : item.content.getContent().at(-1)]
  })
}

function checkNodes(
  doc: Y.Doc,
  type: Y.AbstractType<unknown>,
  keys: ReadonlySet<string | null>,
  side: Side | undefined,
): Refusal | undefined {
  if (nodesOf(doc).size > MAX_ELEMENTS) return violation(`A case holds at most ${MAX_ELEMENTS} elements.`)
  for (const [key, value] of entriesOf(type, keys)) {
    if (!isKey(key)) return violation('An element’s id is made of letters, digits, - and _.')
    if (value === undefined) return violation('Elements are moved to the bin, never removed.')
    if (!(value instanceof Y.Map)) return violation('An element is a map of single values.')
    // A second map under one id would wipe out what stands in the first, the other side's fields included.
    if (type._map.get(key)?.left) return violation('An element is changed field by field, never replaced.')
    const refusal = checkNode(value as unknown as Y.AbstractType<unknown>, new Set(value._map.keys()), side)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function checkNode(
  node: Y.AbstractType<unknown>,
  keys: ReadonlySet<string | null>,
  side: Side | undefined,
): Refusal | undefined {
  for (const [key, value] of entriesOf(node, keys)) {
    if (!isKey(key)) return violation('A field’s name is made of letters, digits, - and _.')
    if (TAKEN.has(key)) return violation('Where an element was taken from is written by imports only.')
    const field = FACET_FIELDS.get(key)
    // Before anything is let through: emptying a field of the other side is writing it, too.
    const theirs = field === undefined ? undefined : whyNotWrite(field, side)
    if (theirs !== undefined) return theirs
    if (value === undefined) continue
    const core = Object.hasOwn(CORE_FIELDS, key) ? CORE_FIELDS[key as keyof typeof CORE_FIELDS] : undefined
    if (core !== undefined) {
      if (!core(value)) return violation(`The field "${key}" does not hold that.`)
      continue
    }
    if (field === undefined) return violation(`Elements have no field called "${key}".`)
    const problem = problemWith(field, value)
    if (problem !== undefined) return violation(problem)
  }
  return undefined
}

function checkPlainMap(
  type: Y.AbstractType<unknown>,
  keys: ReadonlySet<string | null>,
  what: string,
  check: (key: string, value: unknown) => Refusal | undefined,
): Refusal | undefined {
  if (type._item !== null) return violation(`The ${what} hold plain values only.`)
  if (type._map.size > MAX_ELEMENTS * 2) return violation(`A case holds at most ${MAX_ELEMENTS * 2} ${what}.`)
  for (const [key, value] of entriesOf(type, keys)) {
    if (key === null) return violation(`The ${what} are named, not listed.`)
    if (value === undefined) continue
    const refusal = check(key, value)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function checkEdge(key: string, value: unknown): Refusal | undefined {
  if (parseEdgeKey(key) === undefined) {
    return violation(
      `A relation's key is from>type>to, and its type one of ${RELATION_TYPES.join(', ')} and challenges.`,
    )
  }
  if (!isRecord(value)) return violation('A relation holds its order.')
  for (const [name, part] of Object.entries(value)) {
    if (name === 'order' && typeof part === 'string' && part.length <= STRING_MAX) continue
    if ((name === 'deleted' || name === 'optional') && typeof part === 'boolean') continue
    if (name === 'multiplicity' && (part === '' || isMultiplicity(part))) continue
    if (name === 'choice' && typeof part === 'string' && part.length <= 64) continue
    if (name === 'take' && Number.isSafeInteger(part) && (part as number) >= 1 && (part as number) <= 999) continue
    return violation('A relation holds its order, its pattern decoration and whether it is deleted, nothing else.')
  }
  return undefined
}

function checkLayout(key: string, value: unknown): Refusal | undefined {
  if (!isKey(key)) return violation('A position belongs to an element.')
  const fine =
    isRecord(value) &&
    Object.entries(value).every(([name, part]) => ['dx', 'dy'].includes(name) && Number.isSafeInteger(part))
  return fine ? undefined : violation('A position is dx and dy in whole pixels.')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Y.AbstractType)
}

function checkText(type: Y.AbstractType<unknown>, field: string, side: Side | undefined): Refusal | undefined {
  if (!TEXT_FIELDS.has(field)) return violation(`Elements have no text called "${field}".`)
  const row = FACET_FIELDS.get(field)
  const theirs = row === undefined ? undefined : whyNotWrite(row, side)
  if (theirs !== undefined) return theirs
  if (type._map.size > 0) return violation('A text holds characters only.')
  if (type._length > TEXT_MAX) return violation(`A text holds at most ${TEXT_MAX} characters. Shorten it first.`)
  for (let item = type._start; item !== null; item = item.right) {
    const allowed = item.deleted || item.content instanceof Y.ContentString
    if (!allowed) return violation('A text holds plain characters only.')
  }
  return undefined
}

function checkNarrative(type: Y.AbstractType<unknown>): Refusal | undefined {
  let depth = 0
  for (let top = type; top._item !== null && top._item.parent instanceof Y.AbstractType; top = top._item.parent) depth++
  if (depth > MAX_DEPTH) return violation(`A narrative nests at most ${MAX_DEPTH} levels.`)
  if (type._length > NARRATIVE_MAX) return violation(`A narrative holds at most ${NARRATIVE_MAX} characters.`)
  const stack: { type: Y.AbstractType<unknown>; depth: number }[] = [{ type, depth }]
  while (stack.length > 0) {
    const current = stack.pop()!
    if (current.depth > MAX_DEPTH) return violation(`A narrative nests at most ${MAX_DEPTH} levels.`)
    const problem = problemWithPart(current.type)
    if (problem !== undefined) return violation(problem)
    for (let item = current.type._start; item !== null; item = item.right) {
      if (item.deleted) continue
      const { content } = item
      if (content instanceof Y.ContentType) stack.push({ type: content.type as never, depth: current.depth + 1 })
      else if (content instanceof Y.ContentFormat) {
        const wrong = problemWithMark(content.key, content.value)
        if (wrong !== undefined) return violation(wrong)
      } else if (!(content instanceof Y.ContentString)) return violation('A narrative holds text only.')
    }
  }
  return undefined
}

/** [TXT14] Why this part of a narrative cannot stand there: by its name and what is said about it. */
function problemWithPart(type: Y.AbstractType<unknown>): string | undefined {
  const said = entriesOf(type, new Set(type._map.keys())) as [string, unknown][]
  const attributes = new Map(said.filter(([, value]) => value !== undefined))
  if (type instanceof Y.XmlElement) return problemWithNode(type.nodeName, attributes)
  const isText = type instanceof Y.XmlText || type._item === null
  return isText && attributes.size === 0 ? undefined : 'A narrative holds text only.'
}
