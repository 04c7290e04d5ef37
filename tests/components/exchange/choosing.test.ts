import { describe, expect, it } from 'vitest'
import { countFacts, factItems } from '@/components/exchange/fact-items'
import { acceptWords, choosable, choose, NO_PICKS, suggestedKeys, whyNotChoose } from '@/components/exchange/picks'
import { readCsaf } from '@/lib/exchange/csaf-read'
import type { FactsFile } from '@/lib/exchange/facts-file'
import { readMds2Lines } from '@/lib/exchange/mds2-read'
import { shownFacts } from '@/lib/exchange/shown-facts'
import { must } from '@/lib/gsn/outcome'

const vulnerability = (n: number, cwe: string, extra: object = {}) => ({
  cve: `CVE-2026-${1000 + n}`,
  cwe: { id: cwe, name: `Weakness ${n}` },
  product_status: { known_affected: ['P'] },
  remediations: [
    { category: 'vendor_fix', details: `Update ${n}` },
    { category: 'mitigation', details: `Lock the ward ${n}` },
  ],
  ...extra,
})

function advisory(vulnerabilities: object[]): FactsFile {
  const document = {
    csaf_version: '2.0',
    title: 'Pump',
    notes: [{ category: 'general', title: 'Do', text: 'Close port 80' }],
  }
  const product_tree = { full_product_names: [{ product_id: 'P', name: 'Pump 1' }] }
  return must(readCsaf(JSON.stringify({ document, product_tree, vulnerabilities })))
}

const shown = (file: FactsFile, held: Record<string, string[]> = {}) =>
  shownFacts(file, new Map(Object.entries(held).map(([key, codes]) => [key, new Map(codes.map((code) => [code, '']))])))

const file = advisory([vulnerability(1, 'CWE-613'), vulnerability(2, 'CWE-287'), vulnerability(3, 'CWE-0')])
const facts = shown(file)
const here = { held: {}, open: ['ALOF'] }
const all = choosable(facts, here.open)

describe('looking through what a file offers', () => {
  it('[EXC17] shows everything in groups, or one kind of thing with what it belongs to', () => {
    expect(countFacts(facts)).toMatchObject({ risk: 3, mdm: 3, hdo: 3, product: 1, text: 1, answer: 0, all: 11 })
    const kinds = (lens: Parameters<typeof factItems>[1], words = '') =>
      factItems(facts, lens, words).map(({ kind }) => kind)
    expect(kinds('all').filter((kind) => kind === 'group')).toHaveLength(3)
    expect(kinds('hdo')).toEqual(['group', 'risk', 'control', 'risk', 'control', 'risk', 'control'])
    expect(kinds('all', 'ward 2')).toEqual(['group', 'risk', 'control'])
    expect(kinds('product')).toEqual(['group', 'product'])
    expect(kinds('all', 'no such words')).toEqual([])
  })

  it('[EXC17] sets what is wrong with an answer beside it', () => {
    const form = must(
      readMds2Lines([
        { line: 1, cells: ['AUDT-2', 'Events?', 'No'] },
        { line: 2, cells: ['AUDT-2.1', 'Logins?', 'Yes'] },
      ]),
    )
    const items = factItems(shown(form), 'answer', 'AUDT-2.1')
    expect(items.find(({ kind }) => kind === 'answer')).toMatchObject({ remark: expect.stringContaining('says No') })
  })

  it('[EXC17] stays quick with 5,000 suggestions', () => {
    const many = shown(advisory(Array.from({ length: 5000 }, (_, n) => vulnerability(n, 'CWE-613'))))
    expect(factItems(many, 'all', '')).toHaveLength(1 + 5000 * 3 + 2 + 2)
    const keys = choosable(many, ['ALOF'])
    const picks = choose(suggestedKeys(many), true, keys, NO_PICKS, here)
    expect(acceptWords(keys, picks)).toHaveLength(15_000)
  })
})

describe('choosing from what a file offers', () => {
  const [one = '', two = ''] = facts.suggestions.map(({ key }) => key)
  const controls = facts.suggestions.flatMap((each) => (each.kind === 'risk' ? each.controls : []))

  it('[EXC17] chooses a vulnerability with what is recommended, of which each can be left again', () => {
    const picks = choose([one], true, all, NO_PICKS, here)
    expect([...picks.chosen]).toEqual([one, controls[0]?.key, controls[1]?.key])
    const less = choose([controls[0]?.key ?? ''], false, all, picks, here)
    expect(acceptWords(all, less)).toEqual([`${controls[1]?.key}@ALOF`, `${one}@ALOF`].sort(byFile))
  })

  it('[EXC17] chooses one recommendation alone', () => {
    const picks = choose([controls[1]?.key ?? ''], true, all, NO_PICKS, here)
    expect(acceptWords(all, picks)).toEqual([`${controls[1]?.key}@ALOF`])
  })

  it('[EXC17] chooses nothing that the case has, or for which no capability is open, whatever the group says', () => {
    const held = { [one]: ['ALOF'] }
    expect(whyNotChoose(one, all, NO_PICKS, { ...here, held })).toBe('there')
    expect(whyNotChoose(two, all, NO_PICKS, here)).toBe('not-open')
    expect(whyNotChoose(facts.suggestions[2]?.key ?? '', all, NO_PICKS, here)).toBe('no-capability')
    const everything = choose([...all.keys()], true, all, NO_PICKS, { ...here, held })
    expect(everything.chosen.has(one)).toBe(false)
    expect(everything.chosen.has(two)).toBe(false)
    expect(everything.chosen.size).toBe(4)
  })

  it('[EXC17] goes by the capability that a person chose instead of the one suggested', () => {
    const own = { ...NO_PICKS, capability: new Map([[two, 'ALOF']]) }
    expect(acceptWords(all, choose([two], true, all, own, here))).toContain(`${two}@ALOF`)
  })

  function byFile(a: string, b: string): number {
    const at = (word: string) => [...all.keys()].indexOf(word.slice(0, word.lastIndexOf('@')))
    return at(a) - at(b)
  }
})
