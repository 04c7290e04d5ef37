import { runtime } from '../runtime'
import { outbox } from '../store/schema'

/**
 * [AUTH14] Queues the mail about what happened to somebody's account, where this server sends mail. What it says is
 * written when it is sent (server/mail/account-letter.ts).
 * @param event  of account_events
 */
export async function tellPerson(personId: string, event: string): Promise<void> {
  await queueAccountMail(`account/${event}`, personId, 'account')
}

/** Queues a mail about the account itself. @param id  made of what it is about, so that none is queued twice */
export async function queueAccountMail(id: string, personId: string, kind: 'account' | 'reset'): Promise<void> {
  const { db, clock, mail } = runtime()
  if (mail === undefined) return
  const at = clock()
  await db.insert(outbox).values({ id, personId, kind, queuedAt: at, nextAt: at }).onConflictDoNothing()
  mail.wake()
}
