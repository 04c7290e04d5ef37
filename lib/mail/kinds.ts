import { WAITING, type WaitingKind } from '@/lib/review/inbox'

/** What a person can be written about: whatever can wait for them, and that they were brought into a case. */
export type MailKind = WaitingKind | 'invitation'

/** `instant`: as soon as it is said; `digest`: in the daily mail, while it waits; `off`: never. */
export const MAIL_CHOICES = { instant: 'At once', digest: 'In the daily digest', off: 'Never' } as const
export type MailChoice = keyof typeof MAIL_CHOICES

interface MailKindRow {
  readonly label: string
  readonly help: string
  /** The choices there are; the first one is taken for whoever has not chosen. */
  readonly choices: readonly MailChoice[]
}

const ALL: readonly MailChoice[] = ['instant', 'digest', 'off']
const WAITS: readonly MailChoice[] = ['digest', 'off']

const ROWS: Partial<Readonly<Record<MailKind, MailKindRow>>> = {
  proposal: { label: 'Versions to sign', help: 'A version was proposed and your name is on its list.', choices: ALL },
  assigned: { label: 'Given to you', help: 'Somebody asks you to take care of a comment.', choices: ALL },
  mention: { label: 'Comments that name you', help: 'Somebody wrote @ and your name.', choices: ALL },
  invitation: { label: 'New cases', help: 'Somebody brought you into a case.', choices: ['instant', 'off'] },
  objection: { label: 'Your objections', help: 'Objections of yours that still stand.', choices: WAITS },
  stale: { label: 'Approvals out of date', help: 'What your side approved has changed since.', choices: WAITS },
}

/** [MAI4] What can be chosen about each kind of mail. A kind that has no row of its own is told in the digest. */
export const MAIL_KINDS: Readonly<Record<MailKind, MailKindRow>> = Object.fromEntries(
  [...(Object.keys(WAITING) as WaitingKind[]), 'invitation' as const].map((kind) => [
    kind,
    ROWS[kind] ?? { label: sentence(WAITING[kind as WaitingKind].many), help: '', choices: WAITS },
  ]),
) as Record<MailKind, MailKindRow>

/** Whoever has not chosen is written to about nothing but this at this time of day, UTC. */
export const DIGEST_TIME = '07:00'

export function isMailKind(kind: unknown): kind is MailKind {
  return typeof kind === 'string' && Object.hasOwn(MAIL_KINDS, kind)
}

/** What a person has chosen for a kind, or what is usual. */
export function choiceOf(choices: Readonly<Record<string, string>> | undefined, kind: MailKind): MailChoice {
  const chosen = choices !== undefined && Object.hasOwn(choices, kind) ? choices[kind] : undefined
  const possible = MAIL_KINDS[kind].choices
  return possible.find((choice) => choice === chosen) ?? possible[0] ?? 'off'
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
