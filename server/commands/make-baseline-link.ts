import { and, count, eq, gt, isNull } from 'drizzle-orm'
import type { BaselineLinkRequest } from '@/lib/access/access-requests'
import { can } from '@/lib/access/policy'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { digestOf, secretOf } from '../access/secret'
import { sharedOf } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { baselineLinks } from '../store/schema'
import { authorOf } from './author'

/** Links of one case that can be opened at the same time, at most. */
const MOST_OPEN = 100
const DAY = 86_400_000

export interface MadeLink {
  readonly id: string
  readonly expiresAt: string
  /** [ASL1] Told this once. */
  readonly url: string
}

/**
 * [ASL1] Makes a link to one baseline for somebody without an account: by an administrator of either side, seen by both.
 * @returns refusals `not-allowed`, `baseline-not-found`, `too-many-links`
 */
export async function makeBaselineLink(
  person: Person,
  caseId: string,
  { baseline, label, days }: BaselineLinkRequest,
): Promise<Outcome<MadeLink>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const side = actor.participation?.side
  if (side === undefined || !can(actor, 'administer', { side })) return NOT_OF_A_SIDE
  const { authSecret, env, ids, rooms } = runtime()
  const id = ids()
  const secret = secretOf(authSecret, 'baseline-link', id)
  const done = await rooms.record(caseId, authorOf(actor), async ({ tx, at, entries }) => {
    const there = reduceAgreement(sharedOf(entries)).baselines.some(({ number }) => number === baseline)
    if (!there) return refuse('baseline-not-found', 'There is no such baseline.')
    const open = and(isNull(baselineLinks.revokedAt), gt(baselineLinks.expiresAt, at))
    const [held] = await tx
      .select({ n: count() })
      .from(baselineLinks)
      .where(and(eq(baselineLinks.caseId, caseId), open))
    if ((held?.n ?? 0) >= MOST_OPEN) {
      return refuse('too-many-links', `There are ${MOST_OPEN} open links. Take some of them back first.`)
    }
    const until = new Date(Date.parse(at) + days * DAY).toISOString()
    const row = { id, digest: digestOf(secret), caseId, baseline, label, side, madeBy: actor.personId }
    await tx.insert(baselineLinks).values({ ...row, madeAt: at, expiresAt: until })
    const body = { link: id, baseline, side, label, until }
    return ok({ entries: [{ chain: 'shared', kind: 'link.made', body }], value: until })
  })
  return done.ok ? ok({ id, expiresAt: done.value.value, url: `${env.publicUrl}/assess/${secret}` }) : done
}

const NOT_OF_A_SIDE = refuse('not-allowed', 'Only an administrator of a side makes links to what both sides signed.')
