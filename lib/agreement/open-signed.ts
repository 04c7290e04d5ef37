import { decodeBase64 } from './base64'
import { decodeBase64Url } from './base64url'
import type { Charter, Method, RosterKey } from './charter'
import { type Envelope, openEnvelope, STATEMENT_TYPE } from './dsse'
import type { VerifySignature } from './ed25519'
import { type ChainedEntry, keyAt, type ServiceKeySpan } from './ledger-chain'
import { checkPasskeyProof, PROOF_PROBLEMS, passkeyId, statementChallenge } from './passkey-proof'
import { reducePasskeys } from './passkey-state'

/** How the owner of a passkey calls it, its algorithm, and who made sure that it is theirs. */
export interface OpenedKey {
  readonly label: string
  readonly algorithm: number
  readonly checkedBy: string
}

type Opened =
  | { readonly payload: Uint8Array; readonly method: Method; readonly key?: OpenedKey }
  | { readonly problem: string }

export interface OpenInput {
  readonly charter: Charter
  readonly entries: readonly ChainedEntry[]
  /** The service's keys in their order, as the chain proves them. */
  readonly keys: readonly ServiceKeySpan[]
  readonly verify: VerifySignature
}

/** The person's key by its credential, if it is one that they may have signed with. */
type FindKey = (credential: string) => RosterKey | undefined

/**
 * Opens the envelope of a recorded act by the key that may have signed it: the person's own passkey, or the service's
 * key where the service vouches for the person.
 */
export function openSigned(envelope: Envelope, entry: ChainedEntry, input: OpenInput, find: FindKey): Opened {
  const { keys, verify } = input
  if (envelope.signatures[0]?.webauthn !== undefined) return openByPasskey(envelope, entry, input, find)
  const opened = openEnvelope(envelope, keyAt(keys, entry.seq) ?? '', verify)
  return 'problem' in opened ? opened : { ...opened, method: 'password' }
}

/** [VER8] In this order: form, key in the roster, key still good, then what the passkey itself proves. */
function openByPasskey(envelope: Envelope, entry: ChainedEntry, input: OpenInput, find: FindKey): Opened {
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

  const key = find(webauthn.credential)
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
