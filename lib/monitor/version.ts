/** Words that make a version earlier than the same one without them. */
const BEFORE = /^(a|alpha|b|beta|c|rc|pre|preview|m|milestone|dev|snapshot|cr)$/

/**
 * [MON3] Which of two versions is the later one: by the numbers and letters between dots, so that 1.10 follows 1.9 and
 * `L90` follows `L81`; what SemVer calls a pre-release comes before its release, and what stands after a plus says nothing.
 * @returns less than, equal to or greater than 0; undefined where they cannot be compared, such as `L81` with `1.2`
 */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [partsOf(a), partsOf(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = comparePart(left[at], right[at])
    if (order === undefined) return undefined
    if (order !== 0) return order
  }
  return 0
}

type Part = number | string

function partsOf(version: string): Part[] {
  const plain =
    version
      .trim()
      .toLowerCase()
      .replace(/^(version|ver\.?|v)\s*(?=\d)/, '')
      .split('+')[0] ?? ''
  const parts = (plain.match(/\d+|[a-z]+/g) ?? []).map((part): Part => {
    return /^\d/.test(part) ? Math.min(Number(part), Number.MAX_SAFE_INTEGER) : part
  })
  // 1.0 and 1.0.0 are one version.
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop()
  return parts
}

function comparePart(a: Part | undefined, b: Part | undefined): number | undefined {
  if (a === b) return 0
  if (a === undefined || b === undefined) {
    const rest = a ?? b
    const sign = a === undefined ? -1 : 1
    if (typeof rest === 'number') return rest === 0 ? 0 : sign
    return BEFORE.test(rest ?? '') ? -sign : sign
  }
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : 1
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1
  // 1.0-beta against 1.0.1: the word stands before the number if it is one of those that come before.
  const word = typeof a === 'string' ? a : String(b)
  if (!BEFORE.test(word)) return undefined
  return typeof a === 'string' ? -1 : 1
}
