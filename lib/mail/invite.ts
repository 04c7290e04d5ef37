import { dayWords } from '@/lib/agreement/instant'
import { frame, type Mail } from './compose'

export interface InvitedTo {
  /** Who made the invitation. */
  readonly by: string
  /** Of the case; absent for an invitation into an organisation. */
  readonly title?: string
  readonly organisation?: string
  readonly until: string
  readonly url: string
}

/** [MAI5] [INV1] The mail that carries an invitation to somebody who may have no account. */
export function inviteMail({ by, title, organisation, until, url }: InvitedTo): Mail {
  const what = title === undefined ? `the organisation "${organisation ?? ''}" in Accord` : `the case "${title}"`
  return frame(
    `${by} invites you into ${what}`,
    [
      { words: `${by} invites you into ${what}.` },
      { words: 'Open this link, and come in with your account or make one.', href: url },
      { words: `It lets one person in, once, until ${dayWords(until)}. Do not pass it on.` },
    ],
    {
      text: 'You get this mail because somebody typed your address. If you do not expect it, do nothing.',
      links: [],
    },
  )
}
