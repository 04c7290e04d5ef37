import { randomBytes } from 'node:crypto'
import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { type Charter, type Method, SIDE_WORD, type Side, type Signatory } from '@/lib/agreement/charter'
import { headOf } from '@/lib/agreement/ledger-chain'
import { readPart, VIEW_PATH } from '@/lib/agreement/manifest'
import { statementChallenge } from '@/lib/agreement/passkey-proof'
import type { PrepareRequest } from '@/lib/agreement/requests'
import { type Act, makeStatement, STATEMENT_MINUTES, type Statement, statementBytes } from '@/lib/agreement/statement'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { agreementNow } from '../agreement/agreement-now'
import { readShared } from '../agreement/context'
import { mayAct } from '../agreement/may-act'
import { insertStatement, readVersion, type StoredVersion } from '../agreement/proposal-store'
import { usableKeys } from '../agreement/usable-keys'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

export interface PreparedAnswer {
  readonly nonce: string
  readonly statement: Statement
  readonly expires: string
  /** SHA-256 of the statement's bytes. */
  readonly digest: string
  /** For a passkey: what the browser asks it to sign. */
  readonly passkey: PublicKeyCredentialRequestOptionsJSON | null
}

/** Acts that nobody may do without saying why. */
const NEEDS_REASON: Readonly<Partial<Record<Act, string>>> = {
  refuse: 'Choose a reason and say in words what would have to change.',
  unsign: 'Say why you take your signature back.',
  terminate: 'Say why the agreement ends.',
}

/**
 * Writes down, word for word, what a person is about to sign, and keeps those bytes for five minutes. Signing takes the
 * kept bytes: nothing that comes from the browser afterwards can change them.
 */
export async function prepareStatement(
  person: Person,
  caseId: string,
  number: number,
  request: PrepareRequest,
): Promise<Outcome<PreparedAnswer>> {
  const { act, digest, view, coverage, timeZone, reason, method } = request
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { db, clock } = runtime()
  const at = clock()
  const shared = await readShared(caseId)
  const may = mayAct(await agreementNow(db, caseId, shared, at), act, number, digest, by.personId)
  if (!may.ok) return may
  const version = await readVersion(db, caseId, number)
  if (version === undefined) return refuse('proposal-not-found', 'There is no such proposal.')
  const shown = version.manifest.parts.find((part) => part.path === VIEW_PATH)?.sha256
  if (version.digest !== digest || shown !== view) {
    return refuse('version-changed', 'The page you read is not the one of this version. Open it again.')
  }
  const why = NEEDS_REASON[act]
  if (why !== undefined && (reason.text === '' || (act === 'refuse' && reason.code === ''))) {
    return refuse('reason-missing', why)
  }
  const { side } = may.value
  const charter = readPart(version.files, 'charter')
  const how = mayUse(charter, act, method)
  if (!how.ok) return how
  const keys =
    method === 'passkey' ? await usableKeys(db, version, shared, { act, personId: by.personId, side, at }) : []
  if (method === 'passkey' && keys.length === 0) {
    return refuse(
      'passkey-unknown',
      'This version names no passkey of yours. One that is enrolled or checked after a version was proposed cannot sign it: ask for a new proposal, or use another way that the charter allows.',
    )
  }

  const nonce = randomBytes(16).toString('hex')
  const expires = new Date(Date.parse(at) + STATEMENT_MINUTES * 60_000).toISOString()
  const statement = makeStatement(digest, {
    act,
    case: caseId,
    proposal: number,
    side,
    signer: { id: by.personId, name: by.name, title: titleOf(version, charter, side, by.personId) },
    reason: { code: act === 'refuse' ? reason.code : '', text: reason.text, elements: reason.elements },
    method,
    prepared: at,
    expires,
    timeZone,
    nonce,
    ledger: headOf(shared, caseId, 'shared'),
    coverage,
    view,
    ...(act === 'terminate' ? { ending: request.ending } : {}),
  })
  const payload = statementBytes(statement)
  await insertStatement(db, {
    nonce,
    caseId,
    proposal: number,
    personId: by.personId,
    act,
    payload,
    preparedAt: at,
    expiresAt: expires,
  })
  const passkey =
    method === 'passkey' && charter.passkeys !== null
      ? await generateAuthenticationOptions({
          rpID: charter.passkeys.rpId,
          challenge: Uint8Array.from(statementChallenge(payload)),
          allowCredentials: keys.map(({ credential }) => ({ id: credential })),
          userVerification: 'required',
          timeout: STATEMENT_MINUTES * 60_000,
        })
      : null
  return ok({ nonce, statement, expires, digest: sha256Hex(payload), passkey })
}

/** [CHA3] By which means the frozen charter lets an act be proven. Taking a proposal back binds nobody. */
function mayUse(charter: Charter, act: Act, method: Method): Outcome<void> {
  const { passkeys } = charter
  const origin = runtime().env.publicUrl
  if (method === 'passkey' && passkeys !== null && !passkeys.origins.includes(origin)) {
    const message = `The charter binds passkeys to ${passkeys.origins.join(' and ')}; you are at ${origin}. Open it there.`
    return refuse('method-not-allowed', message, { origins: passkeys.origins })
  }
  if (charter.methods.includes(method) || (act === 'withdraw' && method === 'password')) return ok()
  const words = method === 'password' ? 'The charter asks for a passkey here.' : 'The charter allows no passkeys.'
  return refuse('method-not-allowed', words, { methods: charter.methods })
}

/** In which role the person signs, in words. */
function titleOf(version: StoredVersion, charter: Charter, side: Side, personId: string): string {
  const signatory: Signatory | undefined = readPart(version.files, 'roster')[side].find((s) => s.id === personId)
  const role = charter.roles?.[side]
  const who = `${role === undefined ? 'For' : `${role}, for`} the ${SIDE_WORD[side]}, ${charter.parties[side].organisation}`
  return signatory?.standsFor === undefined ? who : `${who}, in place of ${signatory.standsFor.name}`
}
