import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ControlState, controlState, dutyOf } from '@/lib/control/duty'
import type { FieldValue } from '@/lib/gsn/graph'
import { expectMerged, grownCase, peers } from '../../support/case'

const control = (fields: Record<string, FieldValue>, texts: Record<string, string> = {}) => ({ fields, texts })

describe('who does what in a control', () => {
  it('[CTL19] reads a case from before the sides had fields of their own as it was meant', () => {
    const old = control({ responsible: 'shared', owner: 'Nina Berg', due: '2027-01-31', state: 'implemented' })
    for (const side of ['mdm', 'hdo'] as const) {
      expect(dutyOf(old, side)).toMatchObject({ owner: 'Nina Berg', due: '2027-01-31', progress: 'implemented' })
    }
    expect(dutyOf(control({ responsible: 'hdo', state: 'refused' }), 'hdo').acceptance).toBe('refused')
  })

  it('[CTL19] lets what a side says of its own part count before what the whole control says', () => {
    const both = control(
      { responsible: 'shared', owner: 'Nina Berg', state: 'proposed', ownerHdo: 'Omar Said', stateHdo: 'verified' },
      { dutyHdo: ' Fits readers. ' },
    )
    expect(dutyOf(both, 'hdo')).toMatchObject({ owner: 'Omar Said', progress: 'verified', words: 'Fits readers.' })
    expect(dutyOf(both, 'mdm')).toMatchObject({ owner: 'Nina Berg', progress: 'proposed', words: '' })
  })

  it('[CTL20] is as far as the side that is furthest behind', () => {
    const states: [Record<string, FieldValue>, ControlState][] = [
      [{ responsible: 'shared', stateMdm: 'verified' }, 'started'],
      [{ responsible: 'shared', stateMdm: 'verified', stateHdo: 'implemented' }, 'implemented'],
      [{ responsible: 'shared', stateMdm: 'verified', stateHdo: 'verified' }, 'verified'],
      [{ responsible: 'mdm', stateMdm: 'verified', stateHdo: 'proposed' }, 'verified'],
      [{ responsible: 'shared', acceptanceMdm: 'accepted', acceptanceHdo: 'accepted' }, 'accepted'],
      [{ responsible: 'shared', acceptanceMdm: 'accepted' }, 'proposed'],
      [{ responsible: 'shared', stateMdm: 'verified', stateHdo: 'verified', acceptanceHdo: 'refused' }, 'refused'],
      [{ responsible: 'mdm', acceptanceHdo: 'refused', stateMdm: 'implemented' }, 'implemented'],
      [{ state: 'implemented' }, 'implemented'],
      [{}, 'proposed'],
    ]
    for (const [fields, state] of states) expect(controlState(control(fields)), JSON.stringify(fields)).toBe(state)
  })

  it('[CTL20] is never further than either side, whatever the fields hold', () => {
    const rank = ['proposed', 'started', 'implemented', 'verified']
    const value = fc.constantFrom(
      '',
      'proposed',
      'started',
      'implemented',
      'verified',
      'accepted',
      'refused',
      'nonsense',
    )
    fc.assert(
      fc.property(value, value, value, value, value, (state, stateMdm, stateHdo, acceptanceMdm, acceptanceHdo) => {
        const one = control({ responsible: 'shared', state, stateMdm, stateHdo, acceptanceMdm, acceptanceHdo })
        const whole = controlState(one)
        if (!rank.includes(whole)) return
        if (whole === 'started') return
        for (const side of ['mdm', 'hdo'] as const) {
          expect(rank.indexOf(whole)).toBeLessThanOrEqual(rank.indexOf(dutyOf(one, side).progress))
        }
      }),
      { seed: 7 },
    )
  })

  it('[CTL27] the same row of a standard is added to one risk once, and to another risk again', () => {
    const peer = grownCase('ALOF')
    for (let i = 0; i < 2; i++) peer.do('add-risk', { capability: 'ALOF' })
    const values = { standard: 'NIST SP 800-53 r5', ref: 'AC-11', title: 'Device Lock' }
    const [one, other] = [peer.id('C7-ALOF-1'), peer.id('C7-ALOF-2')]
    peer.do('add-control', { risk: one, values })
    const again = { ...values, ref: ' ac-11 ', title: 'Lock' }
    expect(peer.try('add-control', { risk: one, values: again })).toMatchObject({
      refusal: { code: 'control-already-there', details: { element: peer.id('C8-ALOF-1-1') } },
    })
    expect(peer.try('add-control', { risk: other, values }).ok).toBe(true)
    // In own words there may be several.
    for (let i = 0; i < 2; i++) expect(peer.try('add-control', { risk: one, values: { title: 'Lock' } }).ok).toBe(true)
  })

  it('[CTL21] lets one control serve two risks, and says so where it already does', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    peer.do('add-risk', { capability: 'ALOF' })
    peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { title: 'Device Lock' } })
    const args = { risk: peer.id('C7-ALOF-2'), control: peer.id('C8-ALOF-1-1') }
    peer.do('use-control', args)
    expect(peer.graph.supporterOf(args.control)).toHaveLength(2)
    expect(peer.try('use-control', args)).toMatchObject({ ok: false, refusal: { code: 'control-already-there' } })
    expect(peer.try('use-control', { ...args, control: 'C5-ALOF' })).toMatchObject({ ok: false })
    expect(peer.try('use-control', { ...args, risk: 'gone' })).toMatchObject({ ok: false })
    // Two who do it at once do it once.
    peer.do('add-risk', { capability: 'ALOF' })
    const third = { ...args, risk: peer.id('C7-ALOF-3') }
    const [mdm, hdo] = peers(peer, 'm', 'h')
    if (mdm === undefined || hdo === undefined) throw new Error('two peers')
    mdm.do('use-control', third)
    hdo.do('use-control', third)
    expectMerged(mdm, hdo)
    expect(mdm.graph.supporterOf(args.control)).toHaveLength(3)
  })
})
