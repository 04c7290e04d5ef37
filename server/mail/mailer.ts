import { and, eq, lte, sql } from 'drizzle-orm'
import type { Runtime } from '../runtime'
import { outbox } from '../store/schema'
import { casesWithNews, forgetOldMail, mailSince, queueDigests, queueNews } from './queue'
import { openTransport, type Transport } from './transport'
import { type OutboxRow, writeLetter } from './write-letter'

export interface Mailer {
  /** Something was recorded in this case: there may be mail to send. Returns at once. */
  hint(caseId: string): void
  /** Something was put into the outbox. Returns at once. */
  wake(): void
  /** Does now all that is due. For tests and for the end of a program. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface MailPace {
  /** Between two looks for what is due, in milliseconds. */
  readonly tickMs: number
  /** Before the second attempt; doubled for each one after. */
  readonly firstRetryMs: number
  readonly longestRetryMs: number
  /** An attempt that has not ended by then is taken for that of a server that is gone. */
  readonly claimMs: number
  /** What could not be sent for so long is given up. */
  readonly giveUpMs: number
}

const PACE: MailPace = {
  tickMs: 20_000,
  firstRetryMs: 60_000,
  longestRetryMs: 30 * 60_000,
  claimMs: 5 * 60_000,
  giveUpMs: 3 * 86_400_000,
}

/** Between two looks through all cases for entries that nobody gave a hint about, in milliseconds. */
const SWEEP_MS = 60_000

/**
 * [MAI1] [MAI2] Sends the mail of this store: reads the ledgers' news into the outbox, and the outbox to the mail server.
 * Several processes on one store share the work; each row is claimed by one of them before it is tried.
 */
export function startMailer(
  runtime: () => Runtime,
  smtpUrl: string,
  pace: Partial<MailPace> = {},
  transport: Transport = openTransport(smtpUrl, runtime().env.publicUrl),
): Mailer {
  const { tickMs, firstRetryMs, longestRetryMs, claimMs, giveUpMs } = { ...PACE, ...pace }
  const hinted = new Set<string>()
  let since: string | undefined
  let swept = Number.NEGATIVE_INFINITY
  let working: Promise<void> | undefined
  let again = false
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const later = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString()

  async function queueAll(): Promise<void> {
    const { db, clock, log } = runtime()
    const now = clock()
    since ??= await mailSince(db, now)
    if (Date.parse(now) - swept >= SWEEP_MS) {
      for (const caseId of await casesWithNews(db)) hinted.add(caseId)
      swept = Date.parse(now)
      await forgetOldMail(db, now)
    }
    for (const caseId of [...hinted]) {
      hinted.delete(caseId)
      await queueNews(db, caseId, since, now).catch((error) => {
        swept = Number.NEGATIVE_INFINITY
        log.error('mail.queue-failed', error, { case: caseId })
      })
    }
    await queueDigests(db, since, now)
  }

  /** Takes one row that was due when this round began, so that nobody else does; undefined when none is. */
  async function claim(started: string): Promise<OutboxRow | undefined> {
    const { db, clock } = runtime()
    const now = clock()
    const due = db
      .select({ id: outbox.id })
      .from(outbox)
      .where(and(eq(outbox.state, 'waiting'), lte(outbox.nextAt, started)))
      .orderBy(outbox.nextAt)
      .limit(1)
      .for('update', { skipLocked: true })
    const [row] = await db
      .update(outbox)
      .set({ nextAt: later(now, claimMs), attempts: sql`${outbox.attempts} + 1` })
      .where(sql`${outbox.id} in (${due})`)
      .returning()
    return row
  }

  async function settle(row: OutboxRow, set: Partial<OutboxRow>): Promise<void> {
    // Only while the claim is ours: whoever took it over has counted one attempt more.
    const { db } = runtime()
    await db
      .update(outbox)
      .set(set)
      .where(and(eq(outbox.id, row.id), eq(outbox.attempts, row.attempts)))
  }

  /** @returns whether the mail server is worth asking again now */
  async function attempt(row: OutboxRow): Promise<boolean> {
    const current = runtime()
    const { clock, log } = current
    const mail = { kind: row.kind, person: row.personId, attempt: row.attempts }
    const now = clock()
    const written = await writeLetter(current, row, now)
    if ('dropped' in written) {
      await settle(row, { state: 'dropped', doneAt: now })
      log.debug('mail.dropped', { ...mail, why: written.dropped })
      return true
    }
    const handed = await transport.send(written.letter)
    if (handed.kind === 'sent') {
      await settle(row, { state: 'sent', doneAt: clock() })
      log.debug('mail.sent', mail)
      return true
    }
    const old = Date.parse(now) - Date.parse(row.queuedAt) >= giveUpMs
    if (handed.kind === 'refused' || old) {
      await settle(row, { state: 'given-up', doneAt: now })
      log.warn('mail.given-up', { ...mail, why: handed.code })
      return true
    }
    const wait = Math.max(1, Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(20, row.attempts - 1)))
    await settle(row, { nextAt: later(clock(), wait) })
    log.warn('mail.delayed', { ...mail, why: handed.code })
    return !handed.all
  }

  async function work(): Promise<void> {
    await queueAll()
    // Each row at most once in a round.
    const started = runtime().clock()
    for (let row = await claim(started); row !== undefined && !closed; row = await claim(started)) {
      const goOn = await attempt(row).catch((error) => {
        // The claim runs out by itself, and the row is tried again.
        runtime().log.error('mail.failed', error, { kind: row?.kind })
        return true
      })
      if (!goOn) break
    }
  }

  function run(): Promise<void> {
    if (closed) return working ?? Promise.resolve()
    if (working !== undefined) {
      again = true
      return working
    }
    working = work()
      .catch((error) => runtime().log.error('mail.failed', error))
      .finally(() => {
        working = undefined
        if (again && !closed) {
          again = false
          void run()
        }
      })
    return working
  }

  timer = setInterval(() => void run(), tickMs)
  timer.unref()
  void run()
  return {
    hint(caseId) {
      hinted.add(caseId)
      void run()
    },
    wake: () => void run(),
    async flush() {
      await working
      await run()
      await working
    },
    async close() {
      closed = true
      clearInterval(timer)
      await working
      transport.close()
    },
  }
}
