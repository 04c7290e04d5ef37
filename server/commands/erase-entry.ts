import { and, eq } from 'drizzle-orm'
import { can } from '@/lib/access/policy'
import type { EraseRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { ledger } from '../store/schema'
import { authorOf } from './author'

/** Entries that are words of a person and nothing else. What proves an agreement is never erased. */
export const ERASABLE: ReadonlySet<string> = new Set([
  'thread.opened',
  'thread.replied',
  'thread.edited',
  'thread.resolved',
  'suggestion.declined',
])

/**
 * [LED3] Erases the words of one entry, and the name of who said them: an administrator of the side that said it. The
 * entry's place, digest, hash and seal stay, so the history still verifies and tells that something was erased here.
 * @returns refusals `entry-not-found`, `not-erasable`, `not-allowed`
 */
export async function eraseEntry(
  person: Person,
  caseId: string,
  { chain, seq, reason }: EraseRequest,
): Promise<Outcome<{ chain: string; seq: number }>> {
  const allowed = await authorise(person, caseId, 'administer')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const done = await runtime().rooms.record(caseId, authorOf(actor), async ({ entries, tx }) => {
    const entry = entries.find((e) => e.chain === chain && e.seq === seq)
    if (entry === undefined) return refuse('entry-not-found', 'There is no such entry in a history that you may read.')
    if (!ERASABLE.has(entry.kind)) {
      return refuse('not-erasable', 'Only comments and replies can be erased: other entries prove what was agreed.')
    }
    if (entry.body === null) return refuse('not-erasable', 'The words of this entry are erased already.')
    const { side } = entry.actor
    if (!can(actor, 'administer', side === undefined ? {} : { side })) {
      return refuse('not-allowed', 'Only an administrator of the side that said it may erase it.')
    }
    const who = { id: entry.actor.id, name: '', ...(side === undefined ? {} : { side }) }
    await tx
      .update(ledger)
      .set({ body: null, salt: null, actor: who })
      .where(and(eq(ledger.caseId, caseId), eq(ledger.chain, chain), eq(ledger.seq, seq)))
    const told: NewEntry = { chain, kind: 'entry.erased', body: { seq, reason } }
    return ok({ entries: [told], value: { chain, seq } })
  })
  return done.ok ? ok(done.value.value) : done
}
