import { reduceCharter } from '@/lib/agreement/charter-state'
import type {
  AdoptRequest,
  CharterRequest,
  DeclineCharterRequest,
  PrepareAdoptionRequest,
} from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import {
  type AdoptionProof,
  adoptionKeys,
  adoptionMethods,
  type PreparedAdoption,
  prepareAdoption,
  readyAdoption,
} from '../agreement/adoption-proof'
import { adoptingOf, type CharterAct, type CharterDone, decideCharter } from '../agreement/charter-store'
import { readShared } from '../agreement/context'
import { passwordAgain } from '../agreement/password-again'
import { provePasskey } from '../agreement/prove-passkey'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import type { Author } from '../sync/rooms'
import { authorOf } from './author'

type Adoption = Exclude<CharterAct, { readonly act: 'decline' }>
type Sent = Pick<AdoptRequest, 'nonce' | 'password' | 'assertion'>

/** [CHA2] Puts a charter to both sides and adopts it for the administrator's own, proven as signatures are. */
export function proposeCharter(
  person: Person,
  caseId: string,
  { terms, supersedes, reason, ...sent }: CharterRequest,
): Promise<Outcome<CharterDone>> {
  return adopt(person, caseId, { act: 'propose', terms, supersedes, reason }, sent)
}

/** [CHA2] Adopts a charter for the administrator's side: it is in force. */
export function adoptCharter(
  person: Person,
  caseId: string,
  charter: number,
  { digest, ...sent }: AdoptRequest,
): Promise<Outcome<CharterDone>> {
  return adopt(person, caseId, { act: 'adopt', charter, digest }, sent)
}

/** [CHA4] Writes down the statement with which a passkey adopts a charter. */
export async function prepareCharter(
  person: Person,
  caseId: string,
  request: PrepareAdoptionRequest,
): Promise<Outcome<PreparedAdoption>> {
  const allowed = await authorise(person, caseId, 'administer')
  if (!allowed.ok) return allowed
  const act: Adoption = 'charter' in request ? { act: 'adopt', ...request } : { act: 'propose', ...request, reason: '' }
  const by = authorOf(allowed.value.actor)
  const seen = await asItStands(caseId, by, act)
  if (!seen.ok) return seen
  const { about, keys, shared } = seen.value
  if (keys.length > 0) return ok(await prepareAdoption(about, by, shared, keys))
  return refuse(
    'passkey-unknown',
    'No passkey of yours has been confirmed in this case for this address. Adopt it with your password.',
  )
}

/** Ends a charter that waits: by the side that is asked, or by the side that proposed it. */
export async function declineCharter(
  person: Person,
  caseId: string,
  charter: number,
  request: DeclineCharterRequest,
): Promise<Outcome<CharterDone>> {
  const allowed = await authorise(person, caseId, 'administer')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const act = { act: 'decline', charter, ...request } as const
  const done = await runtime().rooms.record(caseId, by, (state) => decideCharter(caseId, state, by, act))
  return done.ok ? ok(done.value.value) : done
}

/** The slow proof first, so that it never holds the case; then the same decision with the case locked. */
async function adopt(person: Person, caseId: string, act: Adoption, sent: Sent): Promise<Outcome<CharterDone>> {
  const allowed = await authorise(person, caseId, 'administer')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const proof = await prove(person, caseId, by, act, sent)
  if (!proof.ok) return proof
  const done = await runtime().rooms.record(caseId, by, (state) =>
    decideCharter(caseId, state, by, act, runtime(), proof.value),
  )
  return done.ok ? ok(done.value.value) : done
}

async function prove(
  person: Person,
  caseId: string,
  by: Author,
  act: Adoption,
  { nonce, password, assertion }: Sent,
): Promise<Outcome<AdoptionProof>> {
  if (assertion === undefined || nonce === undefined) {
    const right = await passwordAgain(person.personId, person.email, password ?? '')
    if (!right.ok) return right
    const seen = await asItStands(caseId, by, act)
    // What the rules of charters refuse is said with the case locked.
    if (seen.ok && !adoptionMethods(seen.value.about.charter, seen.value.keys).includes('password')) {
      return refuse('method-not-allowed', 'This charter asks for a passkey, and you have one. Adopt it with that.')
    }
    return ok({ method: 'password' })
  }
  const seen = await asItStands(caseId, by, act)
  if (!seen.ok) return seen
  const { about, keys, shared } = seen.value
  const { db, clock } = runtime()
  const ready = await readyAdoption(db, about, by.personId, nonce, { shared, at: clock() })
  if (!ready.ok) return ready
  if (about.charter.passkeys === null) return refuse('method-not-allowed', 'This charter allows no passkeys.')
  const key = await provePasskey(ready.value.payload, assertion, keys, about.charter.passkeys)
  return key.ok ? ok({ method: 'passkey', nonce, key: key.value }) : key
}

/** The charter that is meant, and the keys that this person may adopt it with. */
async function asItStands(caseId: string, by: Author, act: Adoption) {
  const { db, clock } = runtime()
  const shared = await readShared(caseId)
  if (by.side === undefined) {
    return refuse('not-allowed', 'Only an administrator of a side decides about the charter.')
  }
  const about = adoptingOf(caseId, reduceCharter(shared), by.side, act)
  if (!about.ok) return about
  const who = { personId: by.personId, side: by.side, at: clock() }
  return ok({ about: about.value, shared, keys: await adoptionKeys(db, shared, about.value.charter, who) })
}
