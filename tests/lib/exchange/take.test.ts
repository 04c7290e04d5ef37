import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { narrativeJson } from '@/lib/case/canonical-case'
import { checkTransaction } from '@/lib/case/schema-check'
import { type NodeMap, nodesOf, textOf } from '@/lib/case/ydoc'
import { readCsaf } from '@/lib/exchange/csaf-read'
import type { FactsFile } from '@/lib/exchange/facts-file'
import { readGsnYaml } from '@/lib/exchange/gsn-yaml-read'
import { readMds2Lines } from '@/lib/exchange/mds2-read'
import { takeArgument } from '@/lib/exchange/take-argument'
import { type Picked, takeable, takeFacts } from '@/lib/exchange/take-facts'
import { takenFor, takenIndex } from '@/lib/exchange/taken'
import { must, type Refusal } from '@/lib/gsn/outcome'
import { grownCase, type Peer } from '../../support/case'

let made = 0
const context = (peer: Peer) => ({
  ids: () => `${peer.name}-${++made}`,
  at: '2026-11-21T12:00:00.000Z',
  by: peer.name,
  side: 'mdm' as const,
})
const FILE = must(
  readGsnYaml(
    'G1:\n  text: Top\n  supportedBy: [S1, Sn1]\n  url: https://example.org\nS1:\n  text: Split\n  supportedBy: [G1, Sn1]\nSn1:\n  text: Report\n',
  ),
)
const take = (peer: Peer, file = FILE) =>
  must(takeArgument(peer.doc, file, { source: 'a.yaml', under: 'C4-ALOF' }, context(peer)))

describe('taking an argument into a case', () => {
  it('[EXC10] stands below the chosen claim, with what GSN forbids loaded and reported', () => {
    const peer = grownCase('ALOF')
    const { created, there } = take(peer)
    expect([created.length, there]).toEqual([3, 0])
    const { graph } = peer
    const top = graph.supports('C4-ALOF').map((id) => graph.elements.get(id)?.statement)
    expect(top).toContain('Top')
    expect(graph.skipped.map(({ reason }) => reason).sort()).toEqual(['cycle', 'illegal'])
    const [id = ''] = created
    expect(JSON.stringify(narrativeJson(peer.doc, id))).toContain('url: https://example.org')
    expect(graph.elements.get(id)).toMatchObject({ takenFrom: 'a.yaml', takenAt: 'G1, line 1', takenKey: 'a.yaml#G1' })
  })

  it('[EXC10] again adds nothing, brings nothing back, and says where people wrote something else', () => {
    const peer = grownCase('ALOF')
    const [top = '', strategy = ''] = take(peer).created
    const words = textOf(peer.doc, top, 'statement')
    words.delete(0, words.length)
    words.insert(0, 'Our words')
    peer.do('delete-element', { element: strategy })
    const before = peer.canonical
    expect(take(peer)).toEqual({ created: [], there: 3, differing: [expect.objectContaining({ inFile: 'Top' })] })
    expect(peer.canonical).toBe(before)
  })
})

const advisory: FactsFile = must(
  readCsaf(
    JSON.stringify({
      document: { csaf_version: '2.0', title: 'Pump', tracking: { id: 'ICSMA-1' } },
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          cwe: { id: 'CWE-613', name: 'Insufficient session expiration' },
          notes: [{ category: 'summary', text: 'Sessions never end. <script>alert(1)</script>' }],
          remediations: [
            { category: 'vendor_fix', details: 'Update to 2.1', url: 'https://example.org/fix' },
            { category: 'mitigation', details: 'Lock the ward' },
          ],
        },
      ],
    }),
  ),
)
const ALL: Picked[] = [{ key: 'CVE-2026-0001', capability: 'ALOF', controls: true }]

describe('taking suggestions into a case', () => {
  it('[EXC10] grows a risk with a control of each side, each with where it comes from', () => {
    const peer = grownCase('ALOF')
    const taken = must(takeFacts(peer.doc, advisory, ALL, 'ICSMA-1', context(peer)))
    expect(taken.refused).toEqual([])
    const elements = taken.created.map((id) => peer.graph.elements.get(id))
    const risk = elements.find((element) => element?.role === 'C7')
    expect(risk?.fields).toMatchObject({ cve: 'CVE-2026-0001', cwe: 'CWE-613', advisory: 'ICSMA-1' })
    expect(risk?.texts.vulnerability).toContain('<script>')
    const controls = elements.filter((element) => element?.role === 'C8')
    expect(controls.map((element) => [element?.fields.responsible, element?.statement])).toEqual([
      ['mdm', 'Update to 2.1'],
      ['hdo', 'Lock the ward'],
    ])
    expect(risk).toMatchObject({ takenFrom: 'ICSMA-1', takenAt: 'vulnerabilities[0]', takenKey: 'CVE-2026-0001' })
    expect(controls.map((element) => element?.takenAt)).toEqual([
      'vulnerabilities[0].remediations[0]',
      'vulnerabilities[0].remediations[1]',
    ])
    expect(peer.graph.skipped).toEqual([])
  })

  it('[EXC10] again adds nothing, also where people deleted what came of it; for another capability it is new', () => {
    const peer = grownCase('ALOF', 'AUDT')
    const first = must(takeFacts(peer.doc, advisory, ALL, 'ICSMA-1', context(peer)))
    const risk = first.created.find((id) => peer.graph.elements.get(id)?.role === 'C7') ?? ''
    peer.do('delete-element', { element: risk })
    expect(must(takeFacts(peer.doc, advisory, ALL, 'ICSMA-1', context(peer)))).toMatchObject({
      created: [],
      there: ['CVE-2026-0001'],
    })
    const other = must(takeFacts(peer.doc, advisory, [{ ...ALL[0]!, capability: 'AUDT' }], 'ICSMA-1', context(peer)))
    expect(other.created.length).toBeGreaterThan(3)
  })

  it('[EXC10] names what cannot be taken and takes the rest', () => {
    const peer = grownCase('ALOF')
    const picked = [{ ...ALL[0]!, capability: 'AUDT' }, ...ALL]
    const taken = must(takeFacts(peer.doc, advisory, picked, 'ICSMA-1', context(peer)))
    expect(taken.refused.map(({ refusal }) => refusal.code)).toEqual(['capability-not-required'])
    expect(taken.created.length).toBeGreaterThan(3)
  })

  it('[EXC10] puts all answers on a capability into one context of it', () => {
    const peer = grownCase('ALOF')
    const facts = must(
      readMds2Lines([
        { line: 1, cells: ['ALOF-1', 'Lock?', 'Yes', ''] },
        { line: 2, cells: ['ALOF-2', 'Adjustable?', 'No', 'see 4'] },
      ]),
    )
    const picked = facts.suggestions.map(({ key }) => ({ key, capability: 'ALOF', controls: false }))
    const taken = must(takeFacts(peer.doc, facts, picked, 'MDS2', context(peer)))
    expect(taken.created).toHaveLength(1)
    const element = peer.graph.elements.get(taken.created[0] ?? '')
    expect(element).toMatchObject({ kind: 'context', capability: 'ALOF' })
    expect(element?.statement).toContain('1 answered Yes, 1 No, of 2')
    expect(peer.graph.contexts('C2-ALOF')).toContain(element?.id)
    expect(must(takeFacts(peer.doc, facts, picked, 'MDS2', context(peer))).there).toHaveLength(2)
  })

  it('[EXC10] takes one recommendation alone with the risk that it is against, and the others later beside it', () => {
    const peer = grownCase('ALOF')
    const [risk] = advisory.suggestions
    const [fix, lock] = risk?.kind === 'risk' ? risk.controls : []
    const one = (key = '') => [{ key, capability: 'ALOF', controls: true }]
    const statements = () => [...peer.graph.elements.values()].flatMap((e) => (e.role === 'C8' ? [e.statement] : []))
    must(takeFacts(peer.doc, advisory, one(lock?.key), 'ICSMA-1', context(peer)))
    expect(statements()).toEqual(['Lock the ward'])
    expect(must(takeFacts(peer.doc, advisory, one(lock?.key), 'again', context(peer)))).toMatchObject({
      created: [],
      there: [lock?.key],
    })
    must(takeFacts(peer.doc, advisory, one(fix?.key), 'ICSMA-1', context(peer)))
    expect(statements().sort()).toEqual(['Lock the ward', 'Update to 2.1'])
    expect([...peer.graph.elements.values()].filter(({ role }) => role === 'C7')).toHaveLength(1)
    expect(takenFor(takenIndex(peer.doc), 'CVE-2026-0001')).toEqual(['ALOF'])
  })

  it('[EXC10] adds answers that are accepted later, keeps what people wrote, and knows the form of another name', () => {
    const peer = grownCase('AUDT')
    const facts = must(
      readMds2Lines([
        { line: 1, cells: ['DOC-1', 'Maker', 'Pumps Ltd'] },
        { line: 2, cells: ['DOC-3', 'Model', 'P1'] },
        { line: 3, cells: ['AUDT-2', 'Events?', 'No', ''] },
        { line: 4, cells: ['AUDT-2.1', 'Logins?', 'Yes', 'see 4'] },
      ]),
    )
    const pick = (question: string) => [{ key: `mds2:${question}`, capability: 'AUDT', controls: false }]
    const [id = ''] = must(takeFacts(peer.doc, facts, pick('AUDT-2'), 'a.xlsx', context(peer))).created
    expect(peer.graph.elements.get(id)?.statement).toContain('0 answered Yes, 1 No, of 1')
    expect(must(takeFacts(peer.doc, facts, pick('AUDT-2.1'), 'b.xlsx', context(peer))).created).toEqual([])
    expect(peer.graph.elements.get(id)).toMatchObject({ takenAt: 'AUDT-2 No, AUDT-2.1 Yes' })
    expect(peer.graph.elements.get(id)?.statement).toContain('1 answered Yes, 1 No, of 2')
    expect(JSON.stringify(narrativeJson(peer.doc, id))).toContain('ask the manufacturer')
    const before = peer.canonical
    expect(must(takeFacts(peer.doc, facts, pick('AUDT-2.1'), 'c.xlsx', context(peer))).there).toEqual(['mds2:AUDT-2.1'])
    expect(peer.canonical).toBe(before)
  })

  it('[EXC10] products become assets and notes contexts, each once', () => {
    const peer = grownCase('ALOF')
    const facts: FactsFile = must(
      readCsaf(
        JSON.stringify({
          document: {
            csaf_version: '2.0',
            title: 'Pump',
            notes: [{ category: 'general', title: 'What to do', text: 'Close port 80.\n\nThen restart.' }],
          },
          product_tree: { full_product_names: [{ product_id: 'P', name: 'Pump 1' }] },
        }),
      ),
    )
    const picked = [...takeable(facts).keys()].map((key) => ({ key, capability: '', controls: true }))
    expect(must(takeFacts(peer.doc, facts, picked, 'x.json', context(peer))).created).toHaveLength(2)
    expect([...peer.graph.elements.values()].find(({ facet }) => facet === 'asset')).toMatchObject({
      statement: 'Pump 1',
      takenAt: 'product_tree.full_product_names[0]',
    })
    const note = [...peer.graph.elements.values()].find(({ statement }) => statement === 'What to do')
    expect(narrativeJson(peer.doc, note?.id ?? '')).toHaveLength(2)
    expect(must(takeFacts(peer.doc, facts, picked, 'y.json', context(peer))).there).toEqual(
      picked.map(({ key }) => key),
    )
    expect(peer.graph.skipped).toEqual([])
  })
})

describe('where an element was taken from', () => {
  it('[EXC14] is written by imports only: over the wire it is refused, setting as much as clearing', () => {
    for (const edit of [
      (node: NodeMap | undefined) => node?.set('takenFrom', 'made up'),
      (node: NodeMap | undefined) => node?.delete('takenKey'),
    ]) {
      const peer = grownCase('ALOF')
      const { created } = take(peer)
      const told: (Refusal | undefined)[] = []
      peer.doc.on('afterTransaction', (transaction: Y.Transaction) =>
        told.push(checkTransaction(peer.doc, transaction)),
      )
      edit(nodesOf(peer.doc).get(created[0] ?? ''))
      expect(told).toMatchObject([{ code: 'schema-violation', message: expect.stringContaining('taken from') }])
    }
  })

  it('[EXC14] half a pair of code units in a file is no reason for a case that nobody can read any more', () => {
    const peer = grownCase('ALOF')
    const hostile = must(readGsnYaml('G1:\n  text: "half \\uD800 pair"\n'))
    must(takeArgument(peer.doc, hostile, { source: 'h.yaml' }, context(peer)))
    expect(peer.canonical).toContain('half \uFFFD pair')
  })

  it('[EXC1] as a module its top claims are offered to the others, and can be cited there', () => {
    const peer = grownCase('ALOF')
    const { created } = must(takeArgument(peer.doc, FILE, { source: 'm.yaml', asModule: true }, context(peer)))
    const top = peer.graph.elements.get(created[0] ?? '')
    expect(top).toMatchObject({ statement: 'Top', public: true })
    peer.do('add-away', { under: 'C4-ALOF', target: created[0] })
  })
})
