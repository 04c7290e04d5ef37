import { createHash, createPrivateKey, sign as nodeSign } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type BundleInput, makeBundle } from '@/lib/agreement/bundle'
import { defaultCharter, type Roster, type Side } from '@/lib/agreement/charter'
import { casePart, makeContent } from '@/lib/agreement/content'
import { type Envelope, envelopeDigest, signEnvelope } from '@/lib/agreement/dsse'
import type { Sign } from '@/lib/agreement/ed25519'
import type { AgreementEvent } from '@/lib/agreement/events'
import { type Frozen, freeze } from '@/lib/agreement/freeze'
import { type ChainedEntry, chainEntry, type EntryActor, headOf } from '@/lib/agreement/ledger-chain'
import { VIEW_PATH } from '@/lib/agreement/manifest'
import { makeStatement, type Predicate, statementBytes } from '@/lib/agreement/statement'
import { canonicalCase } from '@/lib/case/canonical-case'
import { digestOf, sha256Hex } from '@/lib/gsn/digest'
import { Peer } from './case'

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

/** The history of one case, made as the server makes it. */
export class Story {
  readonly entries: ChainedEntry[] = []
  readonly envelopes: Envelope[] = []
  private minute = 0

  constructor(
    readonly key: TestKey = testKey('service'),
    readonly peer: Peer = smallCase(),
  ) {}

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

  /** Freezes the case as version `number` and records the proposal. */
  propose(number = 1, supersedes: string | null = null): Frozen {
    const part = casePart(canonicalCase(this.peer.doc))
    const charter = defaultCharter({ mdm: 'Pump Works', hdo: 'St. Brigid' }, this.key.publicKey)
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
      },
      makeContent({
        case: part,
        charter,
        roster: ROSTER,
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
        quorum: { mdm: 1, hdo: 1 },
        roster: { mdm: [MARA.id], hdo: [HANA.id] },
      },
    })
    return frozen
  }

  /** Signs a version for a side; `change` bends the statement before it is signed. */
  sign(frozen: Frozen, side: Side, change: Partial<Predicate> = {}, subject = frozen.digest, key = this.key): void {
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
    const payload = statementBytes(statement)
    const envelope = signEnvelope(payload, key.publicKey, key.sign)
    this.envelopes.push(envelope)
    const { digest } = frozen
    const body = {
      proposal: frozen.manifest.proposal,
      digest,
      side,
      statement: sha256Hex(payload),
      envelope: envelopeDigest(envelope),
    }
    this.event({ kind: 'proposal.signed', body }, actor)
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
        verifier: utf8ToBytes('// the verifier'),
        servicePublicKey: this.key.publicKey,
        at: '2026-11-22T08:00:00.000Z',
        ...change,
      },
      key.sign,
    )
  }
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
