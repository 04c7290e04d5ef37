import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull, lt, ne, or } from 'drizzle-orm'
import { deviceWords, networkWords } from '@/lib/access/device-words'
import { type Runtime, runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { participants, type SignedInHow, sessions } from '../store/schema'
import { type AnyHeaders, addressOf, headerOf } from './headers'

/** Seconds after which a session ends in any case: a working day. */
export const SESSION_SECONDS = 12 * 60 * 60

/** Seconds after which a session ends in which nothing was done. */
export const IDLE_SECONDS = 2 * 60 * 60

/** How exactly it is kept when somebody was last seen, in seconds. */
const SEEN_SECONDS = 5 * 60

/** Sessions that ended longer ago than this are forgotten, in days. */
const KEPT_DAYS = 30

export type SessionRow = typeof sessions.$inferSelect

export const after = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()

/** What the store knows of a session's secret. */
export function sessionId(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** [AUTH8] Opens a session under a secret that nobody has known before. @returns the secret, for the cookie alone */
export async function openSession(
  db: Db | Tx,
  person: { readonly id: string; readonly epoch: number },
  how: SignedInHow,
  peer: AnyHeaders,
): Promise<string> {
  const { clock, env } = runtime()
  const secret = randomBytes(32).toString('base64url')
  const at = clock()
  await db.insert(sessions).values({
    id: sessionId(secret),
    personId: person.id,
    epoch: person.epoch,
    createdAt: at,
    seenAt: at,
    expiresAt: after(at, SESSION_SECONDS),
    device: deviceWords(headerOf(peer, 'user-agent')),
    network: networkWords(addressOf(peer, env.trustProxy)),
    how,
  })
  return secret
}

/** [AUTH4] Whether a session still counts now. */
export function counts(row: Pick<SessionRow, 'endedAt' | 'expiresAt' | 'seenAt'>, now: string): boolean {
  return row.endedAt === null && row.expiresAt > now && after(row.seenAt, IDLE_SECONDS) > now
}

/**
 * [AUTH4] Whether a request shows that a person is there: a page that is opened, and what the pages say of keys and pointers.
 * What an open page asks for by itself, every few seconds, does not: a screen that was left would never sign out.
 */
export function showsPresence(headers: AnyHeaders): boolean {
  const asks = headerOf(headers, 'sec-fetch-dest')
  return (asks !== 'empty' && asks !== 'websocket') || headerOf(headers, 'x-accord-here') === '1'
}

/** Notes that the person is here, at most once in a while. */
export async function noteSeen(row: Pick<SessionRow, 'id' | 'seenAt'>): Promise<void> {
  const { db, clock } = runtime()
  const now = clock()
  if (after(row.seenAt, SEEN_SECONDS) > now) return
  await db
    .update(sessions)
    .set({ seenAt: now })
    .where(and(eq(sessions.id, row.id), lt(sessions.seenAt, now)))
}

/** Which of a person's sessions end. */
export type Which = { readonly only: string } | { readonly but: string } | 'all'

/**
 * [AUTH9] Ends sessions of a person: the next request with their cookies is nobody's, and the sockets that they opened are
 * closed at once, here and in every process of this store. @returns how many ended
 */
export async function endSessions(personId: string, which: Which): Promise<number> {
  const { db, clock } = runtime()
  const ended = await db
    .update(sessions)
    .set({ endedAt: clock() })
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(sessions.endedAt),
        which === 'all' ? undefined : 'only' in which ? eq(sessions.id, which.only) : ne(sessions.id, which.but),
      ),
    )
    .returning({ id: sessions.id })
  if (ended.length > 0) await closeSockets(personId)
  return ended.length
}

/** Ends one session, whoever's it is. */
export async function endSession(id: string): Promise<void> {
  const [row] = await runtime().db.select().from(sessions).where(eq(sessions.id, id))
  if (row !== undefined) await endSessions(row.personId, { only: id })
}

/** [SYN5] Lets every case of the person judge their connections anew. */
export async function closeSockets(personId: string): Promise<void> {
  const { db, rooms } = runtime()
  const parts = await db
    .select({ caseId: participants.caseId })
    .from(participants)
    .where(eq(participants.personId, personId))
  for (const { caseId } of parts) await rooms.recheck(caseId, personId)
}

/** Between two looks for sessions that have run out, in milliseconds. */
const SWEEP_MS = 60_000

/** [AUTH4] Ends what has run out while nobody asked, sockets included, and forgets what ended long ago. */
export function watchSessions(current: Runtime): { stop(): Promise<void> } {
  let working: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    working = working.then(sweepSessions).catch((error) => current.log.error('sessions.sweep-failed', error))
  }, SWEEP_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await working
    },
  }
}

/** One such look. */
export async function sweepSessions(): Promise<void> {
  const { db, clock } = runtime()
  const now = clock()
  const out = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(
      and(isNull(sessions.endedAt), or(lt(sessions.expiresAt, now), lt(sessions.seenAt, after(now, -IDLE_SECONDS)))),
    )
    .returning({ personId: sessions.personId })
  for (const personId of new Set(out.map((row) => row.personId))) await closeSockets(personId)
  await db.delete(sessions).where(lt(sessions.endedAt, after(now, -KEPT_DAYS * 86_400)))
}
