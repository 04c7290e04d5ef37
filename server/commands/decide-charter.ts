import type { AdoptRequest, CharterRequest, DeclineCharterRequest } from '@/lib/agreement/requests'
import type { Outcome } from '@/lib/gsn/outcome'
import { ok } from '@/lib/gsn/outcome'
import { type CharterAct, type CharterDone, decideCharter } from '../agreement/charter-store'
import { passwordAgain } from '../agreement/password-again'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/** [CHA2] Puts a charter to both sides and adopts it for the administrator's own; the password is typed again. */
export function proposeCharter(
  person: Person,
  caseId: string,
  { password, ...request }: CharterRequest,
): Promise<Outcome<CharterDone>> {
  return decide(person, caseId, { act: 'propose', ...request }, password)
}

/** [CHA2] Adopts a charter for the administrator's side: it is in force. */
export function adoptCharter(
  person: Person,
  caseId: string,
  charter: number,
  { password, digest }: AdoptRequest,
): Promise<Outcome<CharterDone>> {
  return decide(person, caseId, { act: 'adopt', charter, digest }, password)
}

/** Ends a charter that waits: by the side that is asked, or by the side that proposed it. */
export function declineCharter(
  person: Person,
  caseId: string,
  charter: number,
  request: DeclineCharterRequest,
): Promise<Outcome<CharterDone>> {
  return decide(person, caseId, { act: 'decline', charter, ...request }, undefined)
}

async function decide(
  person: Person,
  caseId: string,
  request: CharterAct,
  password: string | undefined,
): Promise<Outcome<CharterDone>> {
  const allowed = await authorise(person, caseId, 'administer')
  if (!allowed.ok) return allowed
  if (password !== undefined) {
    const right = await passwordAgain(person.personId, person.email, password)
    if (!right.ok) return right
  }
  const by = authorOf(allowed.value.actor)
  const done = await runtime().rooms.record(caseId, by, (state) => decideCharter(caseId, state, by, request))
  return done.ok ? ok(done.value.value) : done
}
