import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { RULE_CASES } from './findings/rule-cases'

const ROOT = join(import.meta.dirname, '../..')
const ID = /^\| ([A-Z][A-Z-]*\d+) +\|/gm
const QUOTED = /\[([A-Z][A-Z-]*\d+)\]/g

function rules(): string[] {
  return [...readFileSync(join(ROOT, 'lib/SPEC.md'), 'utf8').matchAll(ID)].map((match) => match[1]!)
}

/** Ids quoted in the titles of tests; a comment that mentions a rule proves nothing. */
function quoted(): Set<string> {
  const files = readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
  // A rule of the findings is tested by its story (tests/lib/findings/table.test.ts).
  const ids = new Set<string>(RULE_CASES.map(({ rule }) => rule))
  for (const file of files) {
    if (!/\.(test|spec)\.tsx?$/.test(file)) continue
    const source = readFileSync(join(ROOT, 'tests', file), 'utf8')
    // A title begins with its ids: `it('[GSN1] [GSN2] ...'`, also behind `it.skipIf(...)`.
    for (const [start] of source.matchAll(/\(\s*['"`](?:\[[A-Z][A-Z-]*\d+\] ?)+/g)) {
      for (const match of start.matchAll(QUOTED)) ids.add(match[1]!)
    }
  }
  return ids
}

describe('lib/SPEC.md', () => {
  it('has every rule once', () => {
    const all = rules()
    expect(all.length).toBeGreaterThan(40)
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([])
  })

  it('has a test for every rule', () => {
    const tested = quoted()
    expect(rules().filter((id) => !tested.has(id))).toEqual([])
  })

  it('has the rule for every id that a test quotes', () => {
    const known = new Set(rules())
    expect([...quoted()].filter((id) => !known.has(id)).sort()).toEqual([])
  })
})
