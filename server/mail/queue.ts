import { and, asc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { DIGEST_TIME } from '@/lib/mail/kinds'
import { MAILED_KINDS, noticesOf } from '@/lib/mail/notices'
import { CHAINS, type Chain, type LedgerEntry } from '@/lib/wire/ledger'
import type { Db, Tx } from '../store/db'
import { ledger, mailBegan, mailHeads, outbox } from '../store/schema'

/** What was said longer ago than this is no news any more: a server that was silent for weeks does not catch up on it. */
export const NEWS_DAYS = 3

/** Entries of a chain that are read at once. */
const PAGE = 500

/** [MAI1] Since when this store sends mail; the first server with mail decides. */
export async function mailSince(db: Db, now: string): Promise<string> {
  await db.insert(mailBegan).values({ id: 1, at: now }).onConflictDoNothing()
  const [row] = await db.select().from(mailBegan)
  return row?.at ?? now
}

/** Cases with entries that nobody has read for mail yet. */
export async function casesWithNews(db: Db): Promise<string[]> {
  const reached = sql`coalesce((select h.seq from mail_heads h where h.case_id = c.id and h.chain = l.chain), 0)`
  const found = await db.execute<{ id: string }>(
    sql`select distinct c.id from cases c, (values ('shared'), ('mdm'), ('hdo')) as l(chain)
      where c.state = 'ready' and (select e.seq from ledger e where e.case_id = c.id and e.chain = l.chain
        order by e.seq desc limit 1) > ${reached}`,
  )
  return found.rows.map(({ id }) => id)
}

/**
 * [MAI1] Queues the mail that a case's new entries call for, and notes how far they were read, in one transaction: a crash
 * leaves either both or neither, and the next reading does the same again. Several processes may read one case at once.
 */
export async function queueNews(db: Db, caseId: string, since: string, now: string): Promise<number> {
  let queued = 0
  for (const chain of CHAINS) {
    for (;;) {
      const { read, made } = await db.transaction((tx) => queueChain(tx, caseId, chain, since, now))
      queued += made
      if (read < PAGE) break
    }
  }
  return queued
}

async function queueChain(tx: Tx, caseId: string, chain: Chain, since: string, now: string) {
  await tx.insert(mailHeads).values({ caseId, chain, seq: 0 }).onConflictDoNothing()
  const mine = and(eq(mailHeads.caseId, caseId), eq(mailHeads.chain, chain))
  const [head] = await tx.select().from(mailHeads).where(mine).for('update')
  const after = head?.seq ?? 0
  const inChain = and(eq(ledger.caseId, caseId), eq(ledger.chain, chain))
  const rows = await tx
    .select()
    .from(ledger)
    .where(and(inChain, gt(ledger.seq, after)))
    .orderBy(asc(ledger.seq))
    .limit(PAGE)
  const last = rows.at(-1)
  if (last === undefined) return { read: 0, made: 0 }
  const oldest = new Date(Date.parse(now) - NEWS_DAYS * 86_400_000).toISOString()
  let made = 0
  for (const row of rows) {
    // An erased body names nobody.
    if (!MAILED_KINDS.has(row.kind) || row.body === null || row.at < since || row.at < oldest) continue
    const entry = row as unknown as LedgerEntry
    const notices = noticesOf(entry, await earlierOf(tx, caseId, entry))
    for (const { person, kind } of notices) {
      const id = [caseId, chain, row.seq, person, kind].join('/')
      const about = { caseId, chain, seq: row.seq, queuedAt: now, nextAt: now }
      const added = await tx
        .insert(outbox)
        .values({ id, personId: person, kind, ...about })
        .onConflictDoNothing()
        .returning({ id: outbox.id })
      made += added.length
    }
  }
  await tx.update(mailHeads).set({ seq: last.seq }).where(mine)
  return { read: rows.length, made }
}

/** What noticesOf has to know of the entries before: those of the same thread, or about the same person. */
async function earlierOf(tx: Tx, caseId: string, entry: LedgerEntry): Promise<LedgerEntry[]> {
  const about =
    entry.kind === 'thread.edited'
      ? and(sql`${ledger.body}->>'thread' = ${entry.body.thread}`, sql`${ledger.kind} like 'thread.%'`)
      : entry.kind === 'participant.set'
        ? and(
            sql`${ledger.body}->>'person' = ${entry.body.person}`,
            inArray(ledger.kind, ['participant.set', 'participant.removed']),
          )
        : undefined
  if (about === undefined) return []
  const rows = await tx
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseId, caseId), eq(ledger.chain, entry.chain), lt(ledger.seq, entry.seq), about))
    .orderBy(asc(ledger.seq))
  return rows as unknown as LedgerEntry[]
}

/** [MAI3] Queues today's digest for everybody whose time has come, once a day each, whichever server asks first. */
export async function queueDigests(db: Db, since: string, now: string): Promise<number> {
  const day = now.slice(0, 10)
  const due = await db.execute<{ id: string; time: string }>(
    sql`select p.id, coalesce(w.digest_time, ${DIGEST_TIME}) as time from people p left join mail_wishes w on w.person_id = p.id
      where not p.disabled and coalesce(w.digest_time, ${DIGEST_TIME}) <= ${now.slice(11, 16)}
        and coalesce(w.digest_day, '') < ${day}
        and exists (select 1 from participants t where t.person_id = p.id)`,
  )
  let made = 0
  for (const { id: personId, time } of due.rows) {
    const moment = `${day}T${time}:00.000Z`
    made += await db.transaction(async (tx) => {
      const taken = await tx.execute(
        sql`insert into mail_wishes (person_id, choices, digest_time, digest_day) values (${personId}, '{}', ${time}, ${day})
          on conflict (person_id) do update set digest_day = ${day} where coalesce(mail_wishes.digest_day, '') < ${day}
          returning person_id`,
      )
      // The day's digest is for those who were here when it was due, and had mail then.
      const [known] = await tx
        .execute<{ at: Date }>(sql`select created_at as at from people where id = ${personId}`)
        .then((r) => r.rows)
      if (taken.rows.length === 0 || known === undefined || new Date(known.at).toISOString() > moment || since > moment)
        return 0
      const row = { id: `digest/${personId}/${day}`, personId, kind: 'digest', queuedAt: now, nextAt: now }
      await tx.insert(outbox).values(row).onConflictDoNothing()
      return 1
    })
  }
  return made
}

/** Forgets what was sent or dropped long ago; what is waiting stays. */
export async function forgetOldMail(db: Db, now: string): Promise<void> {
  const before = new Date(Date.parse(now) - 30 * 86_400_000).toISOString()
  await db
    .delete(outbox)
    .where(
      and(
        or(eq(outbox.state, 'sent'), eq(outbox.state, 'dropped'), eq(outbox.state, 'given-up')),
        lt(outbox.queuedAt, before),
      ),
    )
}
