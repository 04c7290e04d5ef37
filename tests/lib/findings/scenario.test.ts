import { expect, it } from 'vitest'
import { allFindings } from '@/lib/findings/all-findings'
import { grownCase } from '../../support/case'

const SCENARIO = {
  cause: 'A nurse is called away.',
  scenario: 'A visitor turns the rate up.',
  consequence: 'Overdose.',
}

it('lets who wrote the scenario of a risk in its form finish it at one click', () => {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } })
  const element = [...peer.graph.elements.values()].find(({ role }) => role === 'CTXT5')?.id
  const open = () => allFindings(peer.graph).find((finding) => finding.rule === 'GSN9' && finding.element === element)
  expect(open()?.act).toBeUndefined()
  expect(open()?.nextStep).toContain('the consequence')
  for (const [field, text] of Object.entries(SCENARIO)) peer.do('set-text', { element, field, text })
  const act = open()?.act
  peer.do(act?.command as 'fill-placeholders', act?.args)
  expect(open()).toBeUndefined()
  expect(peer.graph.elements.get(element ?? '')?.statement).toBe('Cause, scenario and consequence of C7-ALOF-1')
})
