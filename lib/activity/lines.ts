import type { ElementId } from '@/lib/gsn/graph'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'

/** The parts of a case's life that are told apart, in their order, with their headings. */
export const ACTIVITY_GROUPS = {
  threads: 'Conversations',
  approvals: 'Approvals and objections',
  agreement: 'Agreement',
  workshop: 'Workshop',
  people: 'People and the case',
  other: 'More',
} as const
export type ActivityGroup = keyof typeof ACTIVITY_GROUPS

/** One fact of the ledger as a line of news. */
export interface ActivityLine {
  readonly group: ActivityGroup
  readonly at: string
  readonly by: string
  readonly side?: 'mdm' | 'hdo'
  /** What they did, after their name: "commented on C1". */
  readonly words: string
  /** What was said, shortened. */
  readonly text?: string
  /** Said among one side only. */
  readonly private?: true
  readonly element?: ElementId
  readonly thread?: string
  readonly proposal?: number
}

const GROUPS: readonly (readonly [RegExp, ActivityGroup])[] = [
  [/^(thread|suggestion)\./, 'threads'],
  [/^(approval|delegation)\./, 'approvals'],
  [/^(proposal|baseline|charter|agreement|amendment|counter)/, 'agreement'],
  [/^workshop\./, 'workshop'],
  [/^(participant|case)\./, 'people'],
]

/** What people did, by the kind of entry; a kind without a row is told by its own words. */
const WORDS: Readonly<Record<string, string>> = {
  'thread.opened': 'commented on',
  'thread.replied': 'replied about',
  'thread.edited': 'reworded a comment on',
  'thread.removed': 'took back a comment on',
  'thread.assigned': 'gave a comment to somebody to take care of, on',
  'thread.resolved': 'resolved a conversation about',
  'thread.reopened': 'reopened a conversation about',
  'suggestion.applied': 'applied a suggested wording of',
  'suggestion.declined': 'declined a suggested wording of',
  'approval.given': 'approved',
  'approval.objected': 'objected to',
  'approval.lifted': 'lifted the objection to',
  'proposal.opened': 'proposed version',
  'proposal.signed': 'signed version',
  'proposal.refused': 'refused version',
  'proposal.withdrawn': 'withdrew version',
  'proposal.expired': 'saw version expire:',
  'proposal.overtaken': 'saw overtaken: version',
  'baseline.in-force': 'put into force version',
  'case.created': 'created the case',
  'case.archived': 'archived the case',
  'case.unarchived': 'brought the case back from the archive',
  'case.kept-until': 'said until when the case is kept',
}

/**
 * [ACT2] What happened, from the entries that a person may read: a pure function of them, oldest first.
 * @param fresh   the entries that are news
 * @param entries all that the person may read, for what a thread is about
 * @param nameOf  what an element is called
 */
export function activityLines(
  fresh: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  me: string,
  nameOf: (id: ElementId) => string,
): ActivityLine[] {
  const threads = addToThreads(NO_THREADS, entries)
  return fresh
    .filter(({ actor }) => actor.id !== me)
    .map((entry): ActivityLine => {
      const body = (entry.body ?? {}) as Readonly<Record<string, unknown>>
      const thread = text(body.thread)
      const element = text(body.element) ?? text(body.claim) ?? (thread && threads.get(thread)?.element)
      const proposal = typeof body.proposal === 'number' ? body.proposal : undefined
      const { side, name: by } = entry.actor
      return {
        group: GROUPS.find(([pattern]) => pattern.test(entry.kind))?.[1] ?? 'other',
        at: entry.at,
        by,
        words: wordsOf(entry, body, element === undefined ? undefined : nameOf(element), proposal),
        ...optional('text', short(text(body.text) ?? text(body.note) ?? text(body.reason))),
        ...(side === undefined ? {} : { side }),
        ...(entry.chain === 'shared' ? {} : { private: true as const }),
        ...optional('element', element),
        ...optional('thread', thread),
        ...optional('proposal', proposal),
      }
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function wordsOf(
  { kind }: LedgerEntry,
  body: Readonly<Record<string, unknown>>,
  name: string | undefined,
  proposal: number | undefined,
): string {
  if (kind === 'participant.set') return `set what ${text(body.name) ?? 'somebody'} may do`
  if (kind === 'participant.removed') return `took ${text(body.name) ?? 'somebody'} out of the case`
  const words = Object.hasOwn(WORDS, kind) ? WORDS[kind] : `recorded: ${kind.replace(/[.-]/g, ' ')}`
  return [words, name ?? (proposal === undefined ? undefined : String(proposal))].filter(Boolean).join(' ')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

const SHORT = 200

function short(words: string | undefined): string | undefined {
  const line = words?.replace(/\s+/g, ' ').trim()
  return line === undefined || line.length <= SHORT ? line : `${line.slice(0, SHORT).trimEnd()} ...`
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [k in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [k in K]?: T }
}
