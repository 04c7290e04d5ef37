import { compareVersions } from './version'

/** Whether a version lies in what a file says about versions; `unknown` where words stand there that no program reads. */
export type Inside = 'yes' | 'no' | 'unknown'

interface Bound {
  readonly sign: '<' | '<=' | '>' | '>=' | '=' | '!='
  readonly version: string
}

/** Spans of versions: a version lies in the range when it keeps to every bound of one of them. */
type Spans = readonly (readonly Bound[])[]

const VERSION = 'v?[0-9A-Za-z][0-9A-Za-z.+_-]*'
const ONE = new RegExp(`^(<=|>=|<|>|=|==|!=)?\\s*(${VERSION})$`, 'i')
const WORDS = new RegExp(
  `^(?:all )?(?:versions?|releases?)?\\s*(${VERSION})\\s*(?:\\(?(?:and|or) (prior|earlier|below|older|previous|lower|later|newer|above|higher|up)[a-z ]*\\)?)$`,
  'i',
)
const BEFORE = new RegExp(
  `^(?:all )?(?:versions?|releases?)?\\s*(?:prior to|before|earlier than|below)\\s*(?:versions?)?\\s*(${VERSION})$`,
  'i',
)
const TO = new RegExp(`^(?:from )?(${VERSION})\\s+(?:to|through|until|-)\\s+(${VERSION})$`, 'i')
const UPWARD = new Set(['later', 'newer', 'above', 'higher', 'up'])

/**
 * [MON3] Whether `version` lies in `range`: one version, `<= 9.33`, `9.13 | 9.19`, `>=1.0 <2.0`, `A10 < A11`, `6.x`, a
 * `vers:` range, "3.0 and earlier", or everything (empty, `*`, `vers:all/*`).
 */
export function insideRange(version: string, range: string): Inside {
  const said = range.trim()
  if (isEverything(said)) return 'yes'
  if (version.trim() === '') return 'unknown'
  const spans = said.startsWith('vers:') ? readVers(said) : readWords(said)
  if (spans === undefined) return sameWords(version, said) ? 'yes' : 'unknown'
  let unsure = false
  for (const span of spans) {
    const answers = span.map((bound) => keeps(version, bound))
    if (answers.every((answer) => answer === true)) return 'yes'
    if (answers.every((answer) => answer !== false)) unsure = true
  }
  return unsure ? 'unknown' : 'no'
}

/** Whether two things said about versions can mean the same one: either may be one version or a range. */
export function rangesMeet(a: string, b: string): Inside {
  if (isEverything(a.trim()) || isEverything(b.trim())) return 'yes'
  if (sameWords(a, b)) return 'yes'
  if (isOneVersion(a)) return insideRange(a, b)
  if (isOneVersion(b)) return insideRange(b, a)
  const edges = [...boundsOf(a), ...boundsOf(b)].filter(({ sign }) => sign !== '!=').map((bound) => bound.version)
  // Two spans that share a version share one next to an edge of either; without that nothing is sure.
  const hit = edges.some((edge) => insideRange(edge, a) === 'yes' && insideRange(edge, b) === 'yes')
  return hit ? 'yes' : 'unknown'
}

function boundsOf(range: string): readonly Bound[] {
  const said = range.trim()
  return (said.startsWith('vers:') ? readVers(said) : readWords(said))?.flat() ?? []
}

export function isOneVersion(said: string): boolean {
  const match = ONE.exec(said.trim())
  return match !== null && (match[1] === undefined || match[1] === '=') && !/(^|\.)[x*]($|\.)/i.test(said)
}

function isEverything(said: string): boolean {
  return (
    said === '' || said === '*' || said === '-' || /^vers:[a-z]+\/\*$/i.test(said) || /^all( versions)?$/i.test(said)
  )
}

function sameWords(a: string, b: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
  return plain(a) === plain(b)
}

function keeps(version: string, { sign, version: edge }: Bound): boolean | undefined {
  const wild = /^(v?\d+(?:\.\d+)*)\.[x*](?:\.[x*])*$/i.exec(edge)
  if (wild !== null) return keepsWild(version, sign, wild[1] ?? '')
  const order = compareVersions(version, edge)
  if (order === undefined) return undefined
  switch (sign) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '=':
      return order === 0
    case '!=':
      return order !== 0
  }
}

/** `12.2.x` stands for every version that begins so. */
function keepsWild(version: string, sign: Bound['sign'], stem: string): boolean | undefined {
  const numbers = (text: string) => text.replace(/^v/i, '').split(/[.+_-]/)
  const [own, start] = [numbers(version), numbers(stem)]
  const begins = start.every((part, at) => own[at] === part)
  if (sign === '=') return begins
  if (sign === '!=') return !begins
  if (begins) return sign === '<=' || sign === '>='
  const order = compareVersions(version, stem)
  return order === undefined ? undefined : sign.startsWith('<') ? order < 0 : order > 0
}

/** `vers:npm/>=1.0|<2.0|5.0`: bounds in order, each `>` opens a span that the next `<` closes. */
function readVers(said: string): Spans | undefined {
  const body = /^vers:[^/]+\/(.*)$/i.exec(said)?.[1]
  const bounds = body?.split('|').map((part) => readBound(decode(part.trim())))
  if (bounds === undefined || bounds.some((bound) => bound === undefined)) return undefined
  return joined(bounds as readonly Bound[])
}

/** The forms that stand in the branches of advisories. */
function readWords(said: string): Spans | undefined {
  const spans: Bound[][] = []
  for (const part of said.split(
    /\||,|;|\bor\b(?!\s{1,9}(?:prior|earlier|below|older|previous|lower|later|newer|above|higher|up))/i,
  )) {
    const text = part.trim()
    if (text === '') continue
    const span = readSpan(text)
    if (span === undefined) return undefined
    spans.push(span)
  }
  return spans.length === 0 ? undefined : spans
}

function readSpan(text: string): Bound[] | undefined {
  const single = readBound(text)
  if (single !== undefined) return [single]
  const said = WORDS.exec(text)
  if (said !== null) return [{ sign: UPWARD.has((said[2] ?? '').toLowerCase()) ? '>=' : '<=', version: said[1] ?? '' }]
  const before = BEFORE.exec(text)
  if (before !== null) return [{ sign: '<', version: before[1] ?? '' }]
  const to = TO.exec(text)
  if (to !== null) {
    return [
      { sign: '>=', version: to[1] ?? '' },
      { sign: '<=', version: to[2] ?? '' },
    ]
  }
  // `>=1.0 <2.0`, and `A10 < A11`: from the first up to before the second.
  const bounds = [...text.matchAll(new RegExp(`(<=|>=|<|>|=)?\\s*(${VERSION})`, 'gi'))]
  if (
    bounds.length !== 2 ||
    bounds
      .map(([whole]) => whole)
      .join('')
      .replaceAll(/\s/g, '') !== text.replaceAll(/\s/g, '')
  ) {
    return undefined
  }
  const [first, second] = bounds.map(([, sign, version = '']) => ({ sign: (sign ?? '>=') as Bound['sign'], version }))
  return first === undefined || second === undefined ? undefined : [first, second]
}

function readBound(text: string): Bound | undefined {
  const match = ONE.exec(text.replace(/^(version|versions|ver\.?)\s+/i, ''))
  if (match === null) return undefined
  const sign = match[1] === '==' ? '=' : (match[1] ?? '=')
  return { sign: sign as Bound['sign'], version: match[2] ?? '' }
}

function joined(bounds: readonly Bound[]): Bound[][] {
  const not = bounds.filter(({ sign }) => sign === '!=')
  const spans: Bound[][] = []
  let open: Bound | undefined
  for (const bound of bounds) {
    if (bound.sign === '!=') continue
    if (bound.sign.startsWith('>')) {
      if (open !== undefined) spans.push([open])
      open = bound
    } else if (bound.sign.startsWith('<')) {
      spans.push(open === undefined ? [bound] : [open, bound])
      open = undefined
    } else spans.push([bound])
  }
  if (open !== undefined) spans.push([open])
  return (spans.length === 0 ? [[]] : spans).map((span) => [...span, ...not])
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
