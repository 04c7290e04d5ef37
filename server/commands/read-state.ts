import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { type CanonicalCase, canonicalCase } from '@/lib/case/canonical-case'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { people } from '../store/schema'
import { type PastState, stateAt } from '../sync/history'

export interface PastReading extends CanonicalCase {
  readonly seq: number
  readonly digest: string
  /** Whose change led here, and when; absent before the first. */
  readonly last?: { readonly at: string; readonly by: { readonly id: string; readonly name: string } }
  /** The whole document, Yjs update in v2 encoding as base64: only when asked for. */
  readonly document?: string
}

/**
 * [HIS2] The case as it stood at a seq.
 * @param withDocument adds the document itself, for reading it in the workspace
 * @returns refusal `state-not-found` for a seq that never was
 */
export async function readState(
  person: Person,
  caseId: string,
  seq: string,
  withDocument: boolean,
): Promise<Outcome<PastReading>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  if (!/^\d{1,15}$/.test(seq)) return refuse('state-not-found', 'A state is named by a number, such as /history/12.')
  const { db } = runtime()
  const past = await stateAt(createRoomStore(db), caseId, Number(seq))
  if (!past.ok) return past
  const { doc } = past.value
  try {
    const canonical = canonicalCase(doc)
    return ok({
      seq: past.value.seq,
      digest: digestOf(canonical),
      ...(await lastOf(past.value)),
      ...canonical,
      ...(withDocument ? { document: Buffer.from(Y.encodeStateAsUpdateV2(doc)).toString('base64') } : {}),
    })
  } finally {
    doc.destroy()
  }
}

async function lastOf({ last }: PastState): Promise<Pick<PastReading, 'last'>> {
  if (last === undefined) return {}
  const [row] = await runtime().db.select({ name: people.name }).from(people).where(eq(people.id, last.personId))
  return { last: { at: last.at, by: { id: last.personId, name: row?.name ?? 'Someone who was removed' } } }
}
