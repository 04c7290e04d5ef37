import { eq } from 'drizzle-orm'
import type { Doc } from 'yjs'
import { mayAppoint, type Right, type Side } from '@/lib/access/policy'
import { canonicalCase } from '@/lib/case/canonical-case'
import { copyCase } from '@/lib/case/duplicate'
import { readCase } from '@/lib/case/read'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { CreateCaseRequest, DuplicateRequest } from '@/lib/wire/requests'
import { authorise, type CaseRow, type Person } from '../auth/person'
import { type FileRow, filesOf, keptBack, mayHave } from '../files/file-rows'
import { runtime } from '../runtime'
import type { Tx } from '../store/db'
import { createRoomStore } from '../store/room-store'
import { type CaseOrigin, files, organisations, participants, people } from '../store/schema'
import { stateAt } from '../sync/history'
import { buildCase, type Founder, fullRights } from './build-case'
import { copyWatchList } from './watch-list'

/**
 * [REP3] Makes a new case with what this one says now: for another version of the device, or for another hospital. The
 * copy knows where it comes from; threads, approvals and agreement stay behind. Whoever copies takes part with every right
 * on their side; the people of the same organisations keep the parts they have.
 * @returns the new case's id; refusals `not-your-side` for people without one, `invalid`
 */
export async function duplicateCase(
  person: Person,
  caseId: string,
  request: DuplicateRequest,
): Promise<Outcome<{ id: string }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const side = actor.participation?.side
  if (side === undefined) return refuse('not-your-side', 'Only people of one of the two sides make a case of a case.')
  if (request.kind === 'site' && side !== 'mdm') {
    return refuse('not-your-side', 'Only the manufacturer takes a case to another hospital.')
  }
  if (request.kind === 'site' && request.hdo === undefined) return refuse('invalid', 'hdo: Name the other hospital.')
  const current = runtime()
  const { db, rooms, ids, clock } = current
  const store = createRoomStore(db)
  const head = await store.head(caseId)
  const past = await stateAt(store, caseId, head.seq)
  if (!past.ok) return past
  const from = past.value.doc
  try {
    const graph = readCase(from)
    const kept = keptBack(graph)
    const along = (await filesOf(db, caseId)).filter(
      (file) =>
        mayHave(actor, file, kept) && (request.kind === 'version' || file.side === side || file.audience === 'public'),
    )
    const origin: CaseOrigin = {
      case: caseId,
      seq: head.seq,
      digest: digestOf(canonicalCase(from)),
      kind: request.kind,
    }
    const founders = await foundersOf(person, side, row, request)
    const made = await buildCase(
      current,
      createRequest(row, request),
      founders,
      async (id, by) => {
        await db.transaction((tx) => keepFiles(tx, id, along))
        const context = { kind: request.kind, side, files: new Set(along.map(({ sha256 }) => sha256)) }
        return rooms.edit(id, by, (doc) => {
          copyCase(doc, from, context)
          return nameDevice(doc, request, { ids, at: clock(), by: by.personId })
        })
      },
      origin,
    )
    if (made.ok) await copyWatchList(caseId, made.value.id, request.kind === 'site' ? side : undefined)
    return made
  } finally {
    from.destroy()
  }
}

function createRequest(row: CaseRow, { title, device, hdo }: DuplicateRequest): CreateCaseRequest {
  return {
    title,
    // The worked example is one case; a copy of it is a case as any other.
    template: row.template === 'example' ? 'iec-80001-2-9' : row.template,
    device: { ...row.device, model: undefined, version: undefined, ...device } as CreateCaseRequest['device'],
    mdm: { organisation: row.mdmOrganisation },
    hdo: hdo ?? { organisation: row.hdoOrganisation },
  }
}

/** The person who copies, then everybody of the organisations that stay, as far as [ACC5] lets one seat them. */
async function foundersOf(
  person: Person,
  side: Side,
  row: CaseRow,
  { kind }: DuplicateRequest,
): Promise<[Founder, ...Founder[]]> {
  const self: Founder = {
    personId: person.personId,
    name: person.name,
    participation: { side, rights: fullRights(side) },
  }
  const rows = await runtime()
    .db.select({ part: participants, id: people.id, name: people.name, off: people.disabled, home: organisations.side })
    .from(participants)
    .innerJoin(people, eq(participants.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(participants.caseId, row.id))
  const actor = { ...person, participation: self.participation }
  const others = rows.flatMap(({ part, id, name, off, home }): Founder[] => {
    const theirs = part.side
    if (off || id === person.personId || theirs === null || (kind === 'site' && theirs !== side)) return []
    const participation = { side: theirs, rights: part.rights as Right[] }
    const may = mayAppoint(actor, undefined, participation, new Set([side]), home ?? undefined)
    return may ? [{ personId: id, name, participation }] : []
  })
  return [self, ...others]
}

async function keepFiles(tx: Tx, caseId: string, along: readonly FileRow[]): Promise<void> {
  for (const file of along)
    await tx
      .insert(files)
      .values({ ...file, caseId })
      .onConflictDoNothing()
}

/** Says in the copy's own context what device it is about. */
function nameDevice(doc: Doc, { device }: DuplicateRequest, context: { ids: () => string; at: string; by: string }) {
  const element = [...readCase(doc).elements.values()].find(({ facet }) => facet === 'device')?.id
  if (element === undefined) return ok(undefined)
  for (const [field, value = ''] of Object.entries({
    product: device.name,
    model: device.model,
    version: device.version,
  })) {
    const done = runCommand(doc, 'set-field', { element, field, value }, context)
    if (!done.ok) return done
  }
  return ok(undefined)
}
