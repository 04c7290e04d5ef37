import { describe, expect, it } from 'vitest'
import { BASES } from '@/catalog'
import { FACETS } from '@/lib/case/fields'
import { controlLine, PROVENANCE, poses, provenanceOf } from '@/lib/control/provenance'

describe('where a control comes from', () => {
  it('[CTL18] has words for every value that a control may hold, and for none at all', () => {
    for (const { value } of FACETS.control.basis.values) {
      expect(provenanceOf(value)).toBe(value)
      expect(PROVENANCE[provenanceOf(value)].meaning).toMatch(/\.$/)
    }
    for (const value of [undefined, '', 'unknown', 'toString', 7]) expect(provenanceOf(value)).toBe('unknown')
    for (const [basis, { label }] of Object.entries(BASES)) expect(PROVENANCE[provenanceOf(basis)].label).toBe(label)
  })

  it('[CTL18] never names the technical report but to say that a proposal is no row of it', () => {
    for (const { label, meaning } of [...Object.values(PROVENANCE), ...Object.values(BASES)]) {
      expect(label).not.toContain('80001')
      if (meaning.includes('80001')) expect(meaning).toMatch(/\bNot (a row of|from) IEC TR 80001-2-8\.$/)
    }
    expect(controlLine({ standard: 'NIST SP 800-53 r5', ref: 'AC-11', title: 'Device Lock', basis: 'editorial' })).toBe(
      'NIST SP 800-53 r5 AC-11 Device Lock (Proposal)',
    )
    expect(controlLine({ title: 'Screens face the wall' })).toBe('Screens face the wall (Not said)')
  })

  it('[CTL18] a proposal that is called a row of the report in any spelling is found', () => {
    const spellings = ['IEC TR 80001-2-8', 'IEC/TR 80001-2-8:2016', 'TR 80001 2 8', 'iec tr 80001–2–8, table 4']
    for (const standard of spellings) {
      for (const basis of ['editorial', 'crosswalk', 'listed', ''])
        expect(poses({ standard, basis }), standard).toBe(true)
      expect(poses({ standard, basis: 'own' })).toBe(false)
    }
    expect(poses({ standard: 'IEC TR 80001-2-2', basis: 'editorial' })).toBe(false)
  })
})
