import { and, eq } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { identities, people, type SignedInHow } from '../store/schema'
import { noteEvent } from './account-events'
import { factorsOf, hasFactor } from './code-app'
import type { SetCookie } from './cookies'
import { deviceOf } from './device-of'
import type { AnyHeaders } from './headers'
import { knownDevice, rememberDevice } from './known-device'
import { endSession, openSession } from './sessions'
import { type FirstStep, keepStep, readStep, type StepRow, takeStep } from './steps'
import { tellPerson } from './tell-person'

/** The answer that is being made to somebody who signs in, and the session their browser held until now. */
export interface Entrance {
  readonly peer: AnyHeaders
  readonly set: SetCookie
  readonly before: string | undefined
}

/**
 * The first step is done. [AUTH12] Whoever has a second factor gets no session yet, only a step that waits for it.
 * @returns the new session's secret; refusal `second-factor`
 */
export async function afterFirstStep(
  person: { readonly id: string; readonly epoch: number },
  how: FirstStep['how'],
  at: Entrance,
  link?: Pick<StepRow, 'issuer' | 'subject'>,
): Promise<Outcome<string>> {
  if (hasFactor(await factorsOf(runtime().db, person.id))) {
    await keepStep({ personId: person.id, kind: 'second-factor', how, ...link }, at.set)
    return refuse('second-factor', 'Enter the second factor.')
  }
  if (link !== undefined) await linkIdentity(person.id, link)
  return ok(await enter(person, how, at))
}

/** [AUTH17] The account at the sign-in service that waits in this browser to be tied to the person, if one does. */
export async function waitingLink(personId: string, { peer, set }: Entrance) {
  const step = await readStep(peer)
  if (step?.kind !== 'link' || step.personId !== personId) return undefined
  return (await takeStep(step, set)) ? { issuer: step.issuer, subject: step.subject } : undefined
}

/** The second step is done, too. @returns the new session's secret; nothing when the person is gone meanwhile */
export async function afterSecondStep(
  step: StepRow,
  by: 'code' | 'backup' | 'key',
  at: Entrance,
): Promise<string | undefined> {
  const { db } = runtime()
  if (!(await takeStep(step, at.set))) return undefined
  const [person] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, step.personId), eq(people.disabled, false)))
  if (person === undefined) return undefined
  if (by === 'backup') await tellPerson(person.id, await noteEvent(db, person.id, 'backup-code-used'))
  if (step.issuer !== null) await linkIdentity(person.id, step)
  return enter({ id: person.id, epoch: person.sessionEpoch }, `${step.how}+${by}`, at)
}

/**
 * [AUTH8] Opens a session for whoever has proven who they are. What the browser held before ends, whoever's it was: nobody
 * is left in a session that somebody else has put there.
 */
async function enter(
  person: { readonly id: string; readonly epoch: number },
  how: SignedInHow,
  { peer, set, before }: Entrance,
): Promise<string> {
  const { db } = runtime()
  if (before !== undefined) await endSession(before)
  if (knownDevice(peer, person.id) === undefined) {
    await noteEvent(db, person.id, 'new-device', { note: deviceOf(peer) })
  }
  rememberDevice(peer, person.id, set)
  return openSession(db, person, how, peer)
}

async function linkIdentity(personId: string, { issuer, subject }: Pick<StepRow, 'issuer' | 'subject'>): Promise<void> {
  if (issuer === null || subject === null) return
  const { db, clock } = runtime()
  const made = await db
    .insert(identities)
    .values({ issuer, subject, personId, linkedAt: clock() })
    .onConflictDoNothing()
    .returning({ subject: identities.subject })
  if (made.length === 1) await tellPerson(personId, await noteEvent(db, personId, 'service-linked', { note: issuer }))
}
