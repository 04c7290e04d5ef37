import { RIGHTS } from '@/lib/access/policy'
import { METHODS, SIDE_WORD } from '@/lib/agreement/charter'
import { dayWords } from '@/lib/agreement/instant'
import { REFUSAL_CODES } from '@/lib/agreement/refusal-codes'
import type { EventKind, LedgerEntry } from '@/lib/wire/ledger'

/** Names of elements by their id. */
export type Named = Pick<ReadonlyMap<string, string>, 'get'>

/** The body of an entry of any kind, read with care: entries of later releases say other things. */
type Body = Readonly<Record<string, unknown>>

interface About {
  readonly body: Body
  /** The name of an element, in words where the case no longer has it. */
  readonly name: (id: unknown) => string
  /** The name of the element that a thread is about. */
  readonly thread: (id: unknown) => string
}

/** Longer words than this are cut in a sentence; the export has all of them. */
const CLIP = 300

/** What each kind of entry says, after the name of who did it. One row per kind; a kind without a row is told by its name. */
const SENTENCES: Readonly<Partial<Record<EventKind | (string & {}), (about: About) => string>>> = {
  'case.created': ({ body }) => `started the case ${quote(body.title)}.`,
  'participant.set': ({ body }) =>
    `gave ${word(body.name) || 'somebody'}${ofSide(body.side)} these rights: ${rightsWords(body.rights)}.`,
  'participant.removed': ({ body }) => `took ${word(body.name) || 'somebody'} out of the case.`,
  'thread.opened': ({ body, name }) =>
    body.suggestion === undefined
      ? `commented on ${name(body.element)}: ${quote(body.text)}`
      : `suggested other words for ${name(body.element)}: ${quote(body.suggestion)}`,
  'thread.replied': ({ body, thread }) => `answered a comment on ${thread(body.thread)}: ${quote(body.text)}`,
  'thread.edited': ({ body, thread }) =>
    `reworded what they had said about ${thread(body.thread)}: ${quote(body.text)}`,
  'thread.removed': ({ body, thread }) => `took back what they had said about ${thread(body.thread)}.`,
  'thread.assigned': ({ body, thread }) =>
    body.person === null
      ? `asked nobody any more to take care of a comment on ${thread(body.thread)}.`
      : `asked ${word(body.name)} to take care of a comment on ${thread(body.thread)}${body.due === undefined ? '' : ` by ${dayWords(word(body.due))}`}.`,
  'thread.resolved': ({ body, thread }) =>
    `closed a comment on ${thread(body.thread)}${body.note === undefined ? '.' : `: ${quote(body.note)}`}`,
  'thread.reopened': ({ body, thread }) => `opened a comment on ${thread(body.thread)} again.`,
  'suggestion.applied': ({ body, thread }) =>
    `took over suggested words for ${thread(body.thread)}: ${quote(body.after)}`,
  'suggestion.declined': ({ body, thread }) =>
    `declined suggested words for ${thread(body.thread)}: ${quote(body.note)}`,
  'approval.given': ({ body, name }) => `approved ${name(body.claim)} as it stood then${because(body.note)}`,
  'approval.objected': ({ body, name }) => `objected to ${name(body.claim)}${because(body.note)}`,
  'approval.lifted': ({ body, name }) => `lifted their objection to ${name(body.claim)}.`,
  'proposal.opened': ({ body }) =>
    `proposed version ${word(body.proposal)}${titled(body.title)}. ${accepted(body)}It can be signed until ${dayWords(word(body.expires))}.`,
  'proposal.signed': ({ body }) =>
    `signed version ${word(body.proposal)} for the ${sideWord(body.side)}${byMethod(body)}.`,
  'proposal.unsigned': ({ body }) =>
    `took back their signature under version ${word(body.proposal)}${because(body.reason ?? body.text)}`,
  'proposal.lapsed': ({ body }) =>
    `lost a signature for the ${sideWord(body.side)} under version ${word(body.proposal)}: its signer may no longer sign. The place is open again.`,
  'proposal.refused': ({ body, name }) =>
    `refused version ${word(body.proposal)} for the ${sideWord(body.side)}. ${refusalWords(body.code)}: ${quote(body.text)}${listed(body.elements, name)}`,
  'proposal.withdrawn': ({ body }) => `took version ${word(body.proposal)} back${because(body.reason)}`,
  'proposal.expired': ({ body }) => `saw version ${word(body.proposal)} run out of time.`,
  'proposal.overtaken': ({ body }) => `saw version ${word(body.proposal)} overtaken by another one.`,
  'charter.proposed': ({ body }) =>
    `put charter ${word(body.charter)} to the other side and adopted it for the ${sideWord(body.side)}${because(body.reason)}`,
  'charter.adopted': ({ body }) =>
    `adopted charter ${word(body.charter)} for the ${sideWord(body.side)}. Its rules hold from now on.`,
  'charter.declined': ({ body }) =>
    `declined charter ${word(body.charter)} for the ${sideWord(body.side)}${because(body.reason)}`,
  'passkey.enrolled': ({ body }) =>
    `enrolled the passkey ${quote(body.label)} for ${word(body.name)}${ofSide(body.side)}. It may sign once an administrator of the side has checked whose it is.`,
  'passkey.checked': ({ body }) =>
    `checked for the ${sideWord(body.side)} whose a passkey is: ${quote(body.how)}. The check holds until ${dayWords(word(body.reviewBy))}.`,
  'passkey.revoked': ({ body }) =>
    `revoked a passkey of the ${sideWord(body.side)}${because(body.reason)} It signs nothing any more.`,
  'signing.delegated': ({ body }) =>
    `let ${word(body.name)}${ofSide(body.side)} sign in their place until ${dayWords(word(body.until))}${because(body.reason)}`,
  'signing.delegation-ended': ({ body }) => `ended a delegation to sign for the ${sideWord(body.side)}.`,
  'delegation.given': ({ body }) =>
    `lent ${word(body.name)} the right to approve${capabilityWords(body.capabilities)} from ${dayWords(word(body.from))} until ${dayWords(word(body.until))}.`,
  'delegation.ended': () => 'ended a delegation of the right to approve.',
  'service.key-rotated': () =>
    'changed the key that seals this history. The old key sealed this entry and the new one signed it, so both were there.',
  'proposal.attempt-failed': ({ body }) =>
    `tried to ${actWord(body.act)} version ${word(body.proposal)} with ${body.method === 'passkey' ? 'a passkey' : 'a password'} and was refused (${kindWords(word(body.why))}). Nothing was recorded for the version.`,
  'baseline.pending': ({ body }) =>
    `recorded that both sides have signed version ${word(body.proposal)}. It waits as baseline ${word(body.baseline)} for its date or condition.`,
  'baseline.condition-met': ({ body }) =>
    `confirmed for the ${sideWord(body.side)} that the condition of version ${word(body.proposal)} is met${because(body.text)}`,
  'baseline.termination': ({ body }) =>
    body.ends === null
      ? `asked for the ${sideWord(body.side)} to end baseline ${word(body.baseline)}; the other side has to agree${because(body.reason)}`
      : `gave notice for the ${sideWord(body.side)}: baseline ${word(body.baseline)} ends on ${dayWords(word(body.ends))}${because(body.reason)}`,
  'baseline.terminated': ({ body }) => `ended baseline ${word(body.baseline)}. It can still be read and verified.`,
  'proposal.password-failed': ({ body }) =>
    `typed a wrong password when about to ${word(body.act)} version ${word(body.proposal)}. Nothing was signed.`,
  'baseline.in-force': ({ body }) =>
    `put version ${word(body.proposal)} in force as baseline ${word(body.baseline)}${body.supersedes === null ? '' : ', in place of the one before'}.`,
}

/**
 * [AUD2] An entry as one sentence that anybody can read: who did what to what. Nothing is left out that a reader must know to
 * judge it; long words are cut and say so.
 * @param threads the element of each thread, by the thread's id
 */
export function sentenceOf(
  entry: Pick<LedgerEntry, 'kind' | 'actor'> & { readonly body: unknown },
  names: Named,
  threads: ReadonlyMap<string, string> = new Map(),
): string {
  const { actor, kind } = entry
  const who = `${actor.name === '' ? 'The service' : actor.name}${ofSide(actor.side)}`
  if (entry.body === null || typeof entry.body !== 'object') {
    return `${who} did something that has been erased since (${kindWords(kind)}).`
  }
  const name = (id: unknown) => (typeof id === 'string' ? names.get(id) : undefined) ?? 'an element that is gone'
  const about: About = {
    body: entry.body as Body,
    name,
    thread: (id) => (typeof id === 'string' && threads.has(id) ? name(threads.get(id)) : 'an element'),
  }
  const said = SENTENCES[kind]?.(about)
  return said === undefined ? `${who} recorded: ${kindWords(kind)}.` : `${who} ${said}`
}

/** Whether a kind has a sentence of its own. */
export function hasSentence(kind: string): boolean {
  return Object.hasOwn(SENTENCES, kind)
}

/** A kind's name as words: `proposal password failed`. */
export function kindWords(kind: string): string {
  return kind.replaceAll(/[.-]/g, ' ')
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function quote(value: unknown): string {
  const text = word(value).replaceAll(/\s+/g, ' ').trim()
  if (text.length <= CLIP) return `“${text}”`
  return `“${text.slice(0, CLIP).replace(/[\ud800-\udbff]$/, '')} ...” (${text.length} characters)`
}

function because(note: unknown): string {
  return word(note) === '' ? '.' : `: ${quote(note)}`
}

function titled(title: unknown): string {
  return word(title) === '' ? '' : ` (${quote(title)})`
}

function sideWord(side: unknown): string {
  return side === 'mdm' || side === 'hdo' ? SIDE_WORD[side] : 'other side'
}

function ofSide(side: unknown): string {
  return side === 'mdm' || side === 'hdo' ? ` (${SIDE_WORD[side]})` : ''
}

function rightsWords(rights: unknown): string {
  const known = Array.isArray(rights) ? rights.filter((right): right is string => typeof right === 'string') : []
  if (known.length === 0) return 'none'
  return known
    .map((right) => (Object.hasOwn(RIGHTS, right) ? RIGHTS[right as keyof typeof RIGHTS].toLowerCase() : right))
    .join('; ')
}

function accepted({ accepted: count, reason }: Body): string {
  if (typeof count !== 'number' || count === 0) return ''
  return `${count === 1 ? '1 open point is' : `${count} open points are`} accepted with the reason ${quote(reason)} `
}

const ACT_WORDS: Readonly<Record<string, string>> = {
  unsign: 'take back a signature under',
  confirm: 'confirm the condition of',
  terminate: 'end',
}

function actWord(act: unknown): string {
  return ACT_WORDS[word(act)] ?? word(act)
}

function capabilityWords(capabilities: unknown): string {
  return Array.isArray(capabilities) && capabilities.length > 0 ? ` for ${capabilities.map(word).join(', ')}` : ''
}

function refusalWords(code: unknown): string {
  return typeof code === 'string' && Object.hasOwn(REFUSAL_CODES, code)
    ? REFUSAL_CODES[code as keyof typeof REFUSAL_CODES]
    : 'Reason'
}

function byMethod({ method }: Body): string {
  if (method === 'passkey') return ' with their passkey'
  return method === undefined || method === 'password' ? `. ${METHODS.password.words.replace(/\.$/, '')}` : ''
}

function listed(elements: unknown, name: (id: unknown) => string): string {
  return Array.isArray(elements) && elements.length > 0 ? `. It names ${elements.map(name).join(', ')}.` : ''
}
