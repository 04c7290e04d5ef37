import { describe, expect, it } from 'vitest'
import { PARAMETER_KEYS, TERM_PARAMETERS } from '@/catalog/terms/parameters'
import { TOPICS } from '@/catalog/terms/topics'
import { readTerm, readTerms } from '@/lib/term/read'
import { fillShare, openPlaces, parametersOf, piecesOf } from '@/lib/term/sentence'
import { expectMerged, expectSound, grownCase, Peer, peers } from '../../support/case'

const term = (peer: Peer, id: string) => {
  const element = peer.graph.elements.get(id)
  if (element === undefined) throw new Error(`No term ${id}`)
  return readTerm(element)
}

describe('choosing terms from the library', () => {
  it('[TRM1] one topic is one term, whoever adds it and however often, and its words are never overwritten', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: ['RA-33', 'RA-35', 'RA-33'] })
    peer.do('set-text', { element: 'R-RA-33', field: 'shareMdm', text: 'Rings the ward.' })
    const again = peer.do('add-terms', { topics: ['RA-35', 'RA-33'] })
    expect(again.created).toEqual([])
    expect(again.changes).toEqual([])
    expect(readTerms(peer.graph).map(({ id }) => id)).toEqual(['R-RA-33', 'R-RA-35'])
    expect(term(peer, 'R-RA-33').mdm).toBe('Rings the ward.')
  })

  it('[TRM1] all 46 topics grow into one sound argument under one claim of the case, in the order of the library', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: TOPICS.map(({ id }) => id).reverse() })
    expectSound(peer.graph)
    expect(peer.graph.supports('C1')).toContain('R1')
    expect(peer.graph.supports('R1')).toEqual(TOPICS.map(({ id }) => `R-${id}`))
    expect(readTerms(peer.graph)).toHaveLength(46)
  })

  it('[TRM1] a term in the bin comes back with what was written in it', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: ['RA-26'] })
    peer.do('set-parameter', { term: 'R-RA-26', key: 'restore-hours', value: 4 })
    peer.do('delete-element', { element: 'R1', branch: true })
    expect(readTerms(peer.graph)).toEqual([])
    peer.do('add-terms', { topics: ['RA-26'] })
    expect(term(peer, 'R-RA-26').hdo).toContain('can restore within 4 hours')
    expectSound(peer.graph)
  })

  it('[TRM2] terms in own words are numbered and keep any words, braces and markup included', () => {
    const peer = grownCase()
    peer.do('add-terms', { own: [{ title: 'Loan pumps', shareMdm: 'Sends them {hours} after a call.' }] })
    peer.do('add-terms', { own: [{ title: '<script>alert(1)</script> {x}', shareHdo: 'y'.repeat(100_000) }] })
    const [first, second] = readTerms(peer.graph)
    expect([first?.name, first?.title, second?.name, second?.title]).toEqual([
      'R-OWN-1',
      'Loan pumps',
      'R-OWN-2',
      '<script>alert(1)</script> {x}',
    ])
    expect(first?.statement).toBe('Responsibilities for loan pumps are agreed')
    expect(second?.statement).not.toMatch(/[{}]/)
    expect(second?.hdo).toHaveLength(100_000)
    expect(peer.try('add-terms', { topics: ['RA-99'] }).ok).toBe(false)
    expect(peer.try('add-terms', {}).ok).toBe(false)
  })

  it('[TRM2] says what is missing in a case without any claim', () => {
    expect(new Peer('p').try('add-terms', { topics: ['RA-01'] })).toMatchObject({
      ok: false,
      refusal: { code: 'case-empty' },
    })
  })
})

describe('parameters', () => {
  it('[TRM3] stand in the sentence with their value and unit, in braces while empty, and are checked by their kind', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: ['RA-33', 'RA-42'] })
    expect(term(peer, 'R-RA-33').mdm).toContain('within {notice-business-days} of')
    expect(term(peer, 'R-RA-33').open).toEqual(['Business days to notify of an exploited vulnerability'])
    peer.do('set-parameter', { term: 'R-RA-33', key: 'notice-business-days', value: 1 })
    expect(term(peer, 'R-RA-33').mdm).toContain('within 1 business day of')
    peer.do('set-parameter', { term: 'R-RA-33', key: 'notice-business-days', value: 3 })
    expect(term(peer, 'R-RA-33')).toMatchObject({ open: [], parameters: [{ words: '3 business days' }] })
    for (const value of [0, -1, 2.5, 'three', 99_999]) {
      expect(peer.try('set-parameter', { term: 'R-RA-33', key: 'notice-business-days', value }).ok, `${value}`).toBe(
        false,
      )
    }
    expect(peer.try('set-parameter', { term: 'R-RA-42', key: 'end-of-support', value: '2031-02-30' }).ok).toBe(false)
    expect(peer.try('set-parameter', { term: 'R-RA-42', key: '__proto__', value: 1 }).ok).toBe(false)
    expect(peer.try('set-parameter', { term: 'C1', key: 'days', value: 1 }).ok).toBe(false)
    peer.do('set-parameter', { term: 'R-RA-42', key: 'end-of-support', value: '2031-02-28' })
    expect(term(peer, 'R-RA-42').mdm).toContain('ends on 2031-02-28')
  })

  it('[TRM3] cutting and filling keeps every other character', () => {
    const share = 'A {days} b {nope} c {date}{contact} {} { open'
    const kinds = piecesOf(share, {}).map(({ kind }) => kind)
    expect(kinds).toEqual(['words', 'parameter', 'words', 'unknown', 'words', 'parameter', 'parameter', 'words'])
    expect(fillShare(share, {})).toBe(share)
    expect(fillShare(share, { 'p-days': 2, 'p-date': '2027-01-01' })).toBe(
      'A 2 days b {nope} c 2027-01-01{contact} {} { open',
    )
    const element = { texts: { shareMdm: share }, fields: { 'p-days': 2 } }
    expect(parametersOf(element)).toEqual(['days', 'date', 'contact'])
    expect(openPlaces(element)).toEqual({ empty: ['date', 'contact'], unknown: ['{nope}'] })
  })

  it('[TRM3] filling the placeholders of the pattern leaves the parameters of a share alone', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: ['RA-33'] })
    const words = { 'notice-business-days': 'soon' }
    expect(peer.try('fill-placeholders', { element: 'R-RA-33', words }).ok).toBe(false)
    expect(term(peer, 'R-RA-33').mdm).toContain('{notice-business-days}')
  })

  it('[TRM3] every parameter of the library is known, of its kind, and named in a share of its topic', () => {
    for (const { id, mdm, hdo, parameters } of TOPICS) {
      for (const { key, kind } of parameters) {
        expect(PARAMETER_KEYS, id).toContain(key)
        expect(TERM_PARAMETERS[key].kind, `${id} ${key}`).toBe(kind)
      }
      const named = parametersOf({ texts: { shareMdm: mdm, shareHdo: hdo }, fields: {} })
      expect(new Set(named), id).toEqual(new Set(parameters.map(({ key }) => key)))
      expect(openPlaces({ texts: { shareMdm: mdm, shareHdo: hdo }, fields: {} }).unknown, id).toEqual([])
    }
  })
})

describe('dropping a term', () => {
  it('[TRM4] needs a reason, stays visible with it, and taking it up again loses nothing', () => {
    const peer = grownCase()
    peer.do('add-terms', { topics: ['RA-29'] })
    peer.do('set-parameter', { term: 'R-RA-29', key: 'route', value: 'the jump host of the site' })
    const before = term(peer, 'R-RA-29')
    expect(peer.try('drop-term', { term: 'R-RA-29', reason: '  ' })).toMatchObject({
      ok: false,
      refusal: { code: 'reason-missing' },
    })
    peer.do('drop-term', { term: 'R-RA-29', reason: 'There is no remote access.' })
    expect(term(peer, 'R-RA-29')).toMatchObject({ dropped: true, reason: 'There is no remote access.' })
    expect(peer.graph.reachable.has('R-RA-29')).toBe(true)
    peer.do('restore-term', { term: 'R-RA-29' })
    expect(term(peer, 'R-RA-29')).toEqual({ ...before, reason: 'There is no remote access.' })
  })

  it('[TRM4] a topic that was never chosen is recorded as dropped, once', () => {
    const peer = grownCase()
    peer.do('drop-term', { topic: 'RA-31', reason: 'The device exports no media.' })
    peer.do('drop-term', { topic: 'RA-31', reason: 'The device exports no media at all.' })
    expect(readTerms(peer.graph)).toMatchObject([{ id: 'R-RA-31', dropped: true }])
    expect(peer.try('drop-term', { reason: 'x' }).ok).toBe(false)
    expect(peer.try('drop-term', { term: 'R-RA-31', topic: 'RA-31', reason: 'x' }).ok).toBe(false)
  })

  it('[TRM4] one drops while the other writes: the words, the parameter and the reason all stay', () => {
    const start = grownCase()
    start.do('add-terms', { topics: ['RA-35'] })
    const [mdm, hdo] = peers(start, 'mdm', 'hdo') as [Peer, Peer]
    mdm.do('drop-term', { term: 'R-RA-35', reason: 'Covered by the service contract.' })
    hdo.do('set-text', { element: 'R-RA-35', field: 'shareHdo', text: 'Installs it within {install-days}.' })
    hdo.do('set-parameter', { term: 'R-RA-35', key: 'install-days', value: 30 })
    expectMerged(mdm, hdo)
    expect(term(mdm, 'R-RA-35')).toMatchObject({ dropped: true, reason: 'Covered by the service contract.' })
    mdm.do('restore-term', { term: 'R-RA-35' })
    expect(term(mdm, 'R-RA-35').hdo).toBe('Installs it within 30 days.')
  })

  it('[TRM4] both fill different parameters of one term at once: both stand', () => {
    const start = grownCase()
    start.do('add-terms', { topics: ['RA-35'] })
    const [mdm, hdo] = peers(start, 'mdm', 'hdo') as [Peer, Peer]
    mdm.do('set-parameter', { term: 'R-RA-35', key: 'release-days', value: 30 })
    hdo.do('set-parameter', { term: 'R-RA-35', key: 'install-days', value: 14 })
    expectMerged(mdm, hdo)
    expect(term(mdm, 'R-RA-35').parameters.map(({ words }) => words)).toEqual(['30 days', '14 days'])
  })
})
