import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import * as Y from 'yjs'
import { makeBundle } from '@/lib/agreement/bundle'
import { defaultCharter, SIDES, type Side } from '@/lib/agreement/charter'
import { type Content, casePart, makeContent } from '@/lib/agreement/content'
import { envelopeDigest, signEnvelope } from '@/lib/agreement/dsse'
import { type Frozen, freeze } from '@/lib/agreement/freeze'
import { type ChainedEntry, chainEntry, headOf } from '@/lib/agreement/ledger-chain'
import { agreementPaper } from '@/lib/agreement/paper'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { makeStatement, statementBytes } from '@/lib/agreement/statement'
import { verifyBundle } from '@/lib/agreement/verify'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readCaseAfresh } from '@/lib/case/read'
import { digestOf, sha256Hex } from '@/lib/gsn/digest'
import { createDigester } from '@/lib/review/digests'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { writePdf } from '@/server/document/write-pdf'
import { growCase } from './grown-case'

/**
 * An agreement by the size of its case: freezing, all digests of all claims, checking the bundle (with Node's own Ed25519
 * and with the plain JavaScript that a browser runs), and the paper. `--sizes=300,1500` chooses the sizes. Prints a table
 * and writes dist/bench/agreement.json; asserts nothing.
 */

const SIZES = process.argv.find((word) => word.startsWith('--sizes='))?.slice('--sizes='.length)
const sizes = (SIZES ?? '300,1500,5000').split(',').map(Number)
/** Entries of the history in front of the agreement, as a case of this size gathers them. */
const historyOf = (size: number) => Math.round(size / 2)

const CASE = 'bench'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const servicePublicKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
const seal = (message: Uint8Array) => new Uint8Array(sign(null, message, privateKey))
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString()

/** Median milliseconds of some runs. */
async function measure(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
}

const PEOPLE = {
  mdm: { id: 'mara', name: 'Mara', side: 'mdm' },
  hdo: { id: 'hana', name: 'Hana', side: 'hdo' },
} as const

function frozenCase(doc: Y.Doc): { content: Content; freezeNow: () => Frozen } {
  const signatory = (side: Side) => ({ ...PEOPLE[side], email: `${side}@x.example`, organisation: side })
  const content = makeContent({
    case: casePart(canonicalCase(doc)),
    charter: defaultCharter({ mdm: 'M', hdo: 'H' }, { origin: 'https://accord.example', servicePublicKey }),
    roster: { mdm: [signatory('mdm')], hdo: [signatory('hdo')] },
    threads: [],
    approvals: [],
    preflight: { items: [], reason: '' },
    changes: { since: null, changes: [] },
    layout: {},
  })
  const heading = {
    case: { id: CASE, title: 'A case of this size' },
    proposal: 1,
    title: '',
    supersedes: null,
    frozen: at(0),
    proposer: { id: 'mara', name: 'Mara', side: 'mdm' },
    expires: at(100_000),
  } as const
  return { content, freezeNow: () => freeze(heading, content) }
}

function signed(frozen: Frozen, caseDigest: string, history: number) {
  const entries: ChainedEntry[] = []
  const envelopes = []
  const add = (kind: string, body: unknown, side: Side = 'mdm') => {
    const draft = { chain: 'shared', at: at(entries.length + 1), actor: PEOPLE[side], kind, body } as const
    const salt = createHash('sha256').update(String(entries.length)).digest('hex').slice(0, 32)
    entries.push(chainEntry(draft, CASE, entries.at(-1), salt, seal))
  }
  for (let i = 0; i < history; i++) add('thread.opened', { thread: `t${i}`, text: 'Words about a claim' })
  const { digest, manifest } = frozen
  const about = { proposal: 1, digest, caseDigest, title: '', supersedes: null, reason: '', accepted: 0 }
  const roster = { mdm: ['mara'], hdo: ['hana'] }
  add('proposal.opened', { ...about, expires: manifest.expires, quorum: { mdm: 1, hdo: 1 }, roster })
  for (const side of SIDES) {
    const { id, name } = PEOPLE[side]
    const now = at(entries.length)
    const payload = statementBytes(
      makeStatement(digest, {
        act: 'sign',
        case: CASE,
        proposal: 1,
        side,
        signer: { id, name, title: 'Signatory' },
        reason: { code: '', text: '', elements: [] },
        method: 'password',
        prepared: now,
        expires: at(entries.length + 5),
        timeZone: 'UTC',
        nonce: sha256Hex(side).slice(0, 32),
        ledger: headOf(entries, CASE, 'shared'),
        coverage: [],
        view: manifest.parts.find(({ path }) => path === 'view/agreement.html')?.sha256 ?? '',
      }),
    )
    const envelope = signEnvelope(payload, servicePublicKey, seal)
    envelopes.push(envelope)
    const proof = { statement: sha256Hex(payload), envelope: envelopeDigest(envelope) }
    add('proposal.signed', { proposal: 1, digest, side, ...proof }, side)
  }
  add('baseline.in-force', { baseline: 1, proposal: 1, digest, supersedes: null })
  return { entries, envelopes }
}

async function measureSize(size: number) {
  const doc = new Y.Doc()
  growCase(doc, size)
  const graph = readCaseAfresh(doc)
  const { content, freezeNow } = frozenCase(doc)
  const few = size > 1500 ? 3 : 5
  const freezing = await measure(few, freezeNow)
  const digests = await measure(few, () => createDigester()(graph))
  const frozen = freezeNow()
  const { entries, envelopes } = signed(frozen, digestOf(content.case), historyOf(size))
  const input = {
    frozen: frozen.files,
    evidence: new Map(),
    envelopes,
    entries,
    head: headOf(entries, CASE, 'shared'),
    page: built('verify.html'),
    verifier: built('verify.mjs'),
    servicePublicKey,
    at: at(0),
  }
  const bundling = await measure(few, () => makeBundle(input, seal))
  const bundle = makeBundle(input, seal)
  const verdict = verifyBundle(bundle, verifyByNode)
  if (verdict.status !== 'valid')
    throw new Error(`The bundle of the bench is not valid: ${JSON.stringify(verdict.problems)}`)
  const verifying = await measure(few, () => verifyBundle(bundle, verifyByNode))
  const verifyingPlain = await measure(1, () => verifyBundle(bundle))
  const [baseline] = reduceAgreement(entries).baselines
  if (baseline === undefined) throw new Error('The baseline of the bench is not in force')
  let pdf = new Uint8Array()
  const paper = await measure(1, async () => {
    const { manifest, digest } = frozen
    pdf = new Uint8Array(await writePdf(agreementPaper({ manifest, digest, content, baseline, verdict })))
  })
  return {
    elements: graph.elements.size,
    entries: entries.length,
    freezing,
    digests,
    bundling,
    verifying,
    verifyingPlain,
    paper,
    bundleKb: Math.round(bundle.length / 1000),
    pdfKb: Math.round(pdf.length / 1000),
    pages: Buffer.from(pdf).toString('latin1').split('/Type /Page\n').length - 1,
  }
}

/** The verifier as the build made it; something of its size when nothing was built. */
function built(name: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(`dist/${name}`))
  } catch {
    return new Uint8Array(150_000)
  }
}

const rows = []
for (const size of sizes) rows.push(await measureSize(size))
const ms = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'))
console.table(
  rows.map((row) => ({
    elements: row.elements,
    'history entries': row.entries,
    'freeze ms': ms(row.freezing),
    'all claim digests ms': ms(row.digests),
    'bundle ms': ms(row.bundling),
    'verify ms (Node)': ms(row.verifying),
    'verify ms (browser code)': ms(row.verifyingPlain),
    'PDF ms': ms(row.paper),
    'bundle kB': row.bundleKb,
    'PDF kB': row.pdfKb,
    pages: row.pages,
  })),
)
mkdirSync('dist/bench', { recursive: true })
writeFileSync('dist/bench/agreement.json', `${JSON.stringify(rows, null, 2)}\n`)
