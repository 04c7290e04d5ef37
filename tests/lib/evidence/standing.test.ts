import { describe, expect, it } from 'vitest'
import { judgementOf, sizeInWords, standingOf } from '@/lib/evidence/standing'
import { grownCase } from '../../support/case'

describe('what evidence is worth', () => {
  it('[EVD11] each side judges for itself and cannot write for the other', () => {
    const peer = grownCase('ALOF')
    peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Report', values: { side: 'mdm' } })
    const element = peer.id('Sn-ALOF-1')
    const [mdm, hdo] = [peer.as('mdm'), peer.as('hdo')]
    hdo.do('set-field', { element, field: 'adequateHdo', value: 'no' })
    hdo.do('set-field', { element, field: 'judgementHdo', value: 'Older than our network' })
    mdm.do('set-field', { element, field: 'adequateMdm', value: 'yes' })
    for (const someone of [mdm, peer]) {
      const forged = someone.try('set-field', { element, field: 'adequateHdo', value: 'yes' })
      expect(forged).toMatchObject({ ok: false })
    }
    const evidence = peer.graph.elements.get(element)
    if (evidence === undefined) throw new Error('no evidence')
    expect(judgementOf(evidence, 'hdo')).toMatchObject({ answers: { adequate: 'no' }, words: 'Older than our network' })
    expect(judgementOf(evidence, 'mdm').answers).toEqual({ adequate: 'yes', necessary: '', suitable: '' })
  })

  it('is told by its dates', () => {
    const on = (effective: string, reviewBy: string) => standingOf({ fields: { effective, reviewBy } }, '2026-11-21')
    expect(on('2026-01-01', '2026-11-20')).toBe('expired')
    expect(on('2026-01-01', '2026-12-21')).toBe('review-soon')
    expect(on('2026-01-01', '2026-12-22')).toBe('current')
    expect(on('2026-11-22', '2028-01-01')).toBe('future')
    expect(on('', '')).toBe('current')
  })

  it('says sizes as people do', () => {
    expect([1, 999, 1000, 1_234_567, 50_000_000, 999_999].map(sizeInWords)).toEqual([
      '1 byte',
      '999 bytes',
      '1 kB',
      '1.2 MB',
      '50 MB',
      '1 MB',
    ])
  })
})
