import type { RosterKey, Side } from './charter'
import { isAgreementEntry } from './event-kinds'
import type { AgreementBody } from './events'
import type { Person } from './proposal'

/** A person's key as a case's shared history knows it: what both sides can see. */
export interface KnownKey {
  readonly person: string
  readonly name: string
  readonly side: Side
  readonly credential: string
  readonly publicKey: string
  readonly algorithm: number
  readonly label: string
  readonly aaguid: string
  readonly backedUp: boolean
  readonly attestation: string
  readonly rpId: string
  readonly enrolled: { readonly at: string; readonly entry: number }
  readonly checked?: {
    readonly by: Person
    readonly at: string
    readonly entry: number
    readonly how: string
    readonly reviewBy: string
  }
  readonly revoked?: { readonly by: Person; readonly at: string; readonly reason: string }
}

interface Read {
  readonly kind: string
  readonly body: unknown
  readonly at: string
  readonly seq: number
  readonly actor: Person
}

/**
 * [KEY1] The keys of a case by credential, from its shared history. A credential is bound to the person, side and public
 * key it was enrolled with for ever: a second enrolment of it changes nothing, and a revoked one does not come back.
 */
export function reducePasskeys(entries: readonly Read[]): ReadonlyMap<string, KnownKey> {
  const keys = new Map<string, KnownKey>()
  for (const entry of entries) {
    if (!isAgreementEntry(entry)) continue
    const { at, actor, seq } = entry as typeof entry & Read
    if (entry.kind === 'passkey.enrolled') {
      if (!keys.has(entry.body.credential)) keys.set(entry.body.credential, enrolled(entry.body, at, seq))
    } else if (entry.kind === 'passkey.checked') {
      const { credential, how, reviewBy, person, side } = entry.body
      const key = keys.get(credential)
      // [KEY2] By a second person of the same side: nobody vouches for themselves.
      if (key?.person !== person || key.side !== side || actor.id === person || actor.side !== side) continue
      if (key.revoked === undefined)
        keys.set(credential, { ...key, checked: { by: actor, at, entry: seq, how, reviewBy } })
    } else if (entry.kind === 'passkey.revoked') {
      const key = keys.get(entry.body.credential)
      if (key?.person !== entry.body.person || key.revoked !== undefined) continue
      keys.set(entry.body.credential, { ...key, revoked: { by: actor, at, reason: entry.body.reason } })
    }
  }
  return keys
}

function enrolled(
  {
    person,
    name,
    side,
    credential,
    publicKey,
    algorithm,
    label,
    aaguid,
    backedUp,
    attestation,
    rpId,
  }: AgreementBody<'passkey.enrolled'>,
  at: string,
  entry: number,
): KnownKey {
  const about = { person, name, side, credential, publicKey, algorithm, label, aaguid, backedUp, attestation, rpId }
  return { ...about, enrolled: { at, entry } }
}

/** [KEY3] The keys a person may sign with: checked, not revoked, bound to the charter's host name. What a roster freezes. */
export function rosterKeys(
  keys: ReadonlyMap<string, KnownKey>,
  personId: string,
  side: Side,
  rpId: string,
): RosterKey[] {
  return [...keys.values()].flatMap((key): RosterKey[] => {
    const { credential, publicKey, algorithm, label, checked } = key
    if (key.person !== personId || key.side !== side || key.rpId !== rpId) return []
    if (checked === undefined || key.revoked !== undefined) return []
    const { by, at, entry, reviewBy } = checked
    return [
      {
        credential,
        publicKey,
        algorithm,
        label,
        enrolled: key.enrolled.at,
        entry: key.enrolled.entry,
        checked: { by: by.name, at, entry, reviewBy },
      },
    ]
  })
}
