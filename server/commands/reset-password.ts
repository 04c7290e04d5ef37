import { randomBytes } from 'node:crypto'
import { and, eq, gt, lt } from 'drizzle-orm'
import type { AskResetRequest, FinishResetRequest } from '@/lib/access/account-requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { Pace } from '../access/pace'
import { noteEvent } from '../auth/account-events'
import { type AnyHeaders, addressOf } from '../auth/headers'
import { hashPassword, newPasswordComplaint } from '../auth/passwords'
import { after, endSessions, sessionId } from '../auth/sessions'
import { normalEmail } from '../auth/sign-in'
import { dropSteps } from '../auth/steps'
import { queueAccountMail, tellPerson } from '../auth/tell-person'
import { type Runtime, runtime } from '../runtime'
import { passwordResets, people } from '../store/schema'

/** Seconds that a link to a new password is good for. */
const GOOD_FOR = 30 * 60

/** A hospital stands behind one address: many people forget a password there on one morning. */
const FROM_ONE_NETWORK = new Pace(60, 10 * 60_000)

/** Seconds between two mails to one person: nobody fills anybody's letter box. */
const BETWEEN = 2 * 60

/**
 * [AUTH15] Sends a link to a new password to whoever has an account with this address. The answer is the same for
 * everybody, and so is the work before it: the link itself is made when the mail is written.
 */
export async function askReset({ email }: AskResetRequest, peer: AnyHeaders): Promise<Outcome<{ sent: true }>> {
  const { db, env, mail, clock } = runtime()
  if (env.oidc?.only) return PASSWORDS_OFF
  if (mail === undefined) {
    return refuse(
      'mail-missing',
      'This server sends no mail. Ask an administrator of your side, or whoever runs the server, for a new password.',
    )
  }
  if (!FROM_ONE_NETWORK.take(addressOf(peer, env.trustProxy), Date.parse(clock()))) {
    return refuse('too-many-attempts', 'Too many of these from your network. Try again in ten minutes.')
  }
  const [person] = await db
    .select()
    .from(people)
    .where(eq(people.email, normalEmail(email)))
  const slot = Math.floor(Date.parse(clock()) / 1000 / BETWEEN)
  if (person !== undefined && !person.disabled) await queueAccountMail(`reset/${person.id}/${slot}`, person.id, 'reset')
  return ok({ sent: true })
}

/** Makes the link of a mail that is being written. Earlier ones of the person end. @returns its secret */
export async function makeReset({ db, clock }: Pick<Runtime, 'db' | 'clock'>, personId: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const at = clock()
  await db.delete(passwordResets).where(lt(passwordResets.expiresAt, at))
  await db.delete(passwordResets).where(eq(passwordResets.personId, personId))
  await db.insert(passwordResets).values({ digest: sessionId(secret), personId, expiresAt: after(at, GOOD_FOR) })
  return secret
}

/**
 * [AUTH15] Sets a new password by a link, once. Every session of the person ends; second factors stay, so the mailbox alone
 * opens no account that has one.
 */
export async function finishReset({ token, password }: FinishResetRequest): Promise<Outcome<{ email: string }>> {
  const { db, env, clock } = runtime()
  if (env.oidc?.only) return PASSWORDS_OFF
  const good = and(eq(passwordResets.digest, sessionId(token)), gt(passwordResets.expiresAt, clock()))
  const gone = refuse('reset-gone', 'This link was used before or is too old. Ask for a new one.')
  const [row] = await db
    .select({ person: people })
    .from(passwordResets)
    .innerJoin(people, eq(passwordResets.personId, people.id))
    .where(good)
  if (row === undefined || row.person.disabled) return gone
  const { id, email, name } = row.person
  // A password that will not do leaves the link as it is.
  const complaint = await newPasswordComplaint(password, [email, name], runtime().env.breachedPasswords)
  if (complaint !== undefined) return refuse('password-refused', complaint)
  const taken = await db.delete(passwordResets).where(good).returning({ id: passwordResets.personId })
  if (taken.length === 0) return gone
  await setPassword(id, password, 'password-reset', id)
  return ok({ email })
}

/** [AUTH15] Puts a new password in place and ends every session. @param actorId  who did it; null for the command line */
export async function setPassword(
  personId: string,
  password: string,
  kind: 'password-reset' | 'password-set',
  actorId: string | null,
): Promise<void> {
  const { db } = runtime()
  // Whoever opens a link that was sent to the address has shown that it is theirs.
  const proven = kind === 'password-reset' ? { emailProven: true } : {}
  await db
    .update(people)
    .set({ passwordHash: await hashPassword(password), ...proven })
    .where(eq(people.id, personId))
  await db.delete(passwordResets).where(eq(passwordResets.personId, personId))
  await dropSteps(personId)
  await endSessions(personId, 'all')
  await tellPerson(personId, await noteEvent(db, personId, kind, { actorId }))
}

const PASSWORDS_OFF = refuse('password-off', 'On this server people sign in by their organisation’s service.')
