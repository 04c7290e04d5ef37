import { and, countDistinct, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { canonicalJson } from '@/lib/gsn/canonical'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readPatternValue } from '@/lib/pattern/check-pattern'
import type { keepPatternRequest } from '@/lib/wire/pattern-requests'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { patterns, people } from '../store/schema'

/** Patterns that one organisation keeps at most, and versions of one pattern. */
const LIBRARY_MAX = 500
const VERSIONS_MAX = 500

/**
 * [PTN6] [PTN7] Keeps a pattern for the people of one's own organisation, as a version of its own beside the earlier ones.
 * The same version in other words, or one that is not the newest, is refused, because somebody may have grown it.
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
    const here = and(eq(patterns.organisationId, organisationId), eq(patterns.id, id))
    const kept = await tx
      .select({ version: patterns.version, pattern: patterns.pattern })
      .from(patterns)
      .where(here)
      .orderBy(desc(patterns.version))
    if (kept.some((each) => each.pattern === json)) return ok({ id, version })
    const newest = kept[0]
    const taken = (held: number) =>
      refuse('pattern-taken', `Your library has version ${held} of ${id}. Give this one a newer version.`)
    if (newest !== undefined && newest.version >= version) return taken(newest.version)
    if (newest === undefined) {
      const [held] = await tx
        .select({ n: countDistinct(patterns.id) })
        .from(patterns)
        .where(eq(patterns.organisationId, organisationId))
      if ((held?.n ?? 0) >= LIBRARY_MAX)
        return refuse('library-full', `A library holds at most ${LIBRARY_MAX} patterns.`)
    }
    if (kept.length >= VERSIONS_MAX) {
      return refuse('library-full', `A library holds at most ${VERSIONS_MAX} versions of one pattern.`)
    }
    const by = { personId: person.personId, at: clock(), note: request.note ?? '' }
    const row = { organisationId, id, version, title, pattern: json, ...by }
    const written = await tx.insert(patterns).values(row).onConflictDoNothing().returning({ id: patterns.id })
    // Somebody kept the same version between our look and our line.
    return written.length === 1 ? ok({ id, version }) : taken(version)
  })
}
