import { eq } from 'drizzle-orm'
import * as Y from 'yjs'
import { nodesOf, textOf } from '@/lib/case/ydoc'
import type { Db } from '@/server/store/db'
import { cases, clientIds, snapshots, updates } from '@/server/store/schema'
import { mergeUpdates } from '@/server/sync/update-check'
import { growCase } from '../grown-case'

const PEOPLE = [
  { personId: 'ann', side: 'mdm' },
  { personId: 'hal', side: 'hdo' },
] as const
const ROWS = 500

/**
 * Writes a long history into an empty case that no room has open: the rows, snapshots and client ids that rooms would leave
 * behind. Two people type into the statements of a small case, a few letters to an edit, in afternoons.
 * @param edits how many rows to write
 * @param every rows between two snapshots
 */
export async function writeHistory(
  db: Db,
  caseId: string,
  { edits, every }: { readonly edits: number; readonly every: number },
): Promise<void> {
  const docs = PEOPLE.map(() => new Y.Doc())
  const [first, second] = docs as [Y.Doc, Y.Doc]
  const begun: Uint8Array[] = []
  const collect = (bytes: Uint8Array) => begun.push(bytes)
  first.on('update', collect)
  growCase(first, 400)
  first.off('update', collect)
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
  const ids = [...nodesOf(first).keys()]
  let time = Date.parse('2026-01-05T08:00:00.000Z')
  let pending: (typeof updates.$inferInsert)[] = []
  for (let n = 0; n < edits; n++) {
    const who = Math.floor(n / 40) % 2
    const doc = docs[who] as Y.Doc
    const made = n === 0 ? begun : edit(doc, ids[(Math.floor(n / 40) * 13) % ids.length] as string, n)
    if (n > 0) for (const bytes of made) Y.applyUpdate(who === 0 ? second : first, bytes)
    // Four hundred edits make an afternoon; the next one begins the day after.
    time += n % 400 === 399 ? 20 * 3_600_000 : 25_000
    const at = new Date(time).toISOString()
    const person = PEOPLE[who] as (typeof PEOPLE)[number]
    pending.push({ caseId, seq: n + 1, ...person, at, clientIds: [doc.clientID], update: mergeUpdates(made) })
    if (pending.length === ROWS || n === edits - 1) {
      await db.insert(updates).values(pending)
      pending = []
    }
    if ((n + 1) % every === 0) {
      await db.insert(snapshots).values({ caseId, seq: n + 1, at, state: Y.encodeStateAsUpdateV2(first) })
    }
  }
  for (const [who, doc] of docs.entries()) {
    const row = { caseId, clientId: doc.clientID, personId: PEOPLE[who]?.personId ?? '' }
    await db.insert(clientIds).values({ ...row, at: new Date(time).toISOString() })
  }
  await db.update(cases).set({ headSeq: edits }).where(eq(cases.id, caseId))
}

function edit(doc: Y.Doc, id: string, n: number): Uint8Array[] {
  const made: Uint8Array[] = []
  const listen = (bytes: Uint8Array) => made.push(bytes)
  doc.on('update', listen)
  const text = textOf(doc, id, 'statement')
  if (n % 9 === 8 && text.length > 30) text.delete(text.length - 12, 12)
  else text.insert(text.length, ' word')
  doc.off('update', listen)
  return made
}
