import { and, eq } from 'drizzle-orm'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chainEntry } from '@/lib/agreement/ledger-chain'
import type { Expected, Verdict } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { ledger, proposals, statements } from '@/server/store/schema'
// @ts-expect-error a plain script without types
import { verifierSettings } from '../../../server/scripts/bundle.mjs'
// @ts-expect-error a plain script without types
import { verifyPage } from '../../../server/scripts/verify-page.mjs'
import { bundleFile, EVERY_RIGHT, enrolKey, proposeAsIs, signVersion } from '../../support/signing'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

type Entry = typeof ledger.$inferSelect
type StatementRow = typeof statements.$inferSelect

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let signed: string
let other: string
/** Where the history stood on the receipt of the last signer. */
let receipt: { size: number; head: string }

beforeAll(async () => {
  await esbuild.build(verifierSettings())
  await verifyPage()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { name: 'Mara Keller', organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  ;[signed] = await agreed('Infusion pump')
  ;[other] = await agreed('Another pump')
  receipt = (await agreed('Infusion pump', signed))[1]
}, 120_000)

afterAll(() => server?.close())

/** A case in force, signed by both sides with their own keys; a second version of it when it is there already. */
async function agreed(title: string, again?: string): Promise<[string, { size: number; head: string }]> {
  const caseId = again ?? (await server.newCase(mara, { title }))
  if (again === undefined) {
    await server.seat(caseId, mara, 'mdm', EVERY_RIGHT)
    await server.seat(caseId, hana, 'hdo', EVERY_RIGHT)
    await server.adoptCharter(caseId, mara, hana)
  }
  const colleagues = { mdm: await colleague('mdm'), hdo: await colleague('hdo') }
  await server.seat(caseId, colleagues.mdm, 'mdm', ['read', 'administer'])
  await server.seat(caseId, colleagues.hdo, 'hdo', ['read', 'administer'])
  const by = { personId: mara.id, name: mara.name, side: 'mdm' as const }
  const { runCommand } = await import('@/lib/pattern/registry')
  await server.runtime.rooms.edit(caseId, by, (doc) =>
    runCommand(
      doc,
      'add-element',
      { kind: 'goal', statement: again === undefined ? 'The pump is secure' : 'It stays secure' },
      { ids: server.runtime.ids, at: server.runtime.clock(), by: mara.id },
    ),
  )
  const keys = [
    await enrolKey(server, caseId, mara, colleagues.mdm),
    await enrolKey(server, caseId, hana, colleagues.hdo),
  ] as const
  const number = await proposeAsIs(mara, caseId)
  await signVersion(mara, caseId, number, keys[0])
  const last = await signVersion(hana, caseId, number, keys[1])
  return [caseId, last.ledger]
}

let colleagues = 0
function colleague(side: 'mdm' | 'hdo'): Promise<TestPerson> {
  const organisation = side === 'mdm' ? 'Pump Works' : 'St. Brigid'
  return server.person(`colleague${++colleagues}@${side}.example`, { organisation, side })
}

/** Does something to the store behind the service's back, exports the second baseline, and puts the store right again. */
async function exported(
  change: (store: Store) => Promise<unknown>,
  expected: Expected = {},
): Promise<Verdict | 'no file'> {
  const { db } = server.runtime
  const before = {
    ledger: await db.select().from(ledger).where(eq(ledger.caseId, signed)),
    statements: await db.select().from(statements).where(eq(statements.caseId, signed)),
    proposals: await db.select().from(proposals).where(eq(proposals.caseId, signed)),
  }
  try {
    await change(new Store(before.ledger.filter((entry) => entry.chain === 'shared').sort((a, b) => a.seq - b.seq)))
    let response = await hana.get(`/api/cases/${signed}/baselines/2.rab`)
    // Where the service itself no longer finds the second baseline, the file of the first one tells what happened.
    if (response.status === 404) response = await hana.get(`/api/cases/${signed}/baselines/1.rab`)
    if (!response.ok) return 'no file'
    return verifyBundle(new Uint8Array(await response.arrayBuffer()), verifyByNode, expected)
  } finally {
    await db.delete(ledger).where(eq(ledger.caseId, signed))
    await db.insert(ledger).values(before.ledger)
    await db.delete(statements).where(eq(statements.caseId, signed))
    await db.insert(statements).values(before.statements)
    for (const row of before.proposals) {
      await db
        .update(proposals)
        .set(row)
        .where(and(eq(proposals.caseId, signed), eq(proposals.number, row.number)))
    }
  }
}

/** The store as somebody with a database client sees it. */
class Store {
  constructor(readonly entries: readonly Entry[]) {}

  entry(kind: string): Entry {
    const found = this.entries.findLast((entry) => entry.kind === kind)
    if (found === undefined) throw new Error(`The history holds no ${kind}`)
    return found
  }

  async set(entry: Entry, change: Partial<Entry>): Promise<void> {
    await server.runtime.db.update(ledger).set(change).where(this.is(entry.seq))
  }

  async remove(entry: Entry): Promise<void> {
    await server.runtime.db.delete(ledger).where(this.is(entry.seq))
  }

  async envelopes(change: (row: StatementRow) => Partial<StatementRow>): Promise<void> {
    const rows = await server.runtime.db.select().from(statements).where(eq(statements.caseId, signed))
    const row = rows.find((each) => each.proposal === 2 && each.personId === hana.id && each.envelope !== null)
    if (row === undefined) throw new Error('Nobody signed')
    await server.runtime.db.update(statements).set(change(row)).where(eq(statements.nonce, row.nonce))
  }

  /** What somebody can do who holds the service's key: writes the history again from an entry on, chained and sealed. */
  async rewrite(from: Entry, change: Partial<Entry>): Promise<void> {
    let previous: { chain: 'shared'; seq: number; hash: string } | undefined
    for (const entry of this.entries) {
      const draft = { ...entry, ...(entry.seq === from.seq ? change : {}), chain: 'shared' as const }
      if (entry.seq < from.seq) {
        previous = { chain: 'shared', seq: entry.seq, hash: entry.hash }
        continue
      }
      const made = chainEntry(draft, signed, previous, draft.salt ?? '', server.runtime.serviceKey.sign)
      const { prev, bodyDigest, hash, seal } = made
      await this.set(entry, { ...change, ...(entry.seq === from.seq ? {} : draft), prev, bodyDigest, hash, seal })
      previous = { chain: 'shared', seq: entry.seq, hash }
    }
  }

  private is(seq: number) {
    return and(eq(ledger.caseId, signed), eq(ledger.chain, 'shared'), eq(ledger.seq, seq))
  }
}

const SIGNED = 'proposal.signed'

describe('a baseline exported from a store that somebody manipulated', () => {
  it('[VER1] is valid as long as nobody did', async () => {
    expect(await exported(async () => {})).toMatchObject({ status: 'valid', problems: [] })
    expect(verifyBundle(await bundleFile(mara, signed, 1), verifyByNode).remarks[0]).toMatch(/replaced/)
  })

  const cases: readonly (readonly [
    what: string,
    code: string,
    says: RegExp,
    change: (s: Store) => Promise<unknown>,
  ])[] = [
    [
      'a signature that was given to the other side',
      'chain-body',
      /not what was recorded/,
      (s) => s.set(s.entry(SIGNED), { body: { ...s.entry(SIGNED).body, side: 'mdm' } }),
    ],
    [
      'another name on a signature',
      'chain-body',
      /not what was recorded/,
      (s) => s.set(s.entry(SIGNED), { actor: { ...s.entry(SIGNED).actor, name: 'Eve' } }),
    ],
    [
      'another person on a signature',
      'chain-hash',
      /header of entry/,
      (s) => s.set(s.entry(SIGNED), { actor: { ...s.entry(SIGNED).actor, id: 'eve' } }),
    ],
    [
      'another time on the entry into force',
      'chain-hash',
      /header of entry/,
      (s) => s.set(s.entry('baseline.in-force'), { at: '2031-01-01T00:00:00.000Z' }),
    ],
    [
      'a signature turned into something else',
      'chain-hash',
      /header of entry/,
      (s) => s.set(s.entry(SIGNED), { kind: 'proposal.lapsed' }),
    ],
    ['another seal', 'chain-seal', /does not carry a seal/, (s) => s.set(s.entry(SIGNED), { seal: '0'.repeat(128) })],
    ['an entry removed', 'chain-sequence', /was removed or added/, (s) => s.remove(s.entry('passkey.checked'))],
    [
      'an entry of another case',
      'chain-predecessor',
      /does not continue/,
      (s) => s.set(s.entry('charter.adopted'), { prev: '0'.repeat(64) }),
    ],
    [
      'the words of a signature erased',
      'lifecycle',
      /was erased/,
      (s) => s.set(s.entry(SIGNED), { body: null, salt: null }),
    ],
    [
      'another statement in an envelope',
      'envelope-missing',
      /act is missing/,
      (s) => s.envelopes((row) => ({ envelope: row.envelope?.replace('"payload":"ey', '"payload":"eX') ?? null })),
    ],
    ['an envelope removed', 'envelope-missing', /act is missing/, (s) => s.envelopes(() => ({ envelope: null }))],
    [
      'a version of another case put in its place',
      'proposal-digest',
      /records another version/,
      async () => {
        const { db } = server.runtime
        const [foreign] = await db.select().from(proposals).where(eq(proposals.caseId, other))
        if (foreign === undefined) throw new Error('There is no other version')
        const own = and(eq(proposals.caseId, signed), eq(proposals.number, 2))
        await db.update(proposals).set({ frozen: foreign.frozen, digest: foreign.digest }).where(own)
      },
    ],
    // From here on with the service's own key.
    [
      'a history rewritten from its first entry on, with the service’s key',
      'envelope',
      /witnesses another history/,
      (s) => s.rewrite(s.entries[0] as Entry, { at: '2026-01-01T00:00:00.000Z' }),
    ],
    [
      'a key that was checked afterwards, with the service’s key',
      'roster-key',
      /Nobody had checked/,
      (s) => s.rewrite(s.entry('passkey.checked'), { kind: 'participant.note' }),
    ],
  ]
  it.each(cases)('[VER1] is not valid with %s, and the verifier says so', async (_what, code, says, change) => {
    const verdict = await exported(change)
    if (verdict === 'no file') throw new Error('There was no file to judge')
    expect(verdict.status).toBe('not-valid')
    const found = verdict.problems.filter((problem) => problem.code === code)
    expect(found.map(({ message }) => message).join('\n'), JSON.stringify(verdict.problems)).toMatch(says)
  })

  it('[VER12] rewritten after the last signature with the service’s key is caught by the head on the signer’s receipt', async () => {
    const change = (s: Store) => s.rewrite(s.entry('baseline.in-force'), { at: '2031-01-01T00:00:00.000Z' })
    expect(await exported(change)).toMatchObject({ status: 'valid' })
    expect(await exported(change, { heads: [receipt] })).toMatchObject({
      status: 'not-valid',
      problems: [expect.objectContaining({ code: 'remembered-head' })],
    })
  })

  it('[VER12] whose last entries were cut off is not in force, and ends before what the signer remembers', async () => {
    const verdict = await exported((s) => s.remove(s.entry('baseline.in-force')), { heads: [receipt] })
    expect(verdict).toMatchObject({ status: 'remarks', remarks: [expect.stringMatching(/^You remember \d+ entries/)] })
  })

  it('[AGR8] whose frozen bytes were changed is not given out at all', async () => {
    const verdict = await exported(async () => {
      const { db } = server.runtime
      const own = and(eq(proposals.caseId, signed), eq(proposals.number, 2))
      const [row] = await db.select().from(proposals).where(own)
      const frozen = Uint8Array.from(row?.frozen ?? [])
      frozen[Buffer.from(frozen).indexOf('stays secure')] = 0x53
      await db.update(proposals).set({ frozen }).where(own)
    })
    expect(verdict).toBe('no file')
  })
})
