import { createHash, createPrivateKey, sign as nodeSign } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeBase64 } from '@/lib/agreement/base64'
import { encodeBase64Url } from '@/lib/agreement/base64url'
import { type BundleInput, makeBundle } from '@/lib/agreement/bundle'
import { type Charter, defaultCharter, type Roster, SIDES, type Side } from '@/lib/agreement/charter'
import { type CharterStatement, charterStatementBytes, makeCharterStatement } from '@/lib/agreement/charter-statement'
import { casePart, makeContent } from '@/lib/agreement/content'
import { type Envelope, envelopeDigest, preAuthEncoding, STATEMENT_TYPE, signEnvelope } from '@/lib/agreement/dsse'
import type { Sign } from '@/lib/agreement/ed25519'
import type { AgreementEvent } from '@/lib/agreement/events'
import { type Frozen, freeze } from '@/lib/agreement/freeze'
import { type ChainedEntry, chainEntry, type EntryActor, headOf, rotationBytes } from '@/lib/agreement/ledger-chain'
import { VIEW_PATH } from '@/lib/agreement/manifest'
import { passkeyId } from '@/lib/agreement/passkey-proof'
import { reducePasskeys, rosterKeys } from '@/lib/agreement/passkey-state'
import { makeStatement, type Predicate, statementBytes } from '@/lib/agreement/statement'
import { canonicalCase } from '@/lib/case/canonical-case'
import { digestOf, sha256Hex } from '@/lib/gsn/digest'
import { Peer } from './case'
import type { Manner, SoftPasskey } from './soft-passkey'

/** A service key that is the same in every run. */
export interface TestKey {
  readonly publicKey: string
  readonly sign: Sign
}

export function testKey(name: string): TestKey {
  const seed = createHash('sha256').update(name).digest('hex')
  const key = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
  return {
    publicKey: bytesToHex(ed25519.getPublicKey(hexToBytes(seed))),
    sign: (message) => new Uint8Array(nodeSign(null, message, key)),
  }
}

export const CASE_ID = 'case-1'
export const MARA: EntryActor = { id: 'mara', name: 'Mara Keller', side: 'mdm' }
export const HANA: EntryActor = { id: 'hana', name: 'Hana Novak', side: 'hdo' }
const PEOPLE: Readonly<Record<Side, EntryActor>> = { mdm: MARA, hdo: HANA }

const signatory = ({ id, name }: EntryActor, organisation: string) => ({
  id,
  name,
  email: `${id}@x.example`,
  organisation,
})
export const ROSTER: Roster = { mdm: [signatory(MARA, 'Pump Works')], hdo: [signatory(HANA, 'St. Brigid')] }

/** The smallest case: one claim. */
export function smallCase(): Peer {
  const peer = new Peer('p')
  peer.do('add-element', { kind: 'goal', statement: 'The pump is <acceptably> secure' })
  return peer
}

/** Who looks after the keys of each side: nobody vouches for themselves. */
const ADMINS: Readonly<Record<Side, EntryActor>> = {
  mdm: { id: 'adam', name: 'Adam Moor', side: 'mdm' },
  hdo: { id: 'hugo', name: 'Hugo Lind', side: 'hdo' },
}
export const ORIGIN = 'https://accord.example'

/** The history of one case, made as the server makes it. */
export class Story {
  readonly entries: ChainedEntry[] = []
  readonly envelopes: Envelope[] = []
  /** Set by `adopt`: the charter that both sides adopted. */
  charter: Charter
  private adopted = false
  private minute = 0

  constructor(
    public key: TestKey = testKey('service'),
    readonly peer: Peer = smallCase(),
  ) {
    const organisations = { mdm: 'Pump Works', hdo: 'St. Brigid' }
    this.charter = defaultCharter(organisations, { origin: ORIGIN, servicePublicKey: key.publicKey })
  }

  at(): string {
    return new Date(Date.UTC(2026, 10, 21, 12, this.minute++)).toISOString()
  }

  add(kind: string, body: unknown, actor: EntryActor = MARA, at = this.at()): ChainedEntry {
    const draft = { chain: 'shared', at, actor, kind, body } as const
    const salt = digestOf({ salt: this.entries.length }).slice(0, 32)
    const entry = chainEntry(draft, CASE_ID, this.entries.at(-1), salt, this.key.sign)
    this.entries.push(entry)
    return entry
  }

  event(event: AgreementEvent, actor: EntryActor = MARA, at = this.at()): ChainedEntry {
    return this.add(event.kind, event.body, actor, at)
  }

  /** The service changes its key: sealed by the old one, with proof that the new one is there. */
  rotate(next: TestKey): void {
    const change = { caseId: CASE_ID, chain: 'shared', from: this.key.publicKey, to: next.publicKey } as const
    const { from, to } = change
    this.add('service.key-rotated', { from, to, possession: bytesToHex(next.sign(rotationBytes(change))) })
    this.key = next
  }

  /** An administrator of each side adopts the charter. */
  adopt(change: Partial<Charter> = {}, { by = SIDES }: { readonly by?: readonly Side[] } = {}): void {
    this.charter = { ...this.charter, ...change }
    this.adopted = true
    const about = { charter: 1, digest: digestOf(this.charter) }
    const proposed = { ...about, side: 'mdm', supersedes: null, terms: this.charter, reason: '' }
    this.add('charter.proposed', proposed, ADMINS.mdm)
    if (by.includes('hdo')) this.add('charter.adopted', { ...about, side: 'hdo' }, ADMINS.hdo)
  }

  /** The same with a statement in an envelope: by passkey where a side has one, else vouched for by the service. */
  adoptSigned(keys: Partial<Readonly<Record<Side, SoftPasskey>>> = {}, bent: AdoptionBent = {}): void {
    this.adopted = true
    const about = { charter: 1, digest: digestOf(this.charter) }
    for (const side of SIDES) {
      const proof = this.adoption(side, keys[side], bent)
      const body = { ...about, side, ...proof }
      if (side === 'hdo') this.add('charter.adopted', body, ADMINS.hdo)
      else this.add('charter.proposed', { ...body, supersedes: null, terms: this.charter, reason: '' }, ADMINS.mdm)
    }
  }

  private adoption(side: Side, passkey: SoftPasskey | undefined, { digest, change, signed }: AdoptionBent) {
    const method = passkey === undefined ? ('password' as const) : ('passkey' as const)
    const { predicate, ...rest } = makeCharterStatement(digest ?? digestOf(this.charter), {
      case: CASE_ID,
      charter: 1,
      supersedes: null,
      side,
      signer: { id: ADMINS[side].id, name: ADMINS[side].name, title: 'Administrator' },
      method,
      prepared: this.at(),
      nonce: digestOf({ nonce: side }).slice(0, 32),
      ledger: headOf(this.entries, CASE_ID, 'shared'),
    })
    const payload = charterStatementBytes({ ...rest, predicate: { ...predicate, ...change } })
    const envelope =
      passkey === undefined
        ? signEnvelope(payload, this.key.publicKey, this.key.sign)
        : passkeyEnvelope(payload, passkey, passkey.assert(preAuthEncoding(STATEMENT_TYPE, signed ?? payload)))
    this.envelopes.push(envelope)
    return { method, statement: sha256Hex(payload), envelope: envelopeDigest(envelope) }
  }

  /** An administrator's own key, checked by a colleague. */
  enrolAdministrator(side: Side, passkey: SoftPasskey): void {
    this.enrol(side, passkey, PEOPLE[side], ADMINS[side])
  }

  /** A person's key is enrolled and an administrator of the side makes sure that it is theirs. */
  enrol(side: Side, passkey: SoftPasskey, checkedBy: EntryActor = ADMINS[side], actor = PEOPLE[side]): void {
    const { credential, algorithm, rpId } = passkey
    const about = { person: actor.id, side, credential }
    const key = {
      name: actor.name,
      publicKey: encodeBase64Url(passkey.cose()),
      algorithm,
      label: `${actor.name}’s key`,
    }
    const made = { aaguid: '00000000-0000-0000-0000-000000000000', backedUp: false, attestation: '0'.repeat(64), rpId }
    this.add('passkey.enrolled', { ...about, ...key, ...made }, actor)
    this.add('passkey.checked', { ...about, how: 'Seen in person', reviewBy: '2027-11-21' }, checkedBy)
  }

  /** The signatories and the keys that the history knows of them. */
  roster(): Roster {
    const known = reducePasskeys(this.entries)
    const { rpId = '' } = this.charter.passkeys ?? {}
    const of = (side: Side) =>
      ROSTER[side].map((signatory) => {
        const keys = rosterKeys(known, signatory.id, side, rpId)
        return keys.length === 0 ? signatory : { ...signatory, keys }
      })
    return { mdm: of('mdm'), hdo: of('hdo') }
  }

  /** Freezes the case as version `number` and records the proposal. */
  propose(number = 1, supersedes: string | null = null, change: ProposalChange = {}): Frozen {
    const part = casePart(canonicalCase(this.peer.doc))
    const { charter } = this
    const roster = change.roster ?? this.roster()
    const expires = '2026-12-21T12:00:00.000Z'
    const frozen = freeze(
      {
        case: { id: CASE_ID, title: 'Infusion pump <IP-4>' },
        proposal: number,
        title: '',
        supersedes,
        frozen: this.at(),
        proposer: { id: MARA.id, name: MARA.name, side: 'mdm' },
        expires,
        ...(this.adopted ? { charter: digestOf(charter) } : {}),
      },
      makeContent({
        case: part,
        charter,
        roster,
        threads: [],
        approvals: [],
        preflight: { items: [], reason: '' },
        changes: { since: null, changes: [] },
        layout: {},
      }),
    )
    this.event({
      kind: 'proposal.opened',
      body: {
        proposal: number,
        digest: frozen.digest,
        caseDigest: digestOf(part),
        title: '',
        supersedes,
        reason: '',
        accepted: 0,
        expires,
        quorum: charter.quorum,
        roster: { mdm: roster.mdm.map((s) => s.id), hdo: roster.hdo.map((s) => s.id) },
        ...(this.adopted ? { charter: digestOf(charter) } : {}),
        ...change.body,
      },
    })
    return frozen
  }

  /** Signs a version for a side; `change` bends the statement before it is signed. */
  sign(frozen: Frozen, side: Side, change: Partial<Predicate> = {}, subject = frozen.digest, key = this.key): void {
    const payload = this.statement(frozen, side, change, subject)
    this.record(frozen, side, payload, signEnvelope(payload, key.publicKey, key.sign), 'password')
  }

  /** Signs with a passkey; `manner` bends what browser and authenticator do, `signed` what they are given. */
  signByKey(frozen: Frozen, side: Side, passkey: SoftPasskey, bent: Bent = {}): void {
    const payload = this.statement(frozen, side, { method: 'passkey', ...bent.change }, bent.subject)
    const signed = preAuthEncoding(STATEMENT_TYPE, bent.signed ?? payload)
    this.record(
      frozen,
      side,
      payload,
      passkeyEnvelope(payload, passkey, passkey.assert(signed, bent.manner)),
      'passkey',
    )
  }

  private statement(frozen: Frozen, side: Side, change: Partial<Predicate> = {}, subject = frozen.digest): Uint8Array {
    const actor = PEOPLE[side]
    const prepared = this.at()
    const statement = makeStatement(subject, {
      act: 'sign',
      case: CASE_ID,
      proposal: frozen.manifest.proposal,
      side,
      signer: { id: actor.id, name: actor.name, title: 'Signatory' },
      reason: { code: '', text: '', elements: [] },
      method: 'password',
      prepared,
      expires: new Date(Date.parse(prepared) + 5 * 60_000).toISOString(),
      timeZone: 'Europe/Vienna',
      nonce: digestOf({ nonce: this.entries.length }).slice(0, 32),
      ledger: headOf(this.entries, CASE_ID, 'shared'),
      coverage: ['argument'],
      view: frozen.manifest.parts.find((p) => p.path === VIEW_PATH)?.sha256 ?? '',
      ...change,
    })
    return statementBytes(statement)
  }

  private record(
    frozen: Frozen,
    side: Side,
    payload: Uint8Array,
    envelope: Envelope,
    method: Predicate['method'],
  ): void {
    this.envelopes.push(envelope)
    const { digest } = frozen
    const body = {
      proposal: frozen.manifest.proposal,
      digest,
      side,
      statement: sha256Hex(payload),
      envelope: envelopeDigest(envelope),
      ...(method === 'passkey' ? { method } : {}),
    }
    this.event({ kind: 'proposal.signed', body }, PEOPLE[side])
  }

  inForce(frozen: Frozen, baseline = 1, supersedes: string | null = null): void {
    const { proposal } = frozen.manifest
    this.event({ kind: 'baseline.in-force', body: { baseline, proposal, digest: frozen.digest, supersedes } }, HANA)
  }

  bundle(frozen: Frozen, change: Partial<BundleInput> = {}, key = this.key): Uint8Array {
    return makeBundle(
      {
        frozen: frozen.files,
        envelopes: this.envelopes,
        entries: this.entries,
        head: headOf(this.entries, CASE_ID, 'shared'),
        evidence: new Map(),
        page: utf8ToBytes('<!doctype html><title>The verifier</title>'),
        verifier: utf8ToBytes('// the verifier'),
        servicePublicKey: this.key.publicKey,
        at: '2026-11-22T08:00:00.000Z',
        ...change,
      },
      key.sign,
    )
  }
}

interface AdoptionBent {
  readonly digest?: string
  readonly change?: Partial<CharterStatement['predicate']>
  readonly signed?: Uint8Array
}

interface ProposalChange {
  readonly roster?: Roster
  readonly body?: object
}

interface Bent {
  readonly change?: Partial<Predicate>
  readonly subject?: string
  readonly manner?: Manner
  readonly signed?: Uint8Array
}

export function passkeyEnvelope(
  payload: Uint8Array,
  passkey: SoftPasskey,
  { signature, authenticatorData, clientDataJSON }: ReturnType<SoftPasskey['assert']>,
): Envelope {
  const webauthn = {
    credential: passkey.credential,
    authenticatorData: encodeBase64(authenticatorData),
    clientDataJSON: encodeBase64(clientDataJSON),
  }
  return {
    payloadType: STATEMENT_TYPE,
    payload: encodeBase64(payload),
    signatures: [{ keyid: passkeyId(passkey.cose()), sig: encodeBase64(signature), webauthn }],
  }
}

/** A baseline that both sides signed with passkeys, under a charter that both sides adopted. */
export function passkeyStory(keys: Readonly<Record<Side, SoftPasskey>>): { story: Story; frozen: Frozen } {
  const story = new Story()
  story.add('case.created', { title: 'Infusion pump', template: 'blank' })
  story.adopt()
  for (const side of SIDES) story.enrol(side, keys[side])
  const frozen = story.propose()
  story.signByKey(frozen, 'mdm', keys.mdm)
  story.add('thread.opened', { thread: 't1', element: 'C1', text: 'Words that stay in the case' }, HANA)
  story.signByKey(frozen, 'hdo', keys.hdo)
  story.inForce(frozen)
  return { story, frozen }
}

/** A signed baseline from the first entry to the bundle. */
export function signedStory(): { story: Story; frozen: Frozen } {
  const story = new Story()
  story.add('case.created', { title: 'Infusion pump', template: 'blank' })
  const frozen = story.propose()
  story.sign(frozen, 'mdm')
  story.add('thread.opened', { thread: 't1', element: 'C1', text: 'Words that stay in the case' }, HANA)
  story.sign(frozen, 'hdo')
  story.inForce(frozen)
  return { story, frozen }
}
