import { and, eq, inArray } from 'drizzle-orm'
import { TEXT_FIELDS } from '@/lib/case/fields'
import { isKey, nodesOf } from '@/lib/case/ydoc'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { clientRuns } from '@/lib/history/authors'
import { NARRATIVE } from '@/lib/history/touched'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { clientIds, participants } from '../store/schema'
import { namesOf } from './people-names'

/** Words that one person wrote one after the other. */
export interface AuthorRun {
  readonly text: string
  readonly by: { readonly id: string; readonly name: string }
  readonly side?: 'mdm' | 'hdo'
  /** When the person's work began in which this was written, ISO 8601. */
  readonly since?: string
}

/**
 * [HIS6] Who wrote what stands in a text of an element: joined, the runs are the text as it is saved.
 * @param field a text field such as `statement`, or `narrative`
 * @returns refusals `element-not-found`, `malformed`
 */
export async function readAuthors(
  person: Person,
  caseId: string,
  element: string | null,
  field: string | null,
): Promise<Outcome<{ seq: number; runs: AuthorRun[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const name = field ?? 'statement'
  if (name !== NARRATIVE && !TEXT_FIELDS.has(name)) {
    return refuse('malformed', 'Name a text of the element in ?field=, such as statement or narrative.')
  }
  if (!isKey(element)) return refuse('malformed', 'Name the element in ?element= by its id.')
  const read = await runtime().rooms.read(caseId, (doc, seq) =>
    nodesOf(doc).has(element) ? { seq, runs: clientRuns(doc, element, name) } : undefined,
  )
  if (read === undefined) return refuse('element-not-found', 'There is no such element in the case.')
  const owners = await ownersOf(
    caseId,
    read.runs.map(({ client }) => client),
  )
  const nameOf = await namesOf([...owners.values()].map(({ personId }) => personId))
  const sides = await sidesOf(caseId, new Set([...owners.values()].map(({ personId }) => personId)))
  const runs: (AuthorRun & { text: string })[] = []
  for (const { text, client } of read.runs) {
    const owner = owners.get(client)
    const id = owner?.personId ?? ''
    const last = runs.at(-1)
    if (last !== undefined && last.by.id === id && last.since === owner?.at) last.text += text
    else {
      const side = sides.get(id)
      const whose = { by: { id, name: nameOf(id) }, ...(side === undefined ? {} : { side }) }
      runs.push({ text, ...whose, ...(owner === undefined ? {} : { since: owner.at }) })
    }
  }
  return ok({ seq: read.seq, runs })
}

async function ownersOf(caseId: string, clients: readonly number[]) {
  const wanted = [...new Set(clients)]
  if (wanted.length === 0) return new Map<number, { personId: string; at: string }>()
  const rows = await runtime()
    .db.select()
    .from(clientIds)
    .where(and(eq(clientIds.caseId, caseId), inArray(clientIds.clientId, wanted)))
  return new Map(rows.map(({ clientId, personId, at }) => [clientId, { personId, at }]))
}

/** On which side each of them takes part. */
async function sidesOf(caseId: string, ids: ReadonlySet<string>): Promise<Map<string, 'mdm' | 'hdo'>> {
  if (ids.size === 0) return new Map()
  const rows = await runtime()
    .db.select({ id: participants.personId, side: participants.side })
    .from(participants)
    .where(and(eq(participants.caseId, caseId), inArray(participants.personId, [...ids])))
  return new Map(rows.flatMap(({ id, side }) => (side === null ? [] : [[id, side] as const])))
}
