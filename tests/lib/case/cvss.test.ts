import { describe, expect, it } from 'vitest'
import { EXAMPLE } from '@/catalog/example/meridian-lvp'
import { readCvss } from '@/lib/case/cvss'
import { FACETS, problemWith } from '@/lib/case/fields'
import { grownCase } from '../../support/case'

describe('CVSS', () => {
  it('[POL9] scores vectors of 3.0, 3.1 and 4.0 as the specifications’ own examples are scored', () => {
    const scores = {
      'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N': ['6.4', 'medium'],
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H': ['9.8', 'critical'],
      'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N': ['0.0', 'none'],
      'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H': ['10.0', 'critical'],
      'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N': ['9.3', 'critical'],
      'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N': ['7.3', 'high'],
    }
    for (const [vector, [score, rating]] of Object.entries(scores)) {
      expect(readCvss(vector), vector).toMatchObject({ score, rating })
    }
  })

  it('[POL9] computes for every precedent of the worked example the score that its advisory printed', () => {
    const risks = EXAMPLE.capabilities.flatMap((capability) => capability.risks).filter((risk) => risk.cvss)
    expect(risks.length).toBeGreaterThan(20)
    for (const { key, cvss, cvssScore } of risks) expect([key, readCvss(cvss)?.score]).toEqual([key, cvssScore])
  })

  it('[POL9] refuses what cannot be scored with a sentence, and has no field to type a score into', () => {
    const wrong = ['7.5', 'CVSS:3.1/AV:N', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Z', 'CVSS:2.0/AV:N', '<script>']
    for (const vector of [...wrong, 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N']) {
      expect(problemWith(FACETS.risk.cvss, vector), vector).toMatch(/^(A|This) CVSS .*\.$/)
    }
    for (const vector of [...wrong, 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H']) {
      expect(problemWith(FACETS.risk.cvss4, vector), vector).toMatch(/^(A|This) CVSS .*\.$/)
    }
    expect(problemWith(FACETS.risk.cvss, '')).toBeUndefined()
    expect(Object.keys(FACETS.risk).filter((name) => /score/i.test(name))).toEqual([])
    const peer = grownCase('ALOF')
    const values = { threat: 'x', cvss: 'CVSS:3.1/AV:N' }
    expect(peer.try('add-risk', { capability: 'ALOF', values })).toMatchObject({ refusal: { code: 'field-invalid' } })
  })
})
