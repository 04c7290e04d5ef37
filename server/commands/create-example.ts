import { inArray } from 'drizzle-orm'
import type { Doc } from 'yjs'
import { EXAMPLE } from '@/catalog/example/meridian-lvp'
import { createReader, readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type CommandName, runCommand } from '@/lib/pattern/registry'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { claimDigests } from '@/lib/review/digests'
import { participantsOf } from '@/lib/review/participants'
import { decideOpening, decideReply, decideResolving } from '@/lib/review/speak'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { decideVerdict } from '@/lib/review/verdict'
import type { NewEntry } from '@/lib/wire/ledger'
import type { Runtime } from '../runtime'
import { people as peopleTable } from '../store/schema'
import type { Author, CaseState } from '../sync/rooms'
import { keepExampleFiles } from './example-files'
import { contentSteps, type ExampleStep } from './example-steps'

type Cast = ReadonlyMap<string, Author>

/**
 * Writes the worked example into a new, empty case, by the same commands that people use.
 * @param people  who acts in it; the first one does what nobody else is there for. Comments and approvals are only
 *   written by people who are there: nobody is made to have said something
 */
export async function fillExample(
  runtime: Runtime,
  caseId: string,
  people: readonly [Author, ...Author[]],
): Promise<Outcome<unknown>> {
  const cast = await castOf(runtime, people)
  const by = (side: ExampleStep['side']) => actor(cast, people[0], side)
  // With a live reading of the document no step has to read the whole case.
  const reader = await runtime.rooms.read(caseId, createReader)
  const run = (step: ExampleStep) => edit(runtime, caseId, by(step.side), step)
  try {
    const written = await editAll(contentSteps(EXAMPLE), run)
    if (!written.ok) return written
    const kept = await keepExampleFiles(runtime, caseId, by)
    if (!kept.ok) return kept
    const reviewed = await review(runtime, caseId, cast)
    if (!reviewed.ok) return reviewed
    const { claim, statement } = EXAMPLE.review.thenEdited
    const args: ExampleStep['args'] = (idOf) => ({ element: idOf(claim), text: statement })
    return await run({ side: 'mdm', name: 'set-text', args, on: claim })
  } finally {
    reader.destroy()
  }
}

async function castOf({ db }: Runtime, people: readonly Author[]): Promise<Cast> {
  const ids = people.map((person) => person.personId)
  const rows = await db
    .select({ id: peopleTable.id, email: peopleTable.email })
    .from(peopleTable)
    .where(inArray(peopleTable.id, ids))
  const emails = new Map(rows.map((row) => [row.id, row.email]))
  return new Map(people.map((person) => [emails.get(person.personId) ?? person.personId, person]))
}

/** The editor of a side, or the case's author. */
function actor(cast: Cast, otherwise: Author, side: ExampleStep['side']): Author {
  return cast.get(`editor@${side}.example`) ?? otherwise
}

/** Steps that are under way at once: the room takes them in their order and commits what has come together. */
const AT_ONCE = 50

async function editAll(
  steps: Iterable<ExampleStep>,
  edit: (step: ExampleStep) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const all = [...steps]
  for (let at = 0; at < all.length; at += AT_ONCE) {
    const settled = await Promise.allSettled(all.slice(at, at + AT_ONCE).map(edit))
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
      if (!each.value.ok) return each.value
    }
  }
  return ok()
}

function edit(runtime: Runtime, caseId: string, by: Author, step: ExampleStep): Promise<Outcome<unknown>> {
  // The example speaks for both sides, whoever opens it.
  const context = { ids: runtime.ids, at: runtime.clock(), by: by.personId, name: by.name, side: step.side }
  return runtime.rooms.edit(caseId, by, (doc) => {
    const args = step.args((name) => idByName(doc, name))
    const done = runCommand(doc, step.name satisfies CommandName, args, context)
    return done.ok ? done : refuse(done.refusal.code, `${done.refusal.message} (worked example, ${step.on})`)
  })
}

function idByName(doc: Doc, name: string): string {
  for (const element of readCase(doc).elements.values()) if (element.name === name) return element.id
  throw new Error(`The worked example speaks of ${name}, which is not in it`)
}

/** Threads, approvals and the objection, each by its person where that person takes part. */
async function review({ rooms, ids }: Runtime, caseId: string, cast: Cast): Promise<Outcome<unknown>> {
  const say = (email: string, decide: (state: CaseState, by: Author) => Outcome<NewEntry | undefined>) => {
    const by = cast.get(email)
    if (by === undefined) return Promise.resolve(ok())
    return rooms.record(caseId, by, async (state) => {
      const entry = decide(state, by)
      return entry.ok ? ok({ entries: entry.value === undefined ? [] : [entry.value], value: undefined }) : entry
    })
  }
  for (const thread of EXAMPLE.threads) {
    if (!cast.has(thread.author)) continue
    const id = ids()
    const opened = await say(thread.author, ({ graph, doc, entries }, by) => {
      const request = { element: idByName(doc, thread.on), audience: 'all' as const, text: thread.text }
      return decideOpening(graph, participantsOf(entries), by.side, id, request)
    })
    if (!opened.ok) return opened
    for (const reply of thread.replies) {
      const request = { text: reply.text }
      const said = await say(reply.author, ({ entries }) =>
        decideReply(addToThreads(NO_THREADS, entries), participantsOf(entries), id, ids(), request),
      )
      if (!said.ok) return said
    }
    if (!thread.resolved) continue
    const resolved = await say(thread.author, ({ entries }) => decideResolving(addToThreads(NO_THREADS, entries), id))
    if (!resolved.ok) return resolved
  }
  const { approvals, objection } = EXAMPLE.review
  const verdicts = [
    ...approvals.map((each) => ({ ...each, verdict: 'approve' as const, note: undefined })),
    { ...objection, verdict: 'object' as const },
  ]
  for (const { claim, by: email, verdict, note } of verdicts) {
    const done = await say(email, ({ graph, seq, entries, doc }, by) => {
      const id = idByName(doc, claim)
      const digests = claimDigests(graph).get(id)
      if (digests === undefined || by.side === undefined) return ok(undefined)
      const judged = { graph, seq, approvals: addToApprovals(NO_APPROVALS, entries) }
      const participation = { side: by.side, rights: ['read', 'approve'] as const }
      const actor = { personId: by.personId, name: by.name, email, participation }
      return decideVerdict(judged, actor, { claim: id, verdict, digests, note })
    })
    if (!done.ok) return done
  }
  return ok()
}
