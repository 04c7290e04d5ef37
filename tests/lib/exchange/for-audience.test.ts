import { describe, expect, it } from 'vitest'
import { AUDIENCES, audiencesOf, holds, KEPT, type KeptKind, leftOutWords, Tally } from '@/lib/access/audience'
import { canonicalCase } from '@/lib/case/canonical-case'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { canonicalFor, graphFor, IN_WORDS, KEPT_STATEMENT, NAMED, PLACED } from '@/lib/exchange/for-audience'
import { ARGUMENT_FORMATS, recognise } from '@/lib/exchange/formats'
import { withRemarks } from '@/lib/exchange/remarks'
import { allFindings } from '@/lib/findings/all-findings'
import type { ReviewEntry } from '@/lib/review/entries'
import { entriesFor } from '@/lib/review/entries-for'
import { grownCase } from '../../support/case'

const SECRETS = ['Vera Quill', 'vault-7', 'too old for us', 'Kept penetration test', 'kept.pdf']

/** A case with a person, a judgement in words, evidence for everybody in it and evidence that stays with its owner. */
function caseWithSecrets() {
  const peer = grownCase('ALOF')
  const add = (values: object, statement: string) =>
    peer.do('add-evidence', { claim: 'C5-ALOF', statement, values: { side: 'mdm', ...values } }).created[0] as string
  const open = add({ reference: 'vault-7/report', confidentiality: 'both' }, 'Report')
  const kept = add(
    { title: 'Kept penetration test', reference: 'kept.pdf', confidentiality: 'own-side' },
    'Kept penetration test',
  )
  const free = add({ reference: 'https://example.org/sheet', confidentiality: 'public' }, 'Data sheet')
  peer.as('mdm').do('set-field', { element: open, field: 'judgementMdm', value: 'too old for us' })
  const risk = peer.do('add-risk', { capability: 'ALOF', values: {} }).created[0] as string
  const control = peer.do('add-control', { risk, values: { title: 'Lock', responsible: 'mdm' } }).created[0] as string
  peer.do('set-field', { element: control, field: 'ownerMdm', value: 'Vera Quill' })
  return { peer, open, kept, free, control }
}

describe('whom a file is for', () => {
  it('[FOR1] [FOR2] an audience that holds less never holds more: outside is within both, both within own', () => {
    for (const kind of Object.keys(KEPT) as KeptKind[]) {
      const [both, own, outside] = AUDIENCES.map((audience) => holds(audience, kind))
      expect([!outside || both, !both || own], kind).toEqual([true, true])
    }
    expect(audiencesOf({ side: 'hdo' })).toEqual(['both', 'own', 'outside'])
    expect(audiencesOf({})).toEqual(['outside'])
    expect(audiencesOf(undefined)).toEqual(['outside'])
  })

  it('[FOR4] the outside reads no name, no place, no judgement in words and nothing of evidence that is kept', () => {
    const { peer, open, kept, free, control } = caseWithSecrets()
    const tally = new Tally()
    const graph = graphFor(peer.graph, 'outside', tally)
    const canonical = canonicalFor(canonicalCase(peer.doc), 'outside', new Tally())
    const whole = writeCaseJson(canonicalCase(peer.doc))
    for (const secret of SECRETS) {
      expect(whole).toContain(secret)
      expect(JSON.stringify(canonical)).not.toContain(secret)
      expect(JSON.stringify([...graph.elements.values()])).not.toContain(secret)
      for (const format of ['gsn-yaml', 'ltac', 'sacm'] as const) {
        expect(ARGUMENT_FORMATS[format].write(graph, '').text, format).not.toContain(secret)
      }
    }
    expect(graph.elements.get(control)?.fields.ownerMdm).toBe(NAMED)
    expect(graph.elements.get(open)?.fields).toMatchObject({ reference: PLACED, judgementMdm: IN_WORDS })
    expect(graph.elements.get(kept)).toMatchObject({ statement: KEPT_STATEMENT, fields: { side: 'mdm' } })
    expect(graph.elements.get(free)?.fields.reference).toBe('https://example.org/sheet')
    expect(tally.left).toEqual({ people: 1, 'evidence-place': 1, judgements: 1, 'kept-evidence': 1 })
  })

  it('[FOR4] what is left out is no finding: nobody is told that something is missing which is only not shown', () => {
    const { peer } = caseWithSecrets()
    const found = (graph: typeof peer.graph) =>
      allFindings(graph, '2026-11-22').map(({ rule, element }) => `${rule} ${element}`)
    const known = new Set(found(peer.graph))
    expect(found(graphFor(peer.graph, 'outside', new Tally())).filter((each) => !known.has(each))).toEqual([])
  })

  it('[FOR3] both sides and the own side get the case as it is, byte for byte', () => {
    const { peer } = caseWithSecrets()
    const canonical = canonicalCase(peer.doc)
    for (const audience of ['both', 'own'] as const) {
      const tally = new Tally()
      expect(canonicalFor(canonical, audience, tally)).toBe(canonical)
      expect(writeCaseJson(canonical, tally.left)).toBe(writeCaseJson(canonical))
    }
  })

  it('[FOR3] every format says what is left out, and is read back with it', () => {
    const { peer } = caseWithSecrets()
    const tally = new Tally()
    const graph = graphFor(peer.graph, 'outside', tally)
    const remarks = leftOutWords(tally.left)
    expect(remarks).toContain('1 name of a person is not in this file.')
    for (const format of ['gsn-yaml', 'ltac', 'sacm'] as const) {
      const { text } = ARGUMENT_FORMATS[format].write(graph, 'Pump')
      const told = withRemarks(format, text, remarks)
      expect(told).toContain('1 piece of evidence that stays with its owner is not in this file.')
      const read = recognise(told, `a.${ARGUMENT_FORMATS[format].ending}`)
      expect(read, format).toMatchObject({ ok: true, value: { format, problems: [] } })
    }
    const json = writeCaseJson(canonicalFor(canonicalCase(peer.doc), 'outside', new Tally()), tally.left)
    expect(JSON.parse(json).leftOut).toEqual(remarks)
    expect(recognise(json)).toMatchObject({ ok: true, value: { format: 'json' } })
  })

  it('[FOR5] comments of one side stay with it, comments of both stay inside, and what is left out is counted', () => {
    let seq = 0
    const entry = (chain: 'shared' | 'hdo', kind: string, body: object): ReviewEntry => ({
      chain,
      seq: ++seq,
      at: '2026-11-22T08:00:00.000Z',
      actor: { id: 'p', name: 'P', side: 'hdo' },
      kind,
      body,
    })
    const entries = [
      entry('shared', 'thread.opened', { thread: 'a', element: 'C1', text: 'to all' }),
      entry('hdo', 'thread.opened', { thread: 'b', element: 'C1', text: 'among us' }),
      entry('hdo', 'thread.replied', { thread: 'b', reply: 'r', text: 'me too' }),
      entry('hdo', 'thread.replied', { thread: 'b', reply: 'q', text: 'taken back' }),
      entry('hdo', 'thread.removed', { thread: 'b', reply: 'q' }),
      entry('shared', 'approval.lifted', { claim: 'C1' }),
    ]
    const told = (audience: (typeof AUDIENCES)[number]) => {
      const tally = new Tally()
      return [entriesFor(entries, audience, tally).length, leftOutWords(tally.left)]
    }
    expect(told('own')).toEqual([6, []])
    expect(told('both')).toEqual([2, ['2 comments of one side are not in this file.']])
    expect(told('outside')).toEqual([
      1,
      ['2 comments of one side are not in this file.', '1 comment of the two sides is not in this file.'],
    ])
  })
})
