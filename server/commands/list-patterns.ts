import { asc, eq } from 'drizzle-orm'
import type { Pattern } from '@/catalog/patterns/pattern'
import { readPattern } from '@/lib/case/pattern-json'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { patterns, people } from '../store/schema'

export interface PatternLine {
  readonly pattern: Pattern
  readonly by: string
  readonly at: string
}

/** [PTN6] The patterns that this person's organisation keeps; none for somebody without an organisation. */
export async function listPatterns(person: Pick<Person, 'personId'>): Promise<Outcome<{ patterns: PatternLine[] }>> {
  const { db } = runtime()
  const [own] = await db.select({ id: people.organisationId }).from(people).where(eq(people.id, person.personId))
  if (own?.id == null) return ok({ patterns: [] })
  const rows = await db
    .select({ json: patterns.pattern, at: patterns.at, by: people.name })
    .from(patterns)
    .leftJoin(people, eq(patterns.personId, people.id))
    .where(eq(patterns.organisationId, own.id))
    .orderBy(asc(patterns.title))
  return ok({
    patterns: rows.flatMap(({ json, at, by }) => {
      const pattern = readPattern(json)
      return pattern === undefined ? [] : [{ pattern, at, by: by ?? 'Someone who was removed' }]
    }),
  })
}
