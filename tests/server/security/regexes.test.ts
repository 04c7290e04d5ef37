import { Script } from 'node:vm'
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
const LENGTH = 24_000
/** Milliseconds for all texts; a good expression takes 50, one that grows with the square of the text seconds for each. */
const GIVEN = 1500

describe('everybody else in the case, against who writes a text that takes for ever to read', () => {
  it('[SEC3] no regular expression of ours needs more than a moment for any repeated sign', () => {
    const all = regularExpressions()
    expect(all.length).toBeGreaterThan(200)
    const texts = HEADS.flatMap((head) => PUMPS.map((pump) => head + pump.repeat(LENGTH / pump.length) + TAIL))
    const slow = all.filter(({ pattern, flags }) => {
      const source = `const re = new RegExp(${JSON.stringify(pattern)}, ${JSON.stringify(flags)}); for (const text of texts) { re.lastIndex = 0; text.replace(re, '') }`
      try {
        new Script(source).runInNewContext({ texts }, { timeout: GIVEN })
        return false
      } catch {
        return true
      }
    })
    expect(slow.map(({ file, pattern }) => `${file}: /${pattern}/`)).toEqual([])
  }, 300_000)
})
