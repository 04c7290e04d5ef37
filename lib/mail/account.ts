import { ACCOUNT_EVENTS, type AccountEvent } from '@/lib/access/account-events'
import { instantWords } from '@/lib/agreement/instant'
import { frame, type Mail } from './compose'

/** [AUTH15] The mail with the link to a new password. */
export function resetMail(home: string, secret: string): Mail {
  return frame(
    'A new password for Accord',
    [
      { words: 'Somebody asked for a new password for your account in Accord.' },
      // Behind the #, which no browser sends to anybody and no server writes down.
      { words: 'If it was you, open this link and choose one.', href: `${home}/sign-in/new-password#${secret}` },
      { words: 'The link works once, for half an hour. If it was not you, do nothing: your password stays as it is.' },
    ],
    { text: 'You get this mail because your address was typed on the sign-in page.', links: [] },
  )
}

export interface AccountNews {
  readonly kind: AccountEvent
  readonly at: string
  /** Who did it, when it was somebody else. */
  readonly by?: string
  readonly note: string
}

/** [AUTH14] The mail about something that happened to the account. */
export function accountMail(home: string, { kind, at, by, note }: AccountNews): Mail {
  const { words } = ACCOUNT_EVENTS[kind]
  const said = `${words}${note === '' ? '' : ` (${note})`}`
  return frame(
    `Your account in Accord: ${words.split(';')[0]?.toLowerCase()}`,
    [
      { words: `What happened: ${said}. It was ${by ?? 'you'}, on ${instantWords(at)}.` },
      {
        words:
          'If you do not know of it, look at your account now: end sessions that are not yours, change the password.',
        href: `${home}/account`,
      },
    ],
    { text: 'Mail about the safety of your account comes always; it cannot be turned off.', links: [] },
  )
}
