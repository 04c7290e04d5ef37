import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { RIGHTS, type Right, type Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import { digestMail, instantMail, invitationMail, type Mail } from '@/lib/mail/compose'
import { isMailKind } from '@/lib/mail/kinds'
import { type Waiting, waitingFor } from '@/lib/review/inbox'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { readInbox } from '../commands/read-inbox'
import { readableBy } from '../ledger/readable'
import type { Runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { cases, ledger, type outbox, participants, people } from '../store/schema'
import { isAccountMail, writeAccountLetter } from './account-letter'
import { INVITE_KIND, writeInvitation } from './invitation-mail'
import type { Letter } from './transport'
import { type Ends, unsubscribeToken } from './unsubscribe'
import { readWishes, type Wishes } from './wishes'

export type OutboxRow = typeof outbox.$inferSelect

/** A letter, or why none is sent any more: a word for the log, without a name. */
export type Written = { readonly letter: Letter } | { readonly dropped: string }

/**
 * [MAI7] Writes a queued mail as it is to be sent now. Everything is judged at this moment: whether its receiver still has
 * an account, takes part, may read what it is about, wants it, and whether it still waits for them.
 */
export async function writeLetter(current: Runtime, row: OutboxRow, at: string): Promise<Written> {
  const { db, env, authSecret } = current
  const [person] = await db.select().from(people).where(eq(people.id, row.personId))
  if (person === undefined || person.disabled) return { dropped: 'person-gone' }
  if (isAccountMail(row.kind)) return writeAccountLetter(current, row, person, at)
  if (row.kind === INVITE_KIND) return writeInvitation(current, row.id, at)
  const wishes = await readWishes(db, person.id)
  const ends: Ends = row.kind === 'digest' ? 'all-digests' : isMailKind(row.kind) ? row.kind : 'mention'
  const token = unsubscribeToken(authSecret, { person: person.id, kind: ends })
  const unsubscribe = `${env.publicUrl}/api/mail/unsubscribe?token=${token}`
  const links = { home: env.publicUrl, unsubscribe }
  const mail = row.kind === 'digest' ? await digest(row, wishes, links) : await instant(current, row, wishes, links)
  if (typeof mail === 'string') return { dropped: mail }
  const id = createHash('sha256').update(row.id).digest('hex').slice(0, 40)
  const host = new URL(env.publicUrl).hostname
  const to = { name: person.name.replace(/[\r\n]+/g, ' '), address: person.email }
  return { letter: { ...mail, to, messageId: `<${id}@${host}>`, unsubscribe, date: at } }
}

type Links = Parameters<typeof digestMail>[0]

async function digest(row: OutboxRow, { choices }: Wishes, links: Links): Promise<Mail | string> {
  const inbox = await readInbox({ personId: row.personId })
  if (!inbox.ok) return 'nothing-waits'
  const told = inbox.value.cases
    .map((one) => ({ ...one, waiting: one.waiting.filter(({ kind }) => choices[kind] === 'digest') }))
    .filter(({ waiting }) => waiting.length > 0)
  return told.length === 0 ? 'nothing-waits' : digestMail(links, told)
}

async function instant(current: Runtime, row: OutboxRow, { choices }: Wishes, links: Links): Promise<Mail | string> {
  const { db } = current
  const { caseId, chain, seq } = row
  if (!isMailKind(row.kind) || caseId === null || chain === null || seq === null) return 'unknown-kind'
  if (choices[row.kind] !== 'instant') return 'not-wanted'
  const [seat] = await db
    .select({ case: cases, part: participants })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(and(eq(participants.caseId, caseId), eq(participants.personId, row.personId)))
  if (seat === undefined || !seat.part.rights.includes('read')) return 'no-part'
  if (seat.case.state !== 'ready' || seat.case.archived) return 'case-closed'
  const side = seat.part.side ?? undefined
  if (!readableBy(side, chain)) return 'not-their-side'
  const [entry] = await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseId, caseId), eq(ledger.chain, chain), eq(ledger.seq, seq)))
  if (entry?.body === undefined || entry.body === null) return 'erased'
  const where = { case: caseId, title: seat.case.title }
  if (row.kind === 'invitation') {
    return invitationMail(links, where, entry.actor.name, mayWords(side, seat.part.rights as Right[]))
  }
  const waiting = await stillWaiting(
    current,
    caseId,
    { id: row.personId, rights: seat.part.rights, side },
    entry as unknown as LedgerEntry,
  )
  return waiting === undefined ? 'answered' : instantMail(links, where, waiting)
}

interface Reader {
  readonly id: string
  readonly rights: readonly string[]
  readonly side: Side | undefined
}

/** What waits for the person because of this entry, if it still does. */
async function stillWaiting(
  { db, rooms }: Runtime,
  caseId: string,
  { id, rights, side }: Reader,
  entry: LedgerEntry,
): Promise<Waiting | undefined> {
  const store = createRoomStore(db)
  const entries = await store.entriesAfter(caseId, entry.chain, 0)
  const graph = await rooms.read(caseId, (doc) => readCase(doc))
  const threads = addToThreads(NO_THREADS, entries)
  // Approvals take no part: only threads and proposals are told at once.
  const review = { graph, threads, digests: new Map(), openThreads: new Map(), claims: new Map() }
  const waiting = waitingFor(review, entries, { id, rights, ...(side === undefined ? {} : { side }) })
  const body = entry.body as { readonly thread?: string; readonly proposal?: number }
  return waiting.find(({ thread, proposal }) =>
    body.thread === undefined ? proposal !== undefined && proposal === body.proposal : thread === body.thread,
  )
}

function mayWords(side: Side | undefined, rights: readonly Right[]): string {
  const part = side === 'mdm' ? 'for the manufacturer' : side === 'hdo' ? 'for the hospital' : 'without a side'
  const may = rights.filter((right) => Object.hasOwn(RIGHTS, right)).map((right) => RIGHTS[right].toLowerCase())
  return `You take part ${part} and may: ${may.join(', ')}.`
}
