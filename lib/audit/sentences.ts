import { dayWords } from '@/lib/agreement/instant'
import type { EventKind, LedgerEntry } from '@/lib/wire/ledger'
import { ACCESS_SENTENCES } from './access-sentences'
import { ALERT_SENTENCES } from './alert-sentences'
import {
  type About,
  accepted,
  actWord,
  type Body,
  because,
  byEnvelope,
  byMethod,
  capabilityWords,
  listed,
  ofSide,
  quote,
  refusalWords,
  rightsWords,
  type Sentence,
  sideWord,
  titled,
  word,
} from './phrases'
import { WORKSHOP_SENTENCES } from './workshop-sentences'

/** Names of elements by their id. */
export type Named = Pick<ReadonlyMap<string, string>, 'get'>

/** What each kind of entry says, after the name of who did it. One row per kind; a kind without a row is told by its name. */
const SENTENCES: Readonly<Partial<Record<EventKind | (string & {}), Sentence>>> = {
  ...WORKSHOP_SENTENCES,
  ...ALERT_SENTENCES,
  'case.archived': () => 'put the case away among the finished ones.',
  'case.unarchived': () => 'took the case back into work.',
  'case.kept-until': ({ body }) =>
    body.until === null
      ? 'took back until when the case is to be kept.'
      : `wants the case kept until ${word(body.until)}.`,
  'entry.erased': ({ body }) =>
    `erased what entry ${word(body.seq)} said${because(body.reason)} Who said something there, and when, still stands.`,
  'case.created': ({ body }) =>
    `started the case ${quote(body.title)}${body.file === undefined ? '' : ` from the file ${quote((body.file as { name?: unknown }).name)}`}.`,
  'participant.set': ({ body }) =>
    body.invitation === undefined
      ? `gave ${word(body.name) || 'somebody'}${ofSide(body.side)} these rights: ${rightsWords(body.rights)}.`
      : `came into the case by an invitation, with these rights: ${rightsWords(body.rights)}.`,
  'participant.removed': ({ body }) =>
    body.why === 'left'
      ? 'left the case.'
      : body.why === 'organisation'
        ? `took ${word(body.name) || 'somebody'} out of the case, who has left their organisation.`
        : `took ${word(body.name) || 'somebody'} out of the case.`,
  ...ACCESS_SENTENCES,
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
    `put charter ${word(body.charter)} to the other side and adopted it for the ${sideWord(body.side)}${byEnvelope(body)}${because(body.reason)}`,
  'charter.adopted': ({ body }) =>
    `adopted charter ${word(body.charter)} for the ${sideWord(body.side)}${byEnvelope(body)}. Its rules hold from now on.`,
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
