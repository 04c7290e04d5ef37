import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { ERASABLE } from '../commands/erase-entry'
import type { Runtime } from '../runtime'
import type { Tx } from '../store/db'
import {
  accountEvents,
  apiTokenActs,
  apiTokens,
  backupCodes,
  cases,
  codeApps,
  idempotency,
  identities,
  invitations,
  ledger,
  mailWishes,
  outbox,
  participants,
  passkeyChallenges,
  passkeys,
  passwordResets,
  people,
  sessions,
  signInKeys,
  signInSteps,
  visits,
} from '../store/schema'
import { SERVICE } from '../sync/migrate-case'

/** Tables in which rows are about one person and prove nothing to anybody else. */
const ABOUT_A_PERSON = [
  sessions,
  signInSteps,
  codeApps,
  backupCodes,
  signInKeys,
  passwordResets,
  passkeyChallenges,
  identities,
  accountEvents,
  mailWishes,
  outbox,
  visits,
  idempotency,
] as const

export interface Erased {
  /** What stands for the person from now on. */
  readonly pseudonym: string
  /** Comments and replies whose words were erased. */
  readonly words: number
  /** Entries of histories that keep the name, because they prove what was agreed or who had which rights. */
  readonly kept: number
}

/**
 * [RET1] Erases what is known of a person: name, address, password, second factors, keys for signing in, sessions, tokens,
 * invitations to their address, visits and mail. The row stays under a pseudonym, so that edits and entries still have one
 * author. Signed statements, frozen versions and the entries that prove them keep the name: they are evidence of both sides.
 * @param words  also erases the words of their comments and replies; their place in the history stays and verifies
 * @returns refusals `person-not-found`, `still-takes-part`
 */
export async function erasePerson(
  { db, rooms, clock }: Pick<Runtime, 'db' | 'rooms' | 'clock'>,
  email: string,
  { words, reason }: { words: boolean; reason: string },
): Promise<Outcome<Erased>> {
  const [person] = await db.select().from(people).where(eq(people.email, email.trim().toLowerCase()))
  if (person === undefined) return refuse('person-not-found', `There is no account of ${email}.`)
  const part = await db
    .select({ title: cases.title })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(eq(participants.personId, person.id))
  if (part.length > 0) {
    const titles = part.map(({ title }) => title).join(', ')
    return refuse('still-takes-part', `Let an administrator of each case take this person out first: ${titles}.`)
  }
  const pseudonym = `erased-${person.id.slice(0, 8)}`
  await db.transaction(async (tx) => {
    await tx.update(invitations).set({ email: null }).where(eq(invitations.email, person.email))
    await forgetPerson(tx, person.id, pseudonym, clock())
  })
  const erased = words ? await eraseWords({ db, rooms }, person.id, reason) : 0
  const [left] = await db
    .select({ n: sql<string>`count(*)` })
    .from(ledger)
    .where(sql`${ledger.actor}->>'id' = ${person.id} and ${ledger.body} is not null`)
  return ok({ pseudonym, words: erased, kept: Number(left?.n ?? 0) })
}

async function forgetPerson(tx: Tx, id: string, pseudonym: string, at: string): Promise<void> {
  for (const table of ABOUT_A_PERSON) await tx.delete(table).where(eq(table.personId, id))
  const tokens = tx.select({ id: apiTokens.id }).from(apiTokens).where(eq(apiTokens.personId, id))
  await tx.delete(apiTokenActs).where(inArray(apiTokenActs.tokenId, tokens))
  await tx.delete(apiTokens).where(eq(apiTokens.personId, id))
  // Their public halves verify what was signed with them.
  await tx.update(passkeys).set({ label: '' }).where(eq(passkeys.personId, id))
  await tx
    .update(passkeys)
    .set({ revokedAt: at, revokedReason: 'The person was erased.' })
    .where(and(eq(passkeys.personId, id), isNull(passkeys.revokedAt)))
  await tx
    .update(people)
    .set({
      name: 'Erased person',
      email: `${pseudonym}@erased.invalid`,
      passwordHash: null,
      disabled: true,
      organisationId: null,
      sessionEpoch: sql`${people.sessionEpoch} + 1`,
    })
    .where(eq(people.id, id))
}

async function eraseWords({ db, rooms }: Pick<Runtime, 'db' | 'rooms'>, id: string, reason: string): Promise<number> {
  const theirs = sql`${ledger.actor}->>'id' = ${id} and ${ledger.body} is not null`
  const said = and(theirs, inArray(ledger.kind, [...ERASABLE]))
  let erased = 0
  const places = await db.selectDistinct({ caseId: ledger.caseId, chain: ledger.chain }).from(ledger).where(said)
  for (const { caseId, chain } of places) {
    const here = and(eq(ledger.caseId, caseId), eq(ledger.chain, chain), said)
    const by = { personId: SERVICE, name: 'Accord', ...(chain === 'shared' ? {} : { side: chain }) }
    const done = await rooms.record(caseId, by, async ({ tx }) => {
      const found = await tx
        .select({ seq: ledger.seq, actor: ledger.actor })
        .from(ledger)
        .where(here)
        .orderBy(ledger.seq)
      for (const { seq, actor } of found) {
        const who = { id: actor.id, name: '', ...(actor.side === undefined ? {} : { side: actor.side }) }
        await tx
          .update(ledger)
          .set({ body: null, salt: null, actor: who })
          .where(and(eq(ledger.caseId, caseId), eq(ledger.chain, chain), eq(ledger.seq, seq)))
      }
      const entries = found.map(
        ({ seq }): NewEntry => ({ chain, kind: 'entry.erased', body: { seq, reason }, by: 'service' }),
      )
      return ok({ entries, value: found.length })
    })
    if (done.ok) erased += done.value.value
  }
  return erased
}
