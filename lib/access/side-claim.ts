import type { Side } from './policy'

/** For whom somebody works, as their sign-in service says: a side, an organisation by its name, or both. */
export interface Home {
  readonly side?: Side
  readonly organisation?: string
}

const SIDE_WORDS: ReadonlyMap<string, Side> = new Map([
  ['mdm', 'mdm'],
  ['manufacturer', 'mdm'],
  ['hdo', 'hdo'],
  ['hospital', 'hdo'],
])

/** Of a list of groups, how many are looked at. */
const MOST = 200

/**
 * [AUTH18] Reads the claim that OIDC_SIDE_CLAIM names. It may hold one text or a list (groups). A text is `mdm` or `hdo` (or
 * `manufacturer`, `hospital`), the name of an organisation, or both as `mdm:Pump Works`.
 * @param known  the side of an organisation by its name; undefined when there is none of that name
 * @returns every home that the claim names; more than one is for the caller to refuse
 */
export function readSideClaim(claim: unknown, known: (name: string) => Side | 'none' | undefined): Home[] {
  const texts = (Array.isArray(claim) ? claim : [claim])
    .slice(0, MOST)
    .flatMap((one: unknown) => (typeof one === 'string' ? [one.trim()] : []))
  const homes = texts.flatMap((text): Home[] => {
    const side = SIDE_WORDS.get(text.toLowerCase())
    if (side !== undefined) return [{ side }]
    const [word = '', ...rest] = text.split(':')
    const named = SIDE_WORDS.get(word.trim().toLowerCase())
    const organisation = rest.join(':').trim()
    if (named !== undefined && organisation !== '' && organisation.length <= 200) return [{ side: named, organisation }]
    return known(text) === undefined ? [] : [{ organisation: text }]
  })
  // The same said twice, as by two groups, is one.
  return [...new Map(homes.map((home) => [JSON.stringify(home), home])).values()]
}
