import { utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeBase64 } from '@/lib/agreement/base64'
import type { SignaturesFile } from '@/lib/agreement/bundle'
import { type Envelope, signEnvelope } from '@/lib/agreement/dsse'
import type { Frozen } from '@/lib/agreement/freeze'
import { makeStatement, readStatement, statementBytes } from '@/lib/agreement/statement'
import { HANA, MARA, passkeyStory, Story, testKey } from '../agreement'
import { SoftPasskey } from '../soft-passkey'
import { withJson } from './files'
import { exportedAnew } from './history'
import type { Keys, Tampering } from './tampering'

/** A story under passkeys up to its proposal, where the hospital's signature is what is forged. */
function almost(
  keys: Keys,
  forge: (story: Story, frozen: Frozen) => void,
  before?: (story: Story) => void,
): Uint8Array {
  const story = new Story()
  story.add('case.created', { title: 'Infusion pump', template: 'blank' })
  story.adopt()
  story.enrol('mdm', keys.mdm)
  story.enrol('hdo', keys.hdo)
  before?.(story)
  const frozen = story.propose()
  story.signByKey(frozen, 'mdm', keys.mdm)
  forge(story, frozen)
  story.inForce(frozen)
  return story.bundle(frozen)
}

/** What can be done to statements and signatures; most of it by somebody who holds the service's key. */
export function statementTamperings(good: Uint8Array, story: Story, keys: Keys): Tampering[] {
  const forged = (name: string, says: RegExp, forge: (story: Story, frozen: Frozen) => void): Tampering => ({
    name,
    code: 'envelope',
    says,
    bytes: almost(keys, forge),
  })
  const envelopes = (name: string, code: string, says: RegExp, change: (all: Envelope[]) => Envelope[]): Tampering => ({
    name,
    code,
    says,
    bytes: exportedAnew(good, story.key, { envelopes: change([...story.envelopes]) }),
  })
  const [first, second] = story.envelopes as [Envelope, Envelope]
  const stranger = new SoftPasskey('ES256')
  const other = new SoftPasskey('EdDSA')
  const late = '2026-11-21T09:00:00.000Z'
  const byService = (payload: Uint8Array) => signEnvelope(payload, story.key.publicKey, story.key.sign)
  return [
    envelopes('an envelope missing', 'envelope-missing', /act is missing/, ([one]) => (one === undefined ? [] : [one])),
    envelopes('an envelope twice', 'envelope-twice', /stands in the file twice/, (all) => [...all, first]),
    envelopes('an envelope of an act nobody recorded', 'envelope-unknown', /does not record this act/, (all) => [
      ...all,
      byService(statementBytes(anything(story))),
    ]),
    envelopes('a payload changed inside an envelope', 'envelope-missing', /act is missing/, ([one, two]) => [
      one as Envelope,
      { ...(two as Envelope), payload: encodeBase64(utf8ToBytes('{}')) },
    ]),
    {
      name: 'the signatures exchanged between two envelopes',
      code: 'envelope-missing',
      says: /act is missing/,
      bytes: exportedAnew(good, story.key, {
        envelopes: [
          { ...first, signatures: second.signatures },
          { ...second, signatures: first.signatures },
        ],
      }),
    },
    {
      name: 'signatures in a file of an unknown version',
      code: 'format',
      says: /does not know/,
      bytes: withJson<SignaturesFile>(good, 'signatures.json', (file) => ({ ...file, version: 99 })),
    },
    {
      name: 'an export sealed by a thief',
      code: 'export',
      says: /seal of the export/,
      bytes: exportedAnew(good, testKey('thief')),
    },
    forged(
      'a forged signature by a key enrolled after the proposal',
      /not one that this version names/,
      (it, frozen) => {
        it.enrol('hdo', stranger)
        it.signByKey(frozen, 'hdo', stranger)
      },
    ),
    forged('a signature by the other person’s passkey', /not one that this version names/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.mdm),
    ),
    forged('a signature whose key was revoked before', /had been revoked/, (it, frozen) => {
      const { credential } = keys.hdo
      it.add('passkey.revoked', { person: HANA.id, side: 'hdo', credential, reason: 'Lost' }, HANA)
      it.signByKey(frozen, 'hdo', keys.hdo)
    }),
    forged('a passkey that was asked for something else', /signed another statement/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { signed: utf8ToBytes('{"sign in":true}') }),
    ),
    forged('a passkey used on another web address', /another web address/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { origin: 'https://accord.example.evil' } }),
    ),
    forged('a passkey used for another host name', /another host name/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { rpId: 'evil.example' } }),
    ),
    forged('a passkey used inside somebody else’s page', /another web address/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { crossOrigin: true } }),
    ),
    forged('an assertion of the enrolment', /something else than an act/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { type: 'webauthn.create' } }),
    ),
    forged('a passkey nobody touched', /anybody was there/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { flags: 4 } }),
    ),
    forged('a passkey without user verification', /did not verify the person/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { manner: { flags: 1 } }),
    ),
    forged('a statement about another version', /about another version/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { subject: '0'.repeat(64) }),
    ),
    forged('a statement about another proposal', /about another proposal/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { proposal: 2 } }),
    ),
    forged('a statement of another case', /about another proposal/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { case: 'case-2' } }),
    ),
    forged('a statement about another page', /about another page/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { view: '0'.repeat(64) } }),
    ),
    forged('a refusal recorded as a signature', /says something else than the history/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { act: 'refuse' } }),
    ),
    forged('a signature of somebody else’s name', /names another person/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { signer: { id: 'eve', name: 'Eve', title: 'Signatory' } } }),
    ),
    forged('a signature for the other side', /names another person/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { side: 'mdm' } }),
    ),
    forged('a statement that had run out', /in the time it was valid for/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { prepared: late, expires: late } }),
    ),
    forged('a statement prepared after it was recorded', /in the time it was valid for/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { prepared: '2027-01-01T00:00:00.000Z' } }),
    ),
    forged('a statement that witnesses another history', /witnesses another history/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { ledger: { size: 3, head: 'f'.repeat(64) } } }),
    ),
    forged('a statement that witnesses what came later', /witnesses another history/, (it, frozen) =>
      it.signByKey(frozen, 'hdo', keys.hdo, { change: { ledger: { size: 99, head: 'f'.repeat(64) } } }),
    ),
    forged(
      'the service vouching in a statement that claims a passkey',
      /another method than its statement/,
      (it, frozen) => it.sign(frozen, 'hdo', { method: 'passkey' }),
    ),
    {
      name: 'one nonce for two statements',
      code: 'nonce',
      says: /used before/,
      bytes: sameNonce(keys),
    },
    {
      name: 'a person outside the roster, recorded by the service itself',
      code: 'envelope',
      says: /not one that this version names/,
      bytes: almost(keys, (it, frozen) => {
        it.signByKey(frozen, 'hdo', other)
      }),
    },
    {
      name: 'a roster with a key that nobody had checked',
      code: 'roster-key',
      says: /does not know the passkey/,
      bytes: uncheckedRoster(keys),
    },
    {
      name: 'a roster with a key that its own owner had checked',
      code: 'roster-key',
      says: /Nobody had checked/,
      bytes: selfCheckedRoster(keys),
    },
    {
      name: 'a charter that only one side had adopted',
      code: 'charter',
      says: /Both sides had not adopted/,
      bytes: halfAdopted(keys),
    },
    {
      name: 'a password where the charter allows passkeys only',
      code: 'envelope',
      says: /does not allow/,
      bytes: passwordForbidden(keys),
    },
  ]
}

function anything(story: Story) {
  const [envelope] = story.envelopes
  const read = readStatement(new Uint8Array(Buffer.from(envelope?.payload ?? '', 'base64')))
  if (read === undefined) throw new Error('The story holds no statement')
  const { subject, predicate } = read
  return makeStatement(subject[0].digest.sha256, { ...predicate, nonce: 'f'.repeat(32) })
}

function sameNonce(keys: Keys): Uint8Array {
  const story = new Story()
  story.adopt()
  for (const side of ['mdm', 'hdo'] as const) story.enrol(side, keys[side])
  const frozen = story.propose()
  for (const side of ['mdm', 'hdo'] as const) {
    story.signByKey(frozen, side, keys[side], { change: { nonce: '0'.repeat(32) } })
  }
  story.inForce(frozen)
  return story.bundle(frozen)
}

/** A frozen roster that names a key which the history learns of only afterwards. */
function uncheckedRoster(keys: Keys): Uint8Array {
  const known = passkeyStory(keys).story.roster()
  const story = new Story()
  story.adopt()
  const frozen = story.propose(1, null, { roster: known })
  for (const side of ['mdm', 'hdo'] as const) {
    story.enrol(side, keys[side])
    story.signByKey(frozen, side, keys[side])
  }
  story.inForce(frozen)
  return story.bundle(frozen)
}

function selfCheckedRoster(keys: Keys): Uint8Array {
  const honest = new Story()
  honest.adopt()
  for (const side of ['mdm', 'hdo'] as const) honest.enrol(side, keys[side])
  const story = new Story()
  story.adopt()
  story.enrol('mdm', keys.mdm, MARA)
  story.enrol('hdo', keys.hdo)
  const frozen = story.propose(1, null, { roster: honest.roster() })
  for (const side of ['mdm', 'hdo'] as const) story.signByKey(frozen, side, keys[side])
  story.inForce(frozen)
  return story.bundle(frozen)
}

function halfAdopted(keys: Keys): Uint8Array {
  const story = new Story()
  story.adopt({}, { by: ['mdm'] })
  for (const side of ['mdm', 'hdo'] as const) story.enrol(side, keys[side])
  const frozen = story.propose()
  for (const side of ['mdm', 'hdo'] as const) story.signByKey(frozen, side, keys[side])
  story.inForce(frozen)
  return story.bundle(frozen)
}

function passwordForbidden(keys: Keys): Uint8Array {
  const story = new Story()
  story.adopt({ methods: ['passkey'] })
  story.enrol('mdm', keys.mdm)
  const frozen = story.propose()
  story.signByKey(frozen, 'mdm', keys.mdm)
  story.sign(frozen, 'hdo')
  story.inForce(frozen)
  return story.bundle(frozen)
}
