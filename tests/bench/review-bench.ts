import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { createReviewStore } from '@/components/review/review-store'
import { createReader, readCaseAfresh } from '@/lib/case/read'
import { textOf } from '@/lib/case/ydoc'
import { must, ok } from '@/lib/gsn/outcome'
import { boardRows, causeGroups } from '@/lib/review/board'
import { claimDigests } from '@/lib/review/digests'
import { reviewState } from '@/lib/review/state'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Person } from '@/server/auth/person'
import { approveClaim, approveMany } from '@/server/commands/approve-claim'
import { compareStates } from '@/server/commands/compare-states'
import { readChangesSince } from '@/server/commands/read-changes-since'
import { readHistory } from '@/server/commands/read-history'
import { readLedger } from '@/server/commands/read-ledger'
import { readSessions } from '@/server/commands/read-sessions'
import { readState } from '@/server/commands/read-state'
import { parseEnv } from '@/server/env'
import { createLog } from '@/server/log'
import { projectRoot } from '@/server/root'
import { serve } from '@/server/serve'
import { cases, participants, people } from '@/server/store/schema'
import { growCase } from './grown-case'
import { saidAbout } from './review/filled-ledger'
import { writeHistory } from './review/long-history'
import { shown } from './sync/figures'

/**
 * A case of 1,100 claims with 10,000 ledger entries, 1,000 threads and 1,100 approvals: what opening it, one new entry and
 * one edit cost a browser, beside the same answer from the start; and what they cost the server. Then a history of 100,000
 * edits on the embedded store: its timeline, and any state. `--edits=100000` and `--entries=10000` choose the sizes.
 * Prints tables and writes dist/bench/review.json; asserts nothing.
 */
const option = (name: string, usual: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual)
const EDITS = option('edits', 100_000)
const ENTRIES = option('entries', 10_000)
const ELEMENTS = 2_150
const CASE = 'review-bench'
const HISTORY = 'history-bench'

const folder = join(projectRoot(), 'dist/bench', `review-${process.pid}`)
mkdirSync(folder, { recursive: true })
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
const clock = () => new Date().toISOString()
const env = parseEnv({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'error' })
const running = await serve({ env, pages: 'none', log: createLog('error', clock) })
const { db, rooms } = running.runtime
const CAST = { ann: 'mdm', hal: 'hdo' } as const
const rights = ['read', 'comment', 'edit', 'approve']
for (const id of Object.keys(CAST)) {
  await db.insert(people).values({ id, email: `${id}@x.example`, name: id, createdAt: clock() })
}
for (const id of [CASE, HISTORY]) {
  const sides = { mdmOrganisation: 'Maker', hdoOrganisation: 'Hospital' }
  const row = { id, title: 'Pump', template: 'blank' as const, device: { name: 'Pump' }, ...sides }
  await db.insert(cases).values({ ...row, createdAt: clock(), createdBy: 'ann' })
  for (const [personId, side] of Object.entries(CAST)) {
    await db.insert(participants).values({ caseId: id, personId, side, rights, since: clock() })
  }
}
const person = (id: keyof typeof CAST): Person => ({
  personId: id,
  email: `${id}@x.example`,
  name: id,
  expires: '2100-01-01T00:00:00.000Z',
})
const by = (id: keyof typeof CAST) => ({ personId: id, name: id, side: CAST[id] })

/** Milliseconds of one piece of work, the median of some runs; what comes before each run is not counted. */
async function measure(runs: number, work: () => unknown, before: () => unknown = () => {}): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < runs; n++) {
    await before()
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN
}
const figures: Record<string, number> = {}
const rows: Record<string, { ms: string; 'from the start': string }> = {}
function note(name: string, ms: number, afresh?: number): void {
  figures[name] = ms
  if (afresh !== undefined) figures[`${name}, from the start`] = afresh
  rows[name] = { ms: shown(ms), 'from the start': afresh === undefined ? '' : shown(afresh) }
}

// The review

must(await rooms.edit(CASE, by('ann'), (doc) => ok(growCase(doc, ELEMENTS))))
const state = await rooms.read(CASE, (doc) => Y.encodeStateAsUpdate(doc))
const doc = new Y.Doc()
Y.applyUpdate(doc, state)
const reader = createReader(doc)
const said = saidAbout(reader.graph(), { entries: ENTRIES, threads: 1_000, approvals: 1_100 })
const start = performance.now()
for (let from = 0; from < said.length; ) {
  const side = said[from]?.[0]
  let to = from
  while (to < said.length && said[to]?.[0] === side && to - from < 500) to++
  const entries = said.slice(from, to).map(([, entry]) => entry)
  must(await rooms.record(CASE, by(side === 'mdm' ? 'ann' : 'hal'), async () => ok({ entries, value: undefined })))
  from = to
}
note('seal and store the ledger', performance.now() - start)

const told = must(await readLedger(person('hal'), CASE, null)).entries
const claims = claimDigests(reader.graph()).size
console.log(`${claims} claims, ${said.length} entries, of which one side may read ${told.length}`)
note('server: read the ledger', await measure(5, () => readLedger(person('hal'), CASE, null)))

/** A browser's review over what it has been told. */
function browser(entries: readonly LedgerEntry[]) {
  let now = entries
  const store = createReviewStore(
    { get: () => reader.graph(), subscribe: () => () => {} },
    { get: () => now, subscribe: () => () => {} },
  )
  return { store, tell: (entry: LedgerEntry) => (now = [...now, entry]) }
}
note('open: reduce everything', await measure(7, () => browser(told).store.get()))
const mine = browser(told)
mine.store.get()
const last = told.findLast(({ chain }) => chain === 'shared')
if (last === undefined) throw new Error('Nothing was said')
let seq = last.seq
const oneMore = (): void => {
  const body = { thread: `new${++seq}`, element: 'C1', text: 'One more' }
  mine.tell({ ...last, seq, kind: 'thread.opened', body } as LedgerEntry)
}
const afresh = () => reviewState(readCaseAfresh(doc), told)
note('one new entry', await measure(51, () => mine.store.get(), oneMore), await measure(7, afresh))

const graph = reader.graph()
const leaf = [...graph.elements.values()].findLast(({ facet }) => facet === 'control')?.id ?? 'C1'
let n = 0
const type = (id: string) => () => textOf(doc, id, 'statement').insert(0, String(++n % 10))
note(
  'staleness after an edit of a control',
  await measure(51, () => mine.store.get(), type(leaf)),
  await measure(7, afresh, type(leaf)),
)
const everything = () => causeGroups(mine.store.get(), 'hdo')
note(
  'staleness after an edit of CTXT1 (reaches every claim)',
  await measure(11, () => mine.store.get(), type('CTXT1')),
  await measure(7, afresh, type('CTXT1')),
)
note('its causes, grouped for the board', await measure(7, everything, type('CTXT1')))
note('rows of the board', await measure(7, () => boardRows(mine.store.get())))
reader.destroy()

const digests = claimDigests(await rooms.read(CASE, (live) => readCaseAfresh(live)))
const ids = [...digests.keys()]
let at = 0
note(
  'server: one approval',
  await measure(9, async () => {
    const claim = ids[at++] as string
    must(await approveClaim(person('ann'), CASE, { claim, verdict: 'approve', digests: digests.get(claim)! }))
  }),
)
const many = ids.slice(at).map((claim) => ({ claim, digests: digests.get(claim)! }))
note(
  `server: ${many.length} approvals at once`,
  await measure(1, async () => must(await approveMany(person('ann'), CASE, { claims: many }))),
)

// The history

process.stderr.write(`writing a history of ${EDITS} edits\n`)
const writing = performance.now()
await writeHistory(db, HISTORY, { edits: EDITS, every: 2_000 })
note(`write ${EDITS} edits`, performance.now() - writing)
note('timeline: newest sessions', await measure(5, async () => must(await readSessions(person('hal'), HISTORY, null))))
note(
  'timeline: all of it, answer by answer',
  await measure(1, async () => {
    for (let next: number | undefined = 0; next !== undefined; ) {
      next = must(await readSessions(person('hal'), HISTORY, next === 0 ? null : String(next))).next
    }
  }),
)
note('list of changes: newest page', await measure(5, () => readHistory(person('hal'), HISTORY, null)))
const places = [0.001, 0.25, 0.5, 0.75, 0.999].map((share) => Math.max(2, Math.floor(EDITS * share)))
for (const seq of places) {
  note(
    `state at edit ${seq}`,
    await measure(5, async () => must(await readState(person('hal'), HISTORY, String(seq), false))),
  )
}
note(
  'compare a past state with now',
  await measure(3, async () => must(await compareStates(person('hal'), HISTORY, String(Math.floor(EDITS / 2)), 'now'))),
)
const top = claimDigests(await rooms.read(HISTORY, (live) => readCaseAfresh(live)))
must(await approveClaim(person('hal'), HISTORY, { claim: 'C1', verdict: 'approve', digests: top.get('C1')! }))
note(
  'what changed since an approval',
  await measure(3, async () => must(await readChangesSince(person('ann'), HISTORY, 'C1', 'hdo'))),
)

console.table(rows)
const load = loadavg().map((each) => Number(each.toFixed(1)))
const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model, load }
const sizes = { claims, entries: said.length, threads: 1_000, approvals: 1_100, edits: EDITS }
const report = { at: clock(), machine, sizes, figures }
writeFileSync(join(projectRoot(), 'dist/bench/review.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(`Load average ${load.join(' ')}. Written to dist/bench/review.json.`)
await running.close()
process.exit(0)
