import { desc, eq } from 'drizzle-orm'
import type { EventTold } from '@/lib/access/account-answer'
import type { AccountEvent } from '@/lib/access/account-events'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { accountEvents, people } from '../store/schema'

/** Events of one account that are shown. */
const SHOWN = 50

/**
 * [AUTH14] Writes down what happened to somebody's account.
 * @param actorId  who did it; absent for the service itself or the command line
 * @returns the event's id
 */
export async function noteEvent(
  db: Db | Tx,
  personId: string,
  kind: AccountEvent,
  { actorId = personId, note = '' }: { readonly actorId?: string | null; readonly note?: string } = {},
): Promise<string> {
  const { ids, clock } = runtime()
  const id = ids()
  await db.insert(accountEvents).values({ id, personId, at: clock(), actorId, kind, note: note.slice(0, 500) })
  return id
}

/** The newest of them, newest first. */
export async function readEvents(personId: string): Promise<EventTold[]> {
  const rows = await runtime()
    .db.select({ event: accountEvents, by: people.name })
    .from(accountEvents)
    .leftJoin(people, eq(accountEvents.actorId, people.id))
    .where(eq(accountEvents.personId, personId))
    .orderBy(desc(accountEvents.at), desc(accountEvents.id))
    .limit(SHOWN)
  return rows.map(({ event: { at, kind, actorId, note }, by }) => ({
    at,
    kind,
    by: by ?? '',
    own: actorId === personId,
    note,
  }))
}
