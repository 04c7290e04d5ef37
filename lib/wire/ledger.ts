import { z } from 'zod'
import { ACCESS_EVENTS } from '@/lib/access/events'
import { AGREEMENT_EVENTS } from '@/lib/agreement/events'
import { ALERT_EVENTS } from '@/lib/review/alert-events'
import { WORKSHOP_EVENTS } from '@/lib/workshop/events'

/**
 * The facts of a case: what people said, approved, proposed, granted. Written by the server only, never changed; every
 * screen about them is a reduction of these entries. One row per kind; a kind is never removed, only added.
 */

/** Comments, replies and notes are at most this long, in UTF-16 code units. */
export const WORDS_MAX = 100_000

const id = z.string().min(1).max(64)
const words = z.string().min(1).max(WORDS_MAX)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const sideName = z.enum(['mdm', 'hdo'])

/** The words a thread is about: where they stood and what they were. */
export const passage = z.object({
  field: z.string().min(1).max(64),
  quote: z.string().max(WORDS_MAX),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** Where it begins and ends as Yjs relative positions in JSON: they move along with the words. */
  from: z.string().max(500).optional(),
  to: z.string().max(500).optional(),
})

/** People who were named in what was said, by id. */
const mentions = z.array(id).max(50)

/** What a claim said, rested on and stood in when a side judged it. */
export const claimDigests = z.object({ statement: sha256, support: sha256, context: sha256 })

const marks = z.record(z.string().max(80), z.string().max(16))

/** What an approval remembers so that a later change can be named (lib/review/causes.ts). */
const memory = z.object({ own: marks, support: marks, context: marks })

/** In whose name it was said, by which delegation (lib/review/delegations.ts); absent for what is said in one's own. */
const forWhom = z.object({ person: id, name: z.string().max(200), delegation: id })

export const EVENTS = {
  'case.created': {
    body: z.object({
      title: z.string().max(500),
      template: z.string().max(64),
      /** [REP3] The case that this one is a copy of, as it stood. */
      origin: z.object({ case: id, seq: z.number().int().nonnegative(), digest: sha256 }).optional(),
      /** [EXC16] The file that its first content was read from. */
      file: z.object({ name: z.string().max(300), sha256 }).optional(),
    }),
  },
  /** [REP2] From here on the case is only read, until it is brought back. */
  'case.archived': { body: z.object({}) },
  'case.unarchived': { body: z.object({}) },
  /** [RET2] Until when the actor's side wants the archived case kept: the last day; null takes it back. */
  'case.kept-until': { body: z.object({ until: z.iso.date().nullable() }) },
  'participant.set': {
    body: z.object({
      person: id,
      name: z.string().max(200),
      side: sideName.optional(),
      rights: z.array(z.string().max(32)).max(16),
      /** [INV1] They came in by this invitation. */
      invitation: id.optional(),
    }),
  },
  'participant.removed': {
    body: z.object({
      person: id,
      name: z.string().max(200).optional(),
      /** `organisation`: they are with the organisation no more. */
      why: z.enum(['left', 'organisation']).optional(),
    }),
  },
  'thread.opened': {
    body: z.object({
      thread: id,
      element: id,
      /** Said about this proposed version, as it was frozen. */
      proposal: z.number().int().positive().optional(),
      passage: passage.optional(),
      text: words,
      suggestion: z.string().max(100_000).optional(),
      class: z.string().max(32).optional(),
      mentions: mentions.optional(),
    }),
  },
  'thread.replied': { body: z.object({ thread: id, reply: id, text: words, mentions: mentions.optional() }) },
  /** Other words for what the same person said before: the opening, or one reply. */
  'thread.edited': {
    body: z.object({ thread: id, reply: id.optional(), text: words, mentions: mentions.optional() }),
  },
  /** Somebody takes back what they said. The earlier entries stay. */
  'thread.removed': { body: z.object({ thread: id, reply: id.optional() }) },
  /** Who is to take care of a thread, and by which day; nobody any more when `person` is null. */
  'thread.assigned': {
    body: z.object({
      thread: id,
      person: id.nullable(),
      name: z.string().max(200),
      due: z.iso.date().optional(),
    }),
  },
  /** The proposed wording stands in the case; the actor put it there, `suggester` worded it. */
  'suggestion.applied': {
    body: z.object({
      thread: id,
      suggester: z.object({ id, name: z.string().max(200) }),
      before: z.string().max(WORDS_MAX),
      after: z.string().max(WORDS_MAX),
    }),
  },
  'suggestion.declined': { body: z.object({ thread: id, note: words }) },
  'thread.resolved': { body: z.object({ thread: id, note: words.optional() }) },
  'thread.reopened': { body: z.object({ thread: id }) },
  /** The words of an earlier entry of the same chain are erased; its place, author and hash stay. */
  'entry.erased': { body: z.object({ seq: z.number().int().positive(), reason: z.string().min(1).max(1000) }) },
  'approval.given': {
    body: z.object({
      claim: id,
      digests: claimDigests,
      seen: memory.optional(),
      note: words.optional(),
      for: forWhom.optional(),
      /** The committed state that was approved: how far the case's log had come. */
      state: z.number().int().nonnegative().optional(),
    }),
  },
  'approval.objected': {
    body: z.object({ claim: id, digests: claimDigests, note: words, for: forWhom.optional() }),
  },
  'approval.lifted': { body: z.object({ claim: id, for: forWhom.optional() }) },
  /** The actor lends a person of their side the right to approve: for these days, and for these capabilities or for all. */
  'delegation.given': {
    body: z.object({
      delegation: id,
      person: id,
      name: z.string().max(200),
      capabilities: z.array(z.string().min(1).max(16)).min(1).max(64).optional(),
      from: z.iso.date(),
      until: z.iso.date(),
    }),
  },
  'delegation.ended': { body: z.object({ delegation: id }) },
  ...ACCESS_EVENTS,
  ...ALERT_EVENTS,
  ...AGREEMENT_EVENTS,
  ...WORKSHOP_EVENTS,
} as const satisfies Record<string, { body: z.ZodType }>

export type EventKind = keyof typeof EVENTS
export type EventBody<K extends EventKind> = z.infer<(typeof EVENTS)[K]['body']>

export const CHAINS = ['shared', 'mdm', 'hdo'] as const
export type Chain = (typeof CHAINS)[number]

/** Everything of an entry but its body. `prev`, `bodyDigest` and `hash` are lower-case hex, `seal` an Ed25519 signature. */
export const entryHeader = z.object({
  chain: z.enum(CHAINS),
  /** From 1, without gaps, in its chain. */
  seq: z.number().int().positive(),
  prev: sha256,
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), side: sideName.optional() }),
  kind: z.string(),
  salt: z.string().nullable(),
  bodyDigest: sha256,
  hash: sha256,
  seal: z.string(),
})

type EntryBase = Omit<z.infer<typeof entryHeader>, 'kind'>

export type EntryOf<K extends EventKind> = EntryBase & { readonly kind: K; readonly body: EventBody<K> }

/** One fact of a case. Narrow it by `kind`. */
export type LedgerEntry = { readonly [K in EventKind]: EntryOf<K> }[EventKind]

/**
 * A fact about to be recorded. A side's own chain is for entries that only that side may read.
 * `by: 'service'`: it follows by the clock or from the rules, and is nobody's act.
 */
export type NewEntry = {
  readonly [K in EventKind]: {
    readonly chain: Chain
    readonly kind: K
    readonly body: EventBody<K>
    readonly by?: 'service'
  }
}[EventKind]

/** The last seq a reader holds of each chain; 0 for none. */
export type LedgerHeads = Readonly<Record<Chain, number>>
export const NO_HEADS: LedgerHeads = { shared: 0, mdm: 0, hdo: 0 }

export function isEventKind(kind: string): kind is EventKind {
  return Object.hasOwn(EVENTS, kind)
}

/** [SYN5] The chains a reader may see: the shared one and the own side's. */
export function readableChains(side: 'mdm' | 'hdo' | undefined): readonly Chain[] {
  return side === undefined ? ['shared'] : ['shared', side]
}

/**
 * Reads an entry from JSON. Tolerant: a kind that this version does not know is skipped rather than breaking the feed.
 * @returns undefined for what is not an entry, an unknown kind, or an entry whose body was erased
 */
export function readEntry(json: unknown): LedgerEntry | undefined {
  const header = entryHeader.safeParse(json)
  if (!header.success || !isEventKind(header.data.kind)) return undefined
  const body = EVENTS[header.data.kind].body.safeParse((json as { body?: unknown }).body)
  return body.success ? ({ ...header.data, body: body.data } as LedgerEntry) : undefined
}

/** Writes the heads as the `ledger` parameter of the socket's address: `shared:4,mdm:2`. */
export function formatHeads(heads: LedgerHeads): string {
  return CHAINS.filter((chain) => heads[chain] > 0)
    .map((chain) => `${chain}:${heads[chain]}`)
    .join(',')
}

/** Reads what `formatHeads` wrote; whatever is not understood counts as nothing held. */
export function parseHeads(text: string | null | undefined): LedgerHeads {
  const heads = { ...NO_HEADS }
  for (const part of (text ?? '').split(',')) {
    const match = /^(shared|mdm|hdo):(\d{1,15})$/.exec(part)
    if (match !== null) heads[match[1] as Chain] = Number(match[2])
  }
  return heads
}
