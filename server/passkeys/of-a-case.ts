import { can } from '@/lib/access/policy'
import { type KnownKey, reducePasskeys } from '@/lib/agreement/passkey-state'
import type { CheckKeyRequest, RevokeKeyRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { readShared, sharedOf } from '../agreement/context'
import { readStanding, type Standing } from '../agreement/roster'
import { authorise, type Person } from '../auth/person'
import { authorOf } from '../commands/author'
import { runtime } from '../runtime'

export interface CaseKeysAnswer {
  /** The keys that this case's shared history tells, of both sides. */
  readonly keys: readonly KnownKey[]
  /** Credentials this person may check, and may take out of the case. */
  readonly may: { readonly check: readonly string[]; readonly revoke: readonly string[] }
}

/** Years until a checked key is looked at again, at most. */
const MOST_YEARS = 3

/** [KEY1] The keys of everybody who may sign in a case, as both sides see them. */
export async function readCaseKeys(person: Person, caseId: string): Promise<Outcome<CaseKeysAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, clock } = runtime()
  const shared = await readShared(caseId)
  const keys = [...reducePasskeys(shared).values()]
  const standing = await readStanding(db, caseId, shared, undefined, clock())
  const { personId } = person
  const that = (judge: typeof mayCheck) =>
    keys.flatMap((key) => (judge(standing, key, personId).ok ? [key.credential] : []))
  return ok({ keys, may: { check: that(mayCheck), revoke: that(mayRevoke) } })
}

/** [KEY2] An administrator of the side says that a key is a person's: by seeing the person, not the screen. */
export function checkCaseKey(
  person: Person,
  caseId: string,
  credential: string,
  { how, reviewBy }: CheckKeyRequest,
): Promise<Outcome<CaseKeysAnswer>> {
  return decide(person, caseId, credential, (standing, key, at) => {
    const may = mayCheck(standing, key, person.personId)
    if (!may.ok) return may
    const [today, year] = [at.slice(0, 10), Number(at.slice(0, 4))]
    if (reviewBy <= today || reviewBy > `${year + MOST_YEARS}${today.slice(4)}`) {
      return refuse('review-date', `Choose a day for the next look after today and within ${MOST_YEARS} years.`)
    }
    const body = { person: key.person, side: key.side, credential, how, reviewBy }
    return ok({ chain: 'shared', kind: 'passkey.checked', body })
  })
}

/** Takes a key out of this case, for good: its owner, or an administrator of the side. */
export function revokeCaseKey(
  person: Person,
  caseId: string,
  credential: string,
  { reason }: RevokeKeyRequest,
): Promise<Outcome<CaseKeysAnswer>> {
  return decide(person, caseId, credential, (standing, key) => {
    const may = mayRevoke(standing, key, person.personId)
    if (!may.ok) return may
    return ok({
      chain: 'shared',
      kind: 'passkey.revoked',
      body: { person: key.person, side: key.side, credential, reason },
    })
  })
}

function administers({ people }: Standing, key: KnownKey, personId: string): boolean {
  const actor = people.get(personId)
  return actor !== undefined && can(actor, 'administer', { side: key.side })
}

function mayCheck(standing: Standing, key: KnownKey, personId: string): Outcome<void> {
  if (key.revoked !== undefined) return refuse('passkey-revoked', 'This key was revoked; it does not come back.')
  if (key.person === personId) {
    return refuse('own-passkey', 'Somebody else checks your key: ask another administrator of your side.')
  }
  return administers(standing, key, personId) ? ok() : NOT_THEIRS
}

function mayRevoke(standing: Standing, key: KnownKey, personId: string): Outcome<void> {
  if (key.revoked !== undefined) return refuse('passkey-revoked', 'This key was revoked already.')
  return key.person === personId || administers(standing, key, personId) ? ok() : NOT_THEIRS
}

const NOT_THEIRS = refuse('not-allowed', 'Only an administrator of that side decides about its keys.')

async function decide(
  person: Person,
  caseId: string,
  credential: string,
  decision: (standing: Standing, key: KnownKey, at: string) => Outcome<NewEntry>,
): Promise<Outcome<CaseKeysAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const done = await runtime().rooms.record(caseId, by, async ({ entries, tx, at }) => {
    const shared = sharedOf(entries)
    const key = reducePasskeys(shared).get(credential)
    if (key === undefined) return refuse('passkey-not-found', 'This case knows no such key.')
    const entry = decision(await readStanding(tx, caseId, shared, undefined, at), key, at)
    return entry.ok ? ok({ entries: [entry.value], value: undefined }) : entry
  })
  return done.ok ? readCaseKeys(person, caseId) : done
}
