import { eq } from 'drizzle-orm'
import { ALL_RIGHTS, type Participation, type Right } from '@/lib/access/policy'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import type { CreateCaseRequest } from '@/lib/wire/requests'
import type { Runtime } from '../runtime'
import { type CaseOrigin, cases, participants } from '../store/schema'
import type { Author } from '../sync/rooms'
import { discardDraft } from './discard-drafts'

export interface Founder {
  readonly personId: string
  readonly name: string
  readonly participation: Participation
}

/**
 * Makes a case: a draft that no list shows, with its founders and the first entries of its ledger, then its content, then
 * the word `ready`. A refusal leaves no case; a crash leaves a draft that the next start discards.
 * @param founders  who takes part from the start; the first one is its author
 * @param fill      writes the first content; the founders may already act in the case
 * @param origin    the case that this one is a copy of
 * @param file      the file that its content is read from
 * @returns the new case's id, or the refusal of `fill`
 */
export async function buildCase(
  { db, rooms, ids, clock }: Runtime,
  request: CreateCaseRequest,
  founders: readonly [Founder, ...Founder[]],
  fill: (caseId: string, by: Author) => Promise<Outcome<unknown>>,
  origin?: CaseOrigin,
  file?: { readonly name: string; readonly sha256: string },
): Promise<Outcome<{ id: string }>> {
  const id = ids()
  const by: Author = { personId: founders[0].personId, name: founders[0].name, side: founders[0].participation.side }
  await db.insert(cases).values({
    id,
    title: request.title,
    template: request.template,
    device: request.device,
    mdmOrganisation: request.mdm.organisation,
    hdoOrganisation: request.hdo.organisation,
    schema: SCHEMA_VERSION,
    state: 'building',
    origin,
    createdAt: clock(),
    createdBy: by.personId,
  })
  let complete = false
  try {
    const opened = await rooms.record(id, by, async ({ tx, at }) => {
      const { title, template } = request
      const from = origin && { origin: { case: origin.case, seq: origin.seq, digest: origin.digest } }
      const entries: NewEntry[] = [
        { chain: 'shared', kind: 'case.created', body: { title, template, ...from, ...(file && { file }) } },
      ]
      for (const { personId, name, participation } of founders) {
        const rights = [...participation.rights]
        const { side } = participation
        await tx.insert(participants).values({ caseId: id, personId, side, rights, since: at })
        entries.push({ chain: 'shared', kind: 'participant.set', body: { person: personId, name, side, rights } })
      }
      return ok({ entries, value: undefined })
    })
    if (!opened.ok) return opened
    const filled = await fill(id, by)
    if (!filled.ok) return filled
    await db.update(cases).set({ state: 'ready' }).where(eq(cases.id, id))
    complete = true
    return ok({ id })
  } finally {
    if (!complete) await discardDraft(db, id)
  }
}

/** Every right a person can use: without a side nobody approves, proposes or signs. */
export function fullRights(side: Participation['side']): readonly Right[] {
  return side ? ALL_RIGHTS : ALL_RIGHTS.filter((right) => !['approve', 'propose', 'sign'].includes(right))
}
