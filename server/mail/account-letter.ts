import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { ACCOUNT_EVENTS, isAccountEvent } from '@/lib/access/account-events'
import { accountMail, resetMail } from '@/lib/mail/account'
import { makeReset } from '../commands/reset-password'
import type { Runtime } from '../runtime'
import { accountEvents, type outbox, people } from '../store/schema'
import type { Letter } from './transport'

/** Mail about somebody's own account: nobody's choice, and never in a digest. */
export function isAccountMail(kind: string): boolean {
  return kind === 'account' || kind === 'reset'
}

/** [AUTH14] [AUTH15] Writes it as it is to be sent now. The link to a new password is made here, and stands nowhere else. */
export async function writeAccountLetter(
  current: Runtime,
  row: typeof outbox.$inferSelect,
  person: typeof people.$inferSelect,
  at: string,
): Promise<{ readonly letter: Letter } | { readonly dropped: string }> {
  const { db, env } = current
  const letter = (mail: Pick<Letter, 'subject' | 'text' | 'html'>): { letter: Letter } => ({
    letter: {
      ...mail,
      to: { name: person.name.replace(/[\r\n]+/g, ' '), address: person.email },
      messageId: `<${createHash('sha256').update(row.id).digest('hex').slice(0, 40)}@${new URL(env.publicUrl).hostname}>`,
      date: at,
    },
  })
  if (row.kind === 'reset') {
    // A mail that waited longer than its link would last is no news.
    if (Date.parse(at) - Date.parse(row.queuedAt) > 30 * 60_000) return { dropped: 'too-late' }
    return letter(resetMail(env.publicUrl, await makeReset(current, person.id)))
  }
  const [found] = await db
    .select({ event: accountEvents, by: people.name })
    .from(accountEvents)
    .leftJoin(people, eq(accountEvents.actorId, people.id))
    .where(eq(accountEvents.id, row.id.slice('account/'.length)))
  if (found === undefined || !isAccountEvent(found.event.kind) || !ACCOUNT_EVENTS[found.event.kind].mail) {
    return { dropped: 'no-event' }
  }
  const { kind, at: when, note, actorId } = found.event
  const by = actorId === person.id ? undefined : (found.by ?? 'whoever runs this server')
  return letter(accountMail(env.publicUrl, { kind: kind as keyof typeof ACCOUNT_EVENTS, at: when, note, by }))
}
