import { describe, expect, it } from 'vitest'
import { isMatrixField, matricesHtml, verdictsHtml } from '@/lib/agreement/view-risk'
import { canonicalCase } from '@/lib/case/canonical-case'
import { grownCase } from '../../support/case'

describe('risks in a frozen version', () => {
  it('[POL13] tells matrices as tables in the sides’ own words, and both verdicts, with what people wrote escaped', () => {
    const peer = grownCase('ALOF')
    const hdo = peer.as('hdo')
    hdo.do('set-field', { element: 'J2', field: 'severityWord5Hdo', value: '<script>alert(1)</script>' })
    hdo.do('adopt-policy', { element: 'J2' })
    peer.do('add-risk', { capability: 'ALOF', values: { likelihoodAfter: 5, severityAfter: 5 } })
    const { elements } = canonicalCase(peer.doc)
    const policies = elements.filter((element) => element.facet === 'policy')
    const [policy, risk] = [policies[0], elements.find((element) => element.facet === 'risk')]
    if (policy === undefined || risk === undefined) throw new Error('The case holds no policy or no risk')
    const { html } = matricesHtml(policy)
    expect(html).toContain('Manufacturer: no matrix of its own here.')
    expect(html.match(/<td>/g)).toHaveLength(25)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script')
    const verdicts = verdictsHtml(policies, risk).html
    expect(verdicts).toContain('Not acceptable by the proposed matrix')
    expect(verdicts).toContain('<td>Not rated</td><td>Not acceptable</td>')
    expect([isMatrixField('cell11Hdo'), isMatrixField('policyHdo'), isMatrixField('threat')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
