/** Words that say nothing about which product or company is meant. */
const EMPTY = new Set([
  ...[
    'the',
    'of',
    'and',
    'with',
    'for',
    'by',
    'a',
    'an',
    'model',
    'version',
    'versions',
    'product',
    'device',
    'series',
  ],
  ...['system', 'systems', 'software', 'inc', 'ltd', 'llc', 'gmbh', 'ag', 'co', 'corp', 'corporation', 'company', 'sa'],
  ...['medical', 'health', 'healthcare', 'limited', 'incorporated', 'group'],
])

/** The words of a name that tell it from others, in small letters, each once. */
export function significantWords(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  const kept = words.filter((word) => !EMPTY.has(word))
  return new Set(kept.length === 0 ? words : kept)
}

/** Whether two words are one, also with one letter typed wrong in a long word: real files write Phillips for Philips. */
export function sameWord(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1 || /\d/.test(a + b)) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const rest = (text: string, from: number) => text.slice(from)
  if (a.length === b.length) return rest(a, start + 1) === rest(b, start + 1)
  return a.length > b.length ? rest(a, start + 1) === rest(b, start) : rest(a, start) === rest(b, start + 1)
}

/** Whether some word of one stands in the other too. */
export function shareWord(a: Iterable<string>, b: Iterable<string>): boolean {
  const others = [...b]
  for (const word of a) if (others.some((other) => sameWord(word, other))) return true
  return false
}
