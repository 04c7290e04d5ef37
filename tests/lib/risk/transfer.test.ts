import { describe, expect, it } from 'vitest'
import { undoChanges } from '@/lib/case/write'
import type { Element } from '@/lib/gsn/graph'
import { transferDigest, transferOf } from '@/lib/risk/transfer'
import { grownCase, type Peer } from '../../support/case'

/** A risk that the manufacturer wants to hand over. */
function transferred(): { peer: Peer; id: string; risk: () => Element } {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF', values: { treatment: 'transfer', likelihoodAfter: 2, severityAfter: 3 } })
  const id = peer.id('C7-ALOF-1')
  return { peer, id, risk: () => peer.graph.elements.get(id) as Element }
}

const disclose = (peer: Peer, element: string, text: string) =>
  peer.as('mdm').do('set-text', { element, field: 'transferDisclosed', text })

describe('transfer of a risk to the hospital', () => {
  it('[POL10] records who of the hospital confirmed, when, and what was disclosed then', () => {
    const { peer, id, risk } = transferred()
    expect(peer.as('hdo').try('confirm-transfer', { element: id })).toMatchObject({
      refusal: { code: 'not-disclosed' },
    })
    disclose(peer, id, 'The key is shared by all wards.')
    expect(transferOf(risk())).toEqual({ state: 'not-confirmed' })
    peer.as('hdo').do('confirm-transfer', { element: id, seen: transferDigest(risk()) })
    expect(transferOf(risk())).toEqual({ state: 'confirmed', by: 'phdo', at: '2026-11-21T12:00:00.000Z' })
  })

  it('[POL10] refuses the manufacturer and people without a side, and changes nothing', () => {
    const { peer, id } = transferred()
    disclose(peer, id, 'The key is shared by all wards.')
    const before = peer.canonical
    for (const other of [peer, peer.as('mdm')]) {
      for (const name of ['confirm-transfer', 'withdraw-transfer'] as const) {
        expect(other.try(name, { element: id })).toMatchObject({ refusal: { code: 'not-your-side' } })
      }
    }
    expect(peer.canonical).toBe(before)
  })

  it('[POL10] nobody confirms what changed under their eyes, and what changes afterwards has to be confirmed anew', () => {
    const { peer, id, risk } = transferred()
    const hdo = peer.as('hdo')
    disclose(peer, id, 'The key is shared by all wards.')
    const seen = transferDigest(risk())
    disclose(peer, id, 'The key is shared by all wards and printed on the pump.')
    expect(hdo.try('confirm-transfer', { element: id, seen })).toMatchObject({ refusal: { code: 'changed' } })
    hdo.do('confirm-transfer', { element: id })
    peer.do('set-field', { element: id, field: 'severityAfter', value: 5 })
    expect(transferOf(risk()).state).toBe('outdated')
    peer.do('set-field', { element: id, field: 'severityAfter', value: 3 })
    expect(transferOf(risk()).state).toBe('confirmed')
    hdo.do('withdraw-transfer', { element: id })
    expect(transferOf(risk())).toEqual({ state: 'not-confirmed' })
    peer.do('set-field', { element: id, field: 'treatment', value: 'mitigate' })
    expect(transferOf(risk())).toEqual({ state: 'not-transferred' })
    expect(hdo.try('confirm-transfer', { element: id })).toMatchObject({ refusal: { code: 'not-transferred' } })
  })

  it('[POL10] undo in a browser never touches what the server recorded', () => {
    const { peer, id, risk } = transferred()
    disclose(peer, id, 'The key is shared by all wards.')
    const done = peer.as('hdo').do('confirm-transfer', { element: id })
    expect(done.changes).toEqual([])
    undoChanges(peer.doc, done.changes, 'phdo')
    expect(transferOf(risk()).state).toBe('confirmed')
  })
})
