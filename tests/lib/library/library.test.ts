import { describe, expect, it } from 'vitest'
import { bringControl, bringRisk, carried, crossing } from '@/lib/library/bring-here'
import { gather, searchLibrary } from '@/lib/library/gather'
import { seenIn } from '@/lib/library/seen'
import { grownCase, type Peer } from '../../support/case'

/** A case with one risk, a control of each side, a shared one, and evidence. */
function pump(cve = 'CVE-2026-1111', vulnerability = 'Fixed password'): Peer {
  const peer = grownCase('PAUT')
  const values = { threat: 'Somebody signs in', vulnerability, ...(cve === '' ? {} : { cve }), severityBeforeHdo: 3 }
  peer.do('add-risk', {
    capability: 'PAUT',
    values: { threat: values.threat, vulnerability, ...(cve === '' ? {} : { cve }) },
    scenario: { cause: 'Left at delivery', consequence: 'Dose changed' },
  })
  const risk = peer.id('C7-PAUT-1')
  for (const [title, responsible] of [
    ['Own passwords', 'mdm'],
    ['Locked ward', 'hdo'],
    ['Rotation', 'shared'],
  ]) {
    peer.do('add-control', {
      risk,
      statement: `${title} are in place`,
      values: { title, responsible, dutyMdm: `MDM does ${title}`, dutyHdo: `HDO does ${title}`, ownerHdo: 'Nurse Joy' },
    })
  }
  peer.do('add-evidence', { claim: peer.id('C8-PAUT-1-1'), values: { evidenceKind: 'test', side: 'mdm' } })
  return peer
}
const source = (id: string, peer: Peer, usable = true) => ({
  case: id,
  title: `Case ${id}`,
  risks: seenIn(peer.graph),
  usable,
})
const context = () => {
  let n = 0
  return { ids: () => `new${n++}`, at: '2026-11-22T09:00:00.000Z', by: 'mia', side: 'mdm' as const }
}

describe('what the library holds of a case', () => {
  it('[LIB1] is its risks with controls and kinds of evidence, and nobody’s person, date, state or side-only field', () => {
    const [risk] = seenIn(pump().graph)
    expect(risk).toMatchObject({
      capability: 'PAUT',
      vulnerability: 'Fixed password',
      cve: ['CVE-2026-1111'],
      scenario: { cause: 'Left at delivery' },
    })
    expect(risk?.controls.map(({ title, responsible, evidence }) => [title, responsible, evidence])).toEqual([
      ['Own passwords', 'mdm', ['test']],
      ['Locked ward', 'hdo', []],
      ['Rotation', 'shared', []],
    ])
    expect(JSON.stringify(risk)).not.toContain('Nurse Joy')
  })

  it('[LIB1] tells one vulnerability once over several cases, with how often and where', () => {
    const entries = gather([source('a', pump()), source('b', pump()), source('zeta', pump('', 'Open port'))])
    expect(entries.map(({ title, cases, where }) => [title, cases, where.map((place) => place.case)])).toEqual([
      ['Fixed password', 2, ['a', 'b']],
      ['Open port', 1, ['zeta']],
    ])
    expect(entries[0]?.controls[0]).toMatchObject({
      title: 'Own passwords',
      evidence: [['test', 2]],
      where: [{ case: 'a' }, { case: 'b' }],
    })
  })

  it('[LIB2] is found by every word, wherever it stands', () => {
    const entries = gather([source('a', pump()), source('zeta', pump('', 'Open port'))])
    const titles = (words: string, capability?: string) =>
      searchLibrary(entries, { words, ...(capability === undefined ? {} : { capability }) }).map(({ title }) => title)
    expect(titles('fixed ROTATION')).toEqual(['Fixed password'])
    expect(titles('cve-2026-1111')).toEqual(['Fixed password'])
    expect(titles('person authentication')).toHaveLength(2)
    expect(titles('case zeta')).toEqual(['Open port'])
    expect(titles('', 'ALOF')).toEqual([])
    expect(titles('nothing of this')).toEqual([])
  })
})

describe('from one case to another', () => {
  const a = { mdm: 'Pumps', hdo: 'North' }
  it('[LIB3] goes only what one’s own organisation was party to on the same side', () => {
    expect(crossing(a, a, 'mdm', 'mdm')).toEqual({ side: 'mdm', sameOther: true })
    expect(crossing(a, { mdm: 'Pumps', hdo: 'South' }, 'mdm', 'mdm')).toEqual({ side: 'mdm', sameOther: false })
    expect(crossing(a, { mdm: 'Beds', hdo: 'North' }, 'mdm', 'mdm')).toBeUndefined()
    expect(crossing(a, { mdm: 'Beds', hdo: 'North' }, 'hdo', 'hdo')).toEqual({ side: 'hdo', sameOther: false })
    expect(crossing(a, a, 'mdm', 'hdo')).toBeUndefined()
    expect(crossing(a, a, undefined, undefined)).toBeUndefined()
  })

  it('[LIB3] what the other organisation owes stays where it was said', () => {
    const [seen] = seenIn(pump().graph)
    if (seen === undefined) throw new Error('The case has no risk')
    const { risk, left } = carried(seen, { side: 'mdm', sameOther: false })
    expect(left.map(({ title }) => title)).toEqual(['Locked ward'])
    expect(JSON.stringify(risk)).not.toMatch(/HDO does|Dose changed/)
    expect(carried(seen, { side: 'mdm', sameOther: true })).toEqual({ risk: seen, left: [] })
  })

  it('[LIB4] is grown from the pattern once, with its origin told by ids only', () => {
    const [seen] = seenIn(pump().graph)
    if (seen === undefined) throw new Error('The case has no risk')
    const peer = grownCase('PAUT', 'ALOF')
    const from = { case: 'k4x', library: 'Library of Pumps' }
    const first = bringRisk(peer.doc, seen, 'PAUT', from, context())
    expect(first).toMatchObject({ ok: true, value: { there: false } })
    const risk = [...peer.graph.elements.values()].find(({ role }) => role === 'C7')
    expect(risk).toMatchObject({
      capability: 'PAUT',
      fields: { cve: 'CVE-2026-1111' },
      takenFrom: 'Library of Pumps',
      takenAt: `k4x/${seen.element}`,
    })
    expect(bringRisk(peer.doc, seen, 'PAUT', from, context())).toMatchObject({
      value: { there: true, created: [], element: risk?.id },
    })
    expect(seenIn(peer.graph)).toMatchObject([
      {
        vulnerability: 'Fixed password',
        controls: [{ title: 'Own passwords' }, { title: 'Locked ward' }, { title: 'Rotation' }],
      },
    ])
    expect(bringRisk(peer.doc, seen, 'ALOF', from, context())).toMatchObject({ value: { there: false } })
  })

  it('[LIB4] a single control is put under a risk once', () => {
    const [seen] = seenIn(pump().graph)
    const peer = pump('', 'Other')
    const risk = peer.id('C7-PAUT-1')
    const control = seen?.controls[0]
    if (control === undefined) throw new Error('The case has no control')
    const from = { case: 'k4x', library: 'Library of Pumps' }
    expect(bringControl(peer.doc, control, risk, from, context())).toMatchObject({ value: { there: false } })
    expect(bringControl(peer.doc, control, risk, from, context())).toMatchObject({ value: { there: true } })
    expect(bringControl(peer.doc, control, 'gone', from, context())).toMatchObject({
      ok: false,
      refusal: { code: 'element-not-found' },
    })
  })
})
