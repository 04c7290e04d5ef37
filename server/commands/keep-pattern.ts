import { and, count, eq, lt } from 'drizzle-orm'
import type { z } from 'zod'
import { canonicalJson } from '@/lib/gsn/canonical'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readPatternValue } from '@/lib/pattern/check-pattern'
import type { keepPatternRequest } from '@/lib/wire/pattern-requests'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { patterns, people } from '../store/schema'

/** Patterns that one organisation keeps at most. */
const LIBRARY_MAX = 500

/**
 * [PTN6] Keeps a pattern for the people of one's own organisation. A newer version takes the place of an older one; the same
 * version in other words is refused, because somebody may have grown it.
 */
export async function keepPattern(
  person: Pick<Person, 'personId'>,
  request: z.infer<typeof keepPatternRequest>,
): Promise<Outcome<{ id: string; version: number }>> {
  const read = readPatternValue(request.pattern)
  if (!read.ok) return read
  const { id, version, title } = read.value
  const json = canonicalJson(read.value)
  const { db, clock } = runtime()
  return db.transaction(async (tx) => {
    const [own] = await tx.select({ id: people.organisationId }).from(people).where(eq(people.id, person.personId))
    const organisationId = own?.id
    if (organisationId == null) {
      return refuse(
        'no-organisation',
        'Your account belongs to no organisation, so it has no library. Save it as a file.',
      )
    }
    const [held] = await tx.select({ n: count() }).from(patterns).where(eq(patterns.organisationId, organisationId))
    const here = and(eq(patterns.organisationId, organisationId), eq(patterns.id, id))
    const row = { organisationId, id, version, title, pattern: json, personId: person.personId, at: clock() }
    const [there] = await tx.select().from(patterns).where(here)
    if (there === undefined && (held?.n ?? 0) >= LIBRARY_MAX) {
      return refuse('library-full', `A library holds at most ${LIBRARY_MAX} patterns.`)
    }
    if (there?.pattern === json) return ok({ id, version })
    await tx
      .insert(patterns)
      .values(row)
      .onConflictDoUpdate({
        target: [patterns.organisationId, patterns.id],
        set: row,
        setWhere: lt(patterns.version, version),
      })
    const [kept] = await tx.select({ pattern: patterns.pattern, version: patterns.version }).from(patterns).where(here)
    if (kept?.pattern === json) return ok({ id, version })
    return refuse('pattern-taken', `Your library has version ${kept?.version} of ${id}. Give this one a newer version.`)
  })
}
