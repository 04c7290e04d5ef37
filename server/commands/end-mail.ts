import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { MAIL_KINDS } from '@/lib/mail/kinds'
import { readToken } from '../mail/unsubscribe'
import { endMail } from '../mail/wishes'
import { runtime } from '../runtime'

/** What an unsubscribe link would end, in words; undefined for a link that is none. */
export function whatEnds(token: string | null | undefined): string | undefined {
  const what = readToken(runtime().authSecret, token)
  if (what === undefined) return undefined
  return what.kind === 'all-digests' ? 'The daily digest' : MAIL_KINDS[what.kind].label
}

/** [MAI6] Does what an unsubscribe link says; whoever holds the link may. @returns refusal `malformed` for another link */
export async function endMailByLink(token: string | null | undefined): Promise<Outcome<{ ended: string }>> {
  const { db, authSecret } = runtime()
  const what = readToken(authSecret, token)
  const ended = whatEnds(token)
  if (what === undefined || ended === undefined) {
    return refuse('malformed', 'This link is not complete. Open it from the mail again, or use the mail settings.')
  }
  await endMail(db, what.person, what.kind)
  return ok({ ended })
}
