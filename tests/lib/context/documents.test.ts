import { describe, expect, it } from 'vitest'
import { SUPPORTING_DOCUMENTS } from '@/catalog/documents'
import { CONTEXT_GROUPS } from '@/lib/context/device'
import { supportingDocuments } from '@/lib/context/documents'
import { grownCase, type Peer } from '../../support/case'

const row = (peer: Peer, id: string) => {
  const found = supportingDocuments(peer.graph).find((each) => each.id === id)
  if (found === undefined) throw new Error(`No document ${id}`)
  return found
}
const open = (peer: Peer, id: string) =>
  row(peer, id)
    .parts.filter(({ filled }) => !filled)
    .map(({ what }) => what)

describe('the supporting documents', () => {
  it('[DCM1] are ten, empty in a new case, and each open part leads to an element of the case', () => {
    const peer = grownCase('ALOF')
    const rows = supportingDocuments(peer.graph)
    expect(rows.map(({ id }) => id)).toEqual(SUPPORTING_DOCUMENTS.map(({ id }) => id))
    for (const { parts } of rows)
      for (const { element, name } of parts) expect(peer.graph.elements.get(element)?.name).toBe(name)
    expect(rows.filter(({ state }) => state === 'filled')).toEqual([])
  })

  it('[DCM1] the first two are filled field by field, and say what is still open', () => {
    const peer = grownCase()
    expect(open(peer, 'SD-01')).toEqual(CONTEXT_GROUPS.filter(({ role }) => role === 'CTXT1').map(({ title }) => title))
    for (const [field, value] of Object.entries({ manufacturer: 'N', product: 'P', version: '1', inWards: true })) {
      peer.do('set-field', { element: 'CTXT1', field, value })
    }
    expect(row(peer, 'SD-01').state).toBe('open')
    for (const field of ['intendedUse', 'users', 'network']) {
      peer.do('set-text', { element: 'CTXT1', field, text: 'Words.' })
    }
    peer.do('set-field', { element: 'CTXT1', field: 'remoteAccess', value: 'none' })
    expect(open(peer, 'SD-01')).toEqual(['Life-cycle stage'])
    peer.do('set-field', { element: 'CTXT1', field: 'lifeCycle', value: 'use' })
    expect(row(peer, 'SD-01').state).toBe('filled')
    for (const field of ['description', 'objectives', 'boundaries']) {
      peer.do('set-text', { element: 'CTXT2', field, text: 'Words.' })
    }
    expect(open(peer, 'SD-02')).toEqual(['Assets'])
    peer.do('add-list-item', { list: 'asset', name: 'Therapy' })
    expect(row(peer, 'SD-02').state).toBe('filled')
  })

  it('[DCM1] follow the decisions: a reason for each, and nothing asked of what is not required', () => {
    const peer = grownCase('ALOF')
    expect(open(peer, 'SD-03')).toEqual(['Why ALOF is required'])
    peer.do('set-text', { element: 'C2-ALOF', field: 'whyRequired', text: 'The screen shows patient data.' })
    expect(row(peer, 'SD-03').state).toBe('filled')
    expect(row(peer, 'SD-04').state).toBe('missing')
    peer.do('decide-capability', {
      capability: 'AUDT',
      decision: 'not-required',
      justification: 'It keeps no records.',
    })
    expect(row(peer, 'SD-04')).toMatchObject({ state: 'filled', parts: [{ name: 'J1-AUDT' }] })
  })

  it('[DCM1] count the matrix that a side has adopted as its policy for accepting risk', () => {
    const peer = grownCase('ALOF')
    expect(row(peer, 'SD-06').state).toBe('missing')
    peer.as('mdm').do('adopt-policy', { element: 'J2' })
    expect(row(peer, 'SD-06').state).toBe('open')
    peer.as('hdo').do('adopt-policy', { element: 'J2' })
    expect(row(peer, 'SD-06').state).toBe('filled')
  })

  it('[DCM1] show the evidence that belongs to them, and not what all the case rests on', () => {
    const peer = grownCase('ALOF')
    expect(row(peer, 'SD-08').state).toBe('missing')
    peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Threat model TM-4' })
    expect(row(peer, 'SD-08').state).toBe('filled')
    expect(row(peer, 'SD-07').evidence.map(({ statement }) => statement)).toEqual(['Threat model TM-4'])
    expect(row(peer, 'SD-01').evidence).toEqual([])
  })
})
