import { decodeBase64 } from './base64'
import { decodeBase64Url } from './base64url'
import { type Method, type RosterKey, SIDES, type Side } from './charter'
import { type Envelope, openEnvelope, STATEMENT_TYPE } from './dsse'
import { keyAt } from './ledger-chain'
import { checkPasskeyProof, PROOF_PROBLEMS, passkeyId, statementChallenge } from './passkey-proof'
import { reducePasskeys, rosterKeys } from './passkey-state'
import type { ActEntry, ActFact, EnvelopeInput } from './verify-envelopes'

type Opened =
  | { readonly payload: Uint8Array; readonly method: Method; readonly key?: ActFact['key'] }
  | { readonly problem: string }

/**
 * Opens the envelope of a recorded act by the key that may have signed it: the person's own passkey from the frozen
 * roster, or the service's key where the service vouches for the person.
 */
export function openSigned(envelope: Envelope, entry: ActEntry, input: EnvelopeInput): Opened {
  const { keys, verify } = input
  if (envelope.signatures[0]?.webauthn !== undefined) return openByPasskey(envelope, entry, input)
  const opened = openEnvelope(envelope, keyAt(keys, entry.seq) ?? '', verify)
  return 'problem' in opened ? opened : { ...opened, method: 'password' }
}

/** [VER8] In this order: form, key in the roster, key still good, then what the passkey itself proves. */
function openByPasskey(envelope: Envelope, entry: ActEntry, input: EnvelopeInput): Opened {
  const no = (problem: string) => ({ problem })
  const { charter } = input
  const [signature, ...more] = envelope.signatures
  const webauthn = signature?.webauthn
  if (envelope.payloadType !== STATEMENT_TYPE) return no(`Its type is "${envelope.payloadType}".`)
  if (signature === undefined || webauthn === undefined || more.length > 0) return no('It is not well-formed.')
  const payload = decodeBase64(envelope.payload)
  const sig = decodeBase64(signature.sig)
  const authenticatorData = decodeBase64(webauthn.authenticatorData)
  const clientDataJSON = decodeBase64(webauthn.clientDataJSON)
  if (!payload || !sig || !authenticatorData || !clientDataJSON) return no('It is not well-formed.')
  if (charter.passkeys === null) return no('The charter allows no passkeys.')

  const key = keyOf(entry, webauthn.credential, input)
  if (key === undefined) {
    return no(`The passkey is not one that this version names for ${entry.actor.name}.`)
  }
  const before = input.entries.slice(0, entry.seq - 1)
  const known = reducePasskeys(before).get(key.credential)
  if (known === undefined || known.revoked !== undefined) return no('The passkey had been revoked before.')
  if (key.checked.reviewBy < entry.at.slice(0, 10)) return no('The check of the passkey had run out before.')
  const publicKey = decodeBase64Url(key.publicKey)
  if (publicKey === undefined || signature.keyid !== passkeyId(publicKey)) return no('It names another key.')

  const { rpId, origins } = charter.passkeys
  const challenge = statementChallenge(payload)
  const problem = checkPasskeyProof({
    publicKey,
    rpId,
    origins,
    challenge,
    authenticatorData,
    clientDataJSON,
    signature: sig,
  })
  if (problem !== undefined) return no(PROOF_PROBLEMS[problem])
  const { label, algorithm, checked } = key
  return { payload, method: 'passkey', key: { label, algorithm, checkedBy: checked.by } }
}

/**
 * The person's key in the frozen roster. Acts that take no signatory of this version (taking it back, ending it later) are
 * proven by a key that the history knew for the person at that time.
 */
function keyOf(
  entry: ActEntry,
  credential: string,
  { roster, charter, entries }: EnvelopeInput,
): RosterKey | undefined {
  const { id } = entry.actor
  const find = (keys: readonly RosterKey[] = []) => keys.find((key) => key.credential === credential)
  for (const side of SIDES) {
    const found = find(roster[side].find((signatory) => signatory.id === id)?.keys)
    if (found !== undefined && side === entry.body.side) return found
  }
  if (entry.kind !== 'proposal.withdrawn' && entry.kind !== 'baseline.termination') return undefined
  const side: Side = entry.body.side
  return find(rosterKeys(reducePasskeys(entries.slice(0, entry.seq - 1)), id, side, charter.passkeys?.rpId ?? ''))
}
