import { describe, expect, it } from 'vitest'
import { writeOscal } from '@/lib/exchange/oscal-write'
import { grownCase } from '../../support/case'

const ABOUT = {
  caseId: 'case-1',
  title: 'Pump',
  at: '2026-11-21T12:00:00.000Z',
  seq: 7,
  organisations: { mdm: 'Maker', hdo: 'Clinic' },
}

function caseWithControls() {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF', values: { threat: 'Left open' } })
  const risk = peer.id('C7-ALOF-1')
  const add = (values: object) => peer.do('add-control', { risk, values })
  add({ standard: 'NIST SP 800-53 r5', ref: 'AC-11', responsible: 'shared', dutyMdm: 'Build it', dutyHdo: 'Set 5 min' })
  add({ standard: 'ISO/IEC 27002:2013', ref: '11.2.8', responsible: 'hdo' })
  add({ title: 'Lock the ward', responsible: 'mdm' })
  return peer
}

describe('OSCAL', () => {
  it('[EXC12] tells each control once, by standard, with who answers for it', () => {
    const { text, lost } = writeOscal(caseWithControls().graph, ABOUT)
    const definition = JSON.parse(text)['component-definition']
    expect(definition.metadata.parties.map(({ name }: { name: string }) => name)).toEqual(['Maker', 'Clinic'])
    const implementations = definition.components[0]['control-implementations']
    const told = implementations.map((one: { description: string; 'implemented-requirements': object[] }) => {
      return [one.description, one['implemented-requirements']]
    })
    expect(told).toMatchObject([
      [
        'Controls from NIST SP 800-53 r5',
        [
          {
            'control-id': 'AC-11',
            'responsible-roles': [{ 'role-id': 'manufacturer' }, { 'role-id': 'hospital' }],
            remarks: 'Manufacturer: Build it\n\nHospital: Set 5 min',
          },
        ],
      ],
      [
        'Controls from ISO/IEC 27002:2013',
        [{ 'control-id': '_11.2.8', 'responsible-roles': [{ 'role-id': 'hospital' }] }],
      ],
      ['Controls from Own controls', [{ 'responsible-roles': [{ 'role-id': 'manufacturer' }] }]],
    ])
    expect(lost.join(' ')).toContain('risks (1)')
  })

  it('[EXC12] gives every thing a UUID and every reference its target, and the same for equal cases', () => {
    const { text } = writeOscal(caseWithControls().graph, ABOUT)
    const uuids = [...text.matchAll(/"uuid": "([^"]+)"/g)].map(([, uuid = '']) => uuid)
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(new Set(uuids).size).toBe(uuids.length)
    for (const [, target = ''] of text.matchAll(/"source": "#([^"]+)"/g)) expect(uuids).toContain(target)
    expect(writeOscal(caseWithControls().graph, ABOUT).text).toBe(text)
    expect(writeOscal(grownCase().graph, ABOUT).text).not.toContain('control-implementations')
  })
})
