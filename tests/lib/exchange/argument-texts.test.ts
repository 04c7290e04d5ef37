import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArgumentFile } from '@/lib/exchange/argument-file'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import { readGsnYaml } from '@/lib/exchange/gsn-yaml-read'
import { writeGsnYaml } from '@/lib/exchange/gsn-yaml-write'
import { readLtac } from '@/lib/exchange/ltac-read'
import { writeLtac } from '@/lib/exchange/ltac-write'
import { readSacm } from '@/lib/exchange/sacm-read'
import { writeSacm } from '@/lib/exchange/sacm-write'
import type { CaseGraph } from '@/lib/gsn/graph'
import { mayBeUndeveloped } from '@/lib/gsn/kinds'
import { must } from '@/lib/gsn/outcome'
import { grownCase } from '../../support/case'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'

/** What a format that knows only the argument has to keep, in names instead of ids. */
function argued(graph: CaseGraph) {
  const nameOf = (id: string) => graph.elements.get(id)?.name ?? id
  const challenge = ({ from, target }: CaseGraph['challenges'][number]) =>
    'element' in target
      ? `${nameOf(from)} against ${nameOf(target.element)}`
      : `${nameOf(from)} against ${nameOf(target.relation.from)} to ${nameOf(target.relation.to)}`
  return {
    elements: [...graph.elements.values()]
      .map(({ name, kind, statement, undeveloped }) => {
        return { name, kind, statement: statement.trim().replace(/\s+/g, ' '), undeveloped }
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    relations: graph.relations.map(({ from, type, to }) => `${nameOf(from)} ${type} ${nameOf(to)}`).sort(),
    challenges: graph.challenges.map(challenge).sort(),
  }
}

const FORMATS = [
  { name: 'GSN YAML', read: readGsnYaml, write: writeGsnYaml, folder: 'gsn-yaml', ending: '.yaml' },
  { name: 'LTAC', read: readLtac, write: writeLtac, folder: 'ltac', ending: '.ltac' },
  { name: 'SACM', read: readSacm, write: writeSacm, folder: 'sacm', ending: '.xml' },
] as const

const back = (format: (typeof FORMATS)[number], graph: CaseGraph) =>
  graphOfFile(must(format.read(format.write(graph).text)))

describe.each(FORMATS)('$name', (format) => {
  it('[EXC2] [EXC3] [EXC4] keeps elements, relations, texts and marks of a case, and says what it has no place for', () => {
    const { graph } = grownCase('ALOF', 'AUDT')
    const written = format.write(graph)
    expect(argued(back(format, graph))).toEqual(argued(graph))
    expect(written.lost.some((line) => line.includes('places in the pattern'))).toBe(true)
  })

  it('[EXC2] [EXC3] [EXC4] keeps arguments of any shape, with texts that look like its own marks', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'a: b',
        '- Claim X: y',
        '{asset}',
        'see (x.pdf)',
        '# no',
        'yes',
        '1e3',
        '<script>',
        '',
        '*a',
        '&a',
      ),
    )
    const argument = fc
      .record({
        size: fc.integer({ min: 1, max: 12 }),
        texts: fc.array(text, { minLength: 12, maxLength: 12 }),
        kinds: fc.array(fc.constantFrom('goal', 'strategy', 'solution', 'context', 'assumption', 'justification'), {
          minLength: 12,
          maxLength: 12,
        }),
        pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 24 }),
        undeveloped: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      })
      .map(({ size, texts, kinds, pairs, undeveloped }): ArgumentFile => {
        const elements = Array.from({ length: size }, (_, n) => ({
          id: `E${n}`,
          name: `E${n}`,
          kind: kinds[n] ?? 'goal',
          statement: (texts[n] ?? '').replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cn}\ufeff]/gu, ' ').trim(),
          undeveloped: mayBeUndeveloped(kinds[n] ?? 'goal') && undeveloped[n] === true,
          notes: [],
        }))
        const relations = pairs.flatMap(([a, b]) => {
          if (a >= size || b >= size) return []
          const type = ['context', 'assumption', 'justification'].includes(kinds[b] ?? '')
            ? ('inContextOf' as const)
            : ('supportedBy' as const)
          return [{ from: `E${a}`, type, to: `E${b}` }]
        })
        return { title: '', elements, relations, challenges: [], problems: [] }
      })
    fc.assert(
      fc.property(argument, (file) => {
        const graph = graphOfFile(file)
        expect(argued(back(format, graph))).toEqual(argued(graph))
      }),
      { numRuns: 200, seed: 7 },
    )
  })

  it.skipIf(!hasSharedData)(
    '[EXC2] [EXC3] [EXC4] takes real files or refuses them with a line, and keeps what it took',
    () => {
      const files = sharedFiles(format.folder, format.ending)
      expect(files.length).toBeGreaterThan(2)
      for (const path of files) {
        const read = format.read(sharedText(path))
        if (!read.ok) {
          expect(['file-empty', 'file-unreadable'], path).toContain(read.refusal.code)
          continue
        }
        for (const { line, path: place } of read.value.problems) expect(line ?? place, path).toBeDefined()
        const graph = graphOfFile(read.value)
        expect(argued(back(format, graph)), path).toEqual(argued(graph))
      }
    },
  )
})

describe('GSN YAML', () => {
  it('[EXC2] says the line of what it leaves out and takes the rest', () => {
    const file = must(
      readGsnYaml('G1:\n  text: Top\n  supportedBy: [S1, Nix]\nS1:\nX9:\n  text: What?\nG1:\n  text: again\n'),
    )
    expect(file.elements.map(({ id }) => id)).toEqual(['G1', 'S1'])
    expect(file.problems.map(({ line, message }) => [line, message.split(' ')[0]])).toEqual([
      [5, 'Nothing'],
      [7, 'G1'],
      [1, 'G1'],
    ])
  })

  it('[EXC2] refuses what is no YAML, and what would grow without bounds', () => {
    expect(readGsnYaml('G1: [').ok).toBe(false)
    expect(readGsnYaml('').ok).toBe(false)
    expect(readGsnYaml('- X1').ok).toBe(false)
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((key, n) => `${key}: &${key} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(',')}]`)
      .join('\n')}\nG1:\n  text: *i\n`
    const read = readGsnYaml(bomb)
    if (read.ok) expect(JSON.stringify(read.value).length).toBeLessThan(200_000)
  })

  it('[EXC2] keeps what an element has no place for as notes', () => {
    const file = must(readGsnYaml('G1:\n  text: Top\n  url: https://example.org/a\n  classes: [x]\n'))
    expect(file.elements[0]?.notes).toEqual(['url: https://example.org/a', 'classes: ["x"]'])
  })
})

describe('LTAC', () => {
  it('[EXC3] reads challenges that other tools mark in braces', () => {
    const file = must(
      readLtac(
        '- Claim A: Safe {defeated}\n  - Claim B: Not so {defeater}\n  - Relation R1: {counter}\n    - Evidence E: Test (t.pdf)\n',
      ),
    )
    expect(file.challenges).toEqual([
      { from: 'B', target: { element: 'A' }, sustained: true },
      { from: 'E', target: { element: 'A' }, sustained: true },
    ])
    expect(file.elements.at(-1)?.notes).toEqual(['reference: t.pdf'])
    expect(file.relations).toEqual([])
  })
})

describe('SACM', () => {
  it('[EXC4] refuses document types: entities that grow without bounds or name files are never expanded', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    const outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    for (const text of [bomb, outside]) {
      const read = readSacm(text)
      expect(read).toMatchObject({ ok: false, refusal: { code: 'file-unreadable' } })
    }
    const deep = `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`
    expect(readSacm(deep)).toMatchObject({ ok: false, refusal: { code: 'file-unreadable' } })
    expect(readSacm('<a><b></a>')).toMatchObject({ ok: false, refusal: { details: { line: 1 } } })
  })

  it.skipIf(!hasSharedData)('[EXC4] reads the spellings of different tools', () => {
    const braking = graphOfFile(must(readSacm(sharedText('sacm/sacm_example_core_argument.xml'))))
    const top = braking.elements.get('cl_top')
    expect(top?.statement).toBe('The braking function is acceptably safe in the defined operational context.')
    expect(braking.supports('cl_top')).toEqual(['ar_1'])
    expect(braking.supports('ar_1')).toEqual(['cl_sub_1', 'cl_sub_2'])
    expect(braking.contexts('cl_top')).toEqual(['ctx_1'])
    expect(braking.contexts('cl_sub_1')).toEqual(['cl_assumption_1'])
    expect(braking.elements.get('cl_sub_2')?.undeveloped).toBe(true)
  })
})

describe('what another tool wrote', () => {
  it('[EXC1] is taken with relations that GSN forbids, which then do not count, and with ids that can be ids', () => {
    const file = must(readGsnYaml('Sn 1:\n  nodeType: Solution\n  supportedBy: [G1, G1]\nG1:\n  supportedBy: [G1]\n'))
    const graph = graphOfFile(file)
    expect([...graph.elements.keys()]).toEqual(['G1', 'Sn_1'])
    expect(graph.relations).toEqual([])
    expect(graph.skipped.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ['G1', 'G1', 'cycle'],
      ['Sn_1', 'G1', 'illegal'],
    ])
  })
})
