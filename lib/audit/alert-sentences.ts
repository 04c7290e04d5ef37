import { because, quote, type Sentence, word } from './phrases'

const listed = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(word) : [])

/** "openssl 1.1.1 and 3 more": the first names of a change, and how many stand behind them. */
function some(names: unknown, count: unknown): string {
  const shown = listed(names).slice(0, 3)
  const more = Number(count) - shown.length
  return `${shown.map(quote).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** What the entries about watched products and advisories say. */
export const ALERT_SENTENCES: Readonly<Record<string, Sentence>> = {
  'watch.changed': ({ body }) => {
    const from = body.source === undefined ? '' : ` from ${quote(body.source)}`
    const parts = [
      ...(Number(body.added) > 0 ? [`put ${some(body.addedNames, body.added)} on the watch list${from}`] : []),
      ...(Number(body.removed) > 0 ? [`took ${some(body.removedNames, body.removed)} off the watch list`] : []),
    ]
    return `${parts.join(', and ') || 'left the watch list as it was'}.`
  },
  'alert.raised': ({ body, name }) => {
    const claims = (Array.isArray(body.claims) ? body.claims : []).map(({ claim }: { claim?: unknown }) => name(claim))
    const shown = claims.slice(0, 5).join(', ')
    const more = claims.length > 5 ? ` and ${claims.length - 5} more` : ''
    return `held ${word(body.document) || 'an advisory'} (${quote(body.title)}) against ${shown}${more}: approvals given before are challenged by it.`
  },
  'alert.withdrawn': ({ body }) => `took back an advisory that was held against claims${because(body.note)}`,
}
