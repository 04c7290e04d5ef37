import { and, desc, eq, isNull } from 'drizzle-orm'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readEvents } from '../auth/account-events'
import { factorsOf } from '../auth/code-app'
import type { Person } from '../auth/person'
import { counts } from '../auth/sessions'
import { keysForSignIn } from '../auth/sign-in-keys'
import { passkeyHost } from '../passkeys/enrol'
import { runtime } from '../runtime'
import { identities, organisations, people, sessions } from '../store/schema'

/** [AUTH7] [AUTH14] My account: where I am signed in, by what, and what happened to it. */
export async function readAccount(person: Person): Promise<Outcome<AccountAnswer>> {
  const { db, env, clock } = runtime()
  const { personId } = person
  const now = clock()
  const [row] = await db
    .select({ person: people, required: organisations.secondFactorRequired })
    .from(people)
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.id, personId))
  const open = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.createdAt))
  const keys = await keysForSignIn(db, personId)
  const host = passkeyHost()
  const linked = await db.select().from(identities).where(eq(identities.personId, personId))
  const issuer = env.oidc?.issuer
  return ok({
    email: person.email,
    name: person.name,
    organisation: person.organisation ?? null,
    password: { set: row?.person.passwordHash != null, works: !env.oidc?.only },
    sessions: open
      .filter((one) => counts(one, now) && one.epoch === row?.person.sessionEpoch)
      .map(({ id, device, network, how, createdAt: since, seenAt, expiresAt: expires }) => ({
        id,
        device,
        network,
        how,
        since,
        seen: seenAt.localeCompare(now) > 0 ? now : seenAt,
        expires,
        here: id === person.sessionId,
      })),
    factors: {
      ...(await factorsOf(db, personId)),
      required: row?.required ?? false,
      signInKeys: keys.map(({ credential, label, createdAt, usedAt }) => ({
        credential,
        label,
        since: createdAt,
        used: usedAt,
      })),
      noKeys: host.ok ? '' : host.refusal.message,
    },
    service:
      issuer === undefined ? null : { issuer, linkedAt: linked.find((one) => one.issuer === issuer)?.linkedAt ?? null },
    events: await readEvents(personId),
  })
}
