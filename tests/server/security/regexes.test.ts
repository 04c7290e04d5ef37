import * as esbuild from 'esbuild'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'
import { ownSources } from '../../support/own-sources'

interface Found {
  readonly file: string
  readonly pattern: string
  readonly flags: string
}

/** Every regular expression that is written down in our sources. */
function regularExpressions(): Found[] {
  const found = new Map<string, Found>()
  for (const { file, text } of ownSources(['lib', 'server', 'components', 'app', 'catalog'])) {
    if (file.startsWith('server/scripts/') || !/\/.+\//.test(text)) continue
    const { code } = esbuild.transformSync(text, { loader: file.endsWith('x') ? 'tsx' : 'ts', format: 'esm' })
    walk(parseAst(code), (regex) => {
      found.set(`${regex.pattern}/${regex.flags}`, { file, ...regex })
    })
  }
  return [...found.values()]
}

function walk(node: unknown, take: (regex: { pattern: string; flags: string }) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, take)
  } else if (typeof node === 'object' && node !== null) {
    const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } }
    if (type === 'Literal' && regex !== undefined) take(regex)
    for (const one of Object.values(node)) if (typeof one === 'object') walk(one, take)
  }
}

/** What is repeated: letters, digits, spaces, every sign, and pairs that overlap with themselves. */
const PUMPS = [
  ...'a0 \t\n_-./\\"\'<>()[]{},;:%&=@#|*+?^$~`!éß\u200b',
  ...[
    'ab',
    'a ',
    ' a',
    'a-',
    'a.',
    '0.',
    '0,',
    '",',
    '""',
    '<a',
    'a=',
    '--',
    '::',
    '\r\n',
    'a/',
    '{a}',
    'A-1',
    '[](',
    'CVE-',
  ],
]
const HEADS = ['', 'a', '<a ', '(']
const TAIL = '\u0000'
/** Signs of the shorter and of the longer texts. */
const [SHORT, LONG] = [3_000, 12_000]
/** Four times the text takes a good expression four times as long, and one that grows with its square sixteen times. */
const MOST = 9
/** Milliseconds of the processor for all short texts below which growth does not show; a good expression takes 5. */
const UNSEEN = 60

/** Milliseconds of the processor, whatever else the machine does meanwhile. */
function effort(pattern: RegExp, texts: readonly string[]): number {
  const { user } = process.cpuUsage()
  for (const text of texts) {
    pattern.lastIndex = 0
    text.replace(pattern, '')
  }
  return (process.cpuUsage().user - user) / 1_000
}

const least = (times: number, measure: () => number) => Math.min(...Array.from({ length: times }, measure))

describe('everybody else in the case, against who writes a text that takes for ever to read', () => {
  it('[SEC3] no regular expression of ours takes longer and longer for each sign that is repeated', () => {
    const all = regularExpressions()
    expect(all.length).toBeGreaterThan(200)
    const textsOf = (length: number) =>
      HEADS.flatMap((head) => PUMPS.map((pump) => head + pump.repeat(length / pump.length) + TAIL))
    const [short, long] = [textsOf(SHORT), textsOf(LONG)]
    const growing = all.filter(({ pattern, flags }) => {
      const expression = new RegExp(pattern, flags)
      if (least(2, () => effort(expression, short)) < UNSEEN) return false
      return least(2, () => effort(expression, long)) > MOST * least(2, () => effort(expression, short))
    })
    expect(growing.map(({ file, pattern }) => `${file}: /${pattern}/`)).toEqual([])
    // What is to be found is found.
    const bad = /(?:a|b)+\s+$/g
    expect(effort(bad, long) / effort(bad, short)).toBeGreaterThan(MOST)
  }, 300_000)
})
