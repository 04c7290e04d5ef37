import { eq, sql } from 'drizzle-orm'
import { SERVICE } from '@/lib/agreement/due'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readSigned, type SignedVersion } from '../agreement/bundle-of'
import { readShared } from '../agreement/context'
import { type AnyHeaders, addressOf } from '../auth/headers'
import { runtime } from '../runtime'
import { baselineLinks } from '../store/schema'
import { Pace } from './pace'
import { digestOf, isSecret } from './secret'

const MINUTE = 60_000
/** Wrong links from one network address, and openings of one link: each opening is an entry of the history. */
const KEY = Symbol.for('accord.link-pace')
const holder = globalThis as { [KEY]?: { wrong: Pace; link: Pace } }

export interface OpenedLink {
  readonly caseId: string
  readonly expiresAt: string
  readonly signed: SignedVersion
}

export type Looked = 'page' | 'bundle' | 'view'

/**
 * [ASL2] [ASL3] What a link leads to: one baseline as it was signed, and nothing of the case as it is now. That it was
 * opened is recorded for both sides before anything is shown; the page's own frame is part of one opening.
 * @returns refusals `link-not-found` (unknown, taken back, run out: all the same from outside), `too-many-attempts`
 */
export async function openLink(token: string, what: Looked, headers: AnyHeaders): Promise<Outcome<OpenedLink>> {
  const { clock, db, env, rooms } = runtime()
  holder[KEY] ??= { wrong: new Pace(30, MINUTE), link: new Pace(40, 10 * MINUTE) }
  const pace = holder[KEY]
  const now = Date.now()
  const [row] = isSecret(token)
    ? await db
        .select()
        .from(baselineLinks)
        .where(eq(baselineLinks.digest, digestOf(token)))
    : []
  if (row === undefined || row.revokedAt !== null || row.expiresAt <= clock()) {
    return pace.wrong.take(addressOf(headers, env.trustProxy), now) ? NO_LINK : TOO_OFTEN
  }
  if (!pace.link.take(row.id, now)) return TOO_OFTEN
  const shared = await readShared(row.caseId)
  const baseline = reduceAgreement(shared).baselines.find(({ number }) => number === row.baseline)
  const signed = baseline === undefined ? undefined : await readSigned(row.caseId, baseline, shared)
  if (signed === undefined) return NO_LINK
  if (what !== 'view') {
    const done = await rooms.record(row.caseId, { personId: SERVICE.id, name: SERVICE.name }, async ({ tx, at }) => {
      const [again] = await tx.select().from(baselineLinks).where(eq(baselineLinks.id, row.id)).for('update')
      if (again === undefined || again.revokedAt !== null) return NO_LINK
      await tx
        .update(baselineLinks)
        .set({ openings: sql`${baselineLinks.openings} + 1`, lastOpenedAt: at })
        .where(eq(baselineLinks.id, row.id))
      const body = { link: row.id, baseline: row.baseline, label: row.label, what }
      return ok({ entries: [{ chain: 'shared', kind: 'link.opened', body, by: 'service' }], value: undefined })
    })
    if (!done.ok) return done
  }
  return ok({ caseId: row.caseId, expiresAt: row.expiresAt, signed })
}

export const NO_LINK = refuse(
  'link-not-found',
  'This link opens nothing. It was copied incompletely, has run out or was taken back: ask whoever sent it for a new one.',
)
const TOO_OFTEN = refuse('too-many-attempts', 'This was opened very often just now. Try again in some minutes.')
