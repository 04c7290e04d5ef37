import { dayWords } from '@/lib/agreement/instant'
import { ofSide, quote, rightsWords, type Sentence, word } from './phrases'

/** [AUD2] What the entries say about who was let towards the case, and who looked at a baseline from outside. */
export const ACCESS_SENTENCES: Readonly<Record<string, Sentence>> = {
  'invitation.made': ({ body }) =>
    `made an invitation ${body.way === 'mail' ? 'by mail' : 'by link'} for one person${ofSide(body.side)} with these rights: ${rightsWords(body.rights)}. It is good until ${dayWords(word(body.until))}.`,
  'invitation.revoked': () => 'took an invitation back: nobody comes in by it any more.',
  'link.made': ({ body }) =>
    `made a link to baseline ${word(body.baseline)} for somebody without an account: ${quote(body.label)}. It can be opened until ${dayWords(word(body.until))}.`,
  'link.revoked': ({ body }) => `took a link to baseline ${word(body.baseline)} back: it opens nothing any more.`,
  'link.opened': ({ body }) =>
    body.what === 'bundle'
      ? `gave out the file of baseline ${word(body.baseline)} by the link for ${quote(body.label)}.`
      : `showed baseline ${word(body.baseline)} to somebody with the link for ${quote(body.label)}.`,
}
