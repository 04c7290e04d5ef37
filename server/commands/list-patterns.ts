import { and, asc, desc, eq } from 'drizzle-orm'
import type { Pattern } from '@/catalog/patterns/pattern'
import { readPattern } from '@/lib/case/pattern-json'
import { compareKeys } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { patterns, people } from '../store/schema'

export interface PatternLine {
  readonly pattern: Pattern
  readonly by: string
  readonly at: string
  /** What its author says is new in this version; empty when they said nothing. */
  readonly note: string
}

/** [PTN6] The patterns that this person's organisation keeps, each in its newest version; none without an organisation. */
export async function listPatterns(
  person: Pick<Person, 'personId'>,
): Promise<Outcome<{ patterns: (PatternLine & { readonly versions: number })[] }>> {
  const newest = new Map<string, PatternLine & { readonly versions: number }>()
  for (const line of await linesOf(person)) {
    const there = newest.get(line.pattern.id)
    newest.set(line.pattern.id, { ...(there ?? line), versions: (there?.versions ?? 0) + 1 })
  }
  return ok({ patterns: [...newest.values()].sort((a, b) => compareKeys(a.pattern.title, b.pattern.title)) })
}

/** [PTN7] Every version of one pattern that this person's organisation keeps, the newest first; none for an unknown one. */
export async function listPatternVersions(
  person: Pick<Person, 'personId'>,
  patternId: string,
): Promise<Outcome<{ versions: PatternLine[] }>> {
  return ok({ versions: await linesOf(person, patternId) })
}

async function linesOf(person: Pick<Person, 'personId'>, patternId?: string): Promise<PatternLine[]> {
  const { db } = runtime()
  const [own] = await db.select({ id: people.organisationId }).from(people).where(eq(people.id, person.personId))
  if (own?.id == null) return []
  const ours = eq(patterns.organisationId, own.id)
  const rows = await db
    .select({ json: patterns.pattern, at: patterns.at, by: people.name, note: patterns.note })
    .from(patterns)
    .leftJoin(people, eq(patterns.personId, people.id))
    .where(patternId === undefined ? ours : and(ours, eq(patterns.id, patternId)))
    .orderBy(asc(patterns.id), desc(patterns.version))
  return rows.flatMap(({ json, at, by, note }) => {
    const pattern = readPattern(json)
    return pattern === undefined ? [] : [{ pattern, at, by: by ?? 'Someone who was removed', note }]
  })
}
