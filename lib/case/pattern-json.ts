import { z } from 'zod'
import type { Pattern } from '@/catalog/patterns/pattern'
import { KIND_NAMES } from '@/lib/gsn/kinds'
import { isFacet, TEXT_MAX } from './fields'

/** Characters of one pattern as JSON. */
export const PATTERN_MAX = 500_000
/** Patterns that one case may bring along. */
export const PATTERNS_MAX = 50

const word = (max: number) => z.string().trim().min(1).max(max)
const role = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,15}$/, 'A role is a letter with up to 15 letters, digits and _, such as C7.')
const value = z.union([z.string().max(TEXT_MAX), z.int(), z.boolean()])

const element = z.strictObject({
  role,
  kind: z.enum(KIND_NAMES),
  scope: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'A scope is a word in small letters: case, capability, or a word of your own.'),
  statement: z.string().max(TEXT_MAX),
  word: word(80),
  facet: z.string().refine(isFacet, 'There is no facet of that name.').optional(),
  help: z.string().max(2000).default(''),
  plays: role.optional(),
  values: z.record(z.string().max(64), value).optional(),
  key: z.array(z.string().max(64)).max(10).optional(),
})

const relation = z.strictObject({
  from: role,
  type: z.enum(['supportedBy', 'inContextOf']),
  to: role,
  count: z.strictObject({
    min: z.int().min(0).max(9999),
    max: z.union([z.int().min(1).max(9999), z.literal('many')]),
  }),
  choice: word(64).optional(),
  take: z.int().min(1).max(999).optional(),
  when: word(64).optional(),
  says: word(200).optional(),
  next: word(400).optional(),
  reason: role.optional(),
  agreed: z.boolean().optional(),
})

/** The form of a pattern in a file. What its parts say about each other is checked in lib/pattern/check-pattern.ts. */
export const patternSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'A pattern is named in small letters, digits and hyphens.'),
  version: z.int().min(1).max(1_000_000),
  title: word(200),
  source: z.string().max(1000).default(''),
  elements: z.array(element).min(1).max(500),
  relations: z.array(relation).max(2000),
})

const read = new Map<string, Pattern | undefined>()

/** Reads a stored pattern; undefined for what is none. The same text gives the same object, so that readings keep. */
export function readPattern(json: unknown): Pattern | undefined {
  if (typeof json !== 'string' || json.length > PATTERN_MAX) return undefined
  if (!read.has(json)) {
    if (read.size > 4 * PATTERNS_MAX) read.clear()
    read.set(json, parse(json))
  }
  return read.get(json)
}

function parse(json: string): Pattern | undefined {
  try {
    const parsed = patternSchema.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
