import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import { readGsnYaml } from '@/lib/exchange/gsn-yaml-read'
import { writeGsnYaml } from '@/lib/exchange/gsn-yaml-write'
import { readLtac } from '@/lib/exchange/ltac-read'
import { writeLtac } from '@/lib/exchange/ltac-write'
import { readSacm } from '@/lib/exchange/sacm-read'
import { writeSacm } from '@/lib/exchange/sacm-write'
import { takeArgument } from '@/lib/exchange/take-argument'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { must } from '@/lib/gsn/outcome'
import { grownCase, type Peer } from '../../support/case'
import { EDITS, edit } from '../../support/random-edits'

const FORMATS = [
  { name: 'GSN YAML', read: readGsnYaml, write: writeGsnYaml },
  { name: 'LTAC', read: readLtac, write: writeLtac },
  { name: 'SACM', read: readSacm, write: writeSacm },
] as const

const some = (of: (element: Element) => boolean) => (graph: CaseGraph) => [...graph.elements.values()].some(of)

/** What a case can say that formats of the argument have no place for, and the words in which its loss is told. */
const HELD: readonly { readonly words: string; readonly has: (graph: CaseGraph) => boolean }[] = [
  { words: 'places in the pattern', has: some(({ role }) => role !== undefined) },
  { words: 'capabilities of elements', has: some(({ capability }) => capability !== undefined) },
  {
    words: 'fields of elements',
    has: some(({ facet, fields, texts }) => facet !== undefined && Object.keys({ ...fields, ...texts }).length > 0),
  },
  { words: 'citations of other modules', has: some(({ away }) => away !== undefined) },
  { words: 'marks that other modules may cite', has: some((element) => element.public === true) },
  { words: 'files that elements were taken from', has: some(({ takenFrom }) => takenFrom !== undefined) },
  { words: 'relations that do not count', has: ({ skipped }) => skipped.length > 0 },
  { words: 'elements in the bin', has: ({ bin }) => bin.size > 0 },
  { words: 'marks of a pattern on relations', has: ({ decorated }) => decorated.length > 0 },
  { words: 'patterns that were brought along', has: ({ patterns }) => patterns.size > 0 },
]

/** What has to come back, by name: an element whose name stands twice has another one in the file. */
function kept(graph: CaseGraph) {
  const words = (text: string) => text.trim().replace(/\s+/g, ' ')
  const said = (id: string) => {
    const element = graph.elements.get(id)
    return element === undefined ? '' : `${element.kind} ${words(element.statement)} ${element.undeveloped}`
  }
  return {
    elements: [...graph.elements.keys()].map(said).sort(),
    relations: graph.relations.map(({ from, type, to }) => `${said(from)} ${type} ${said(to)}`).sort(),
  }
}

function furnished(): Peer {
  const peer = grownCase('ALOF')
  const file = must(readGsnYaml('G1:\n  text: Top\n  supportedBy: [Sn1]\nSn1:\n  text: Report\n'))
  let made = 0
  const context = { ids: () => `taken${++made}`, at: '2026-11-22T10:00:00.000Z', by: 'p' }
  must(takeArgument(peer.doc, file, { source: 'a.yaml', under: 'C4-ALOF', asModule: true }, context))
  return peer
}

describe.each(FORMATS)('$name after any edits', ({ read, write }) => {
  it('[EXC1] keeps elements, relations, texts and marks, and tells everything that it has no place for', () => {
    fc.assert(
      fc.property(fc.array(EDITS, { maxLength: 30 }), (steps) => {
        const peer = furnished()
        for (const step of steps) edit(peer, step)
        const { graph } = peer
        const { text, lost } = write(graph, '')
        expect(kept(graphOfFile(must(read(text))))).toEqual(kept(graph))
        for (const { words, has } of HELD) {
          expect([words, lost.some((line) => line.includes(words))]).toEqual([words, has(graph)])
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 25), seed: Number(process.env.SEED ?? 42) },
    )
  })
})
