import { describe, expect, it } from 'vitest'
import { EXAMPLE } from '@/catalog/example/meridian-lvp'
import { checkTransaction } from '@/lib/case/schema-check'
import { allFindings } from '@/lib/findings/all-findings'
import { capabilityStates, responsibilities, riskRegister } from '@/lib/pattern/readings'
import { contentSteps } from '@/server/commands/example-steps'
import { expectSound, Peer } from '../../support/case'

describe('the worked example', () => {
  const peer = new Peer('p')
  peer.doc.on('afterTransaction', (transaction) => {
    const refusal = checkTransaction(peer.doc, transaction)
    if (refusal !== undefined) throw new Error(refusal.message)
  })
  for (const step of contentSteps(EXAMPLE))
    peer.do(
      step.name,
      step.args((name) => peer.id(name)),
    )

  it('[EX1] every step is a lawful command, and the case that comes out is sound and decided', () => {
    expectSound(peer.graph)
    expect(peer.graph.skipped).toEqual([])
    const states = capabilityStates(peer.graph)
    expect(states).toHaveLength(19)
    expect(states.filter((each) => each.decision === 'not-required').length).toBeGreaterThanOrEqual(2)
    expect(states.some((each) => each.decision === 'undecided')).toBe(false)
    expect(riskRegister(peer.graph).length).toBeGreaterThanOrEqual(25)
    expect(responsibilities(peer.graph).length).toBeGreaterThanOrEqual(45)
  })

  it('[EX2] findings are left to solve, but none that blocks, and no text still holds a placeholder by accident', () => {
    const findings = allFindings(peer.graph, '2026-11-21')
    expect(findings.filter((each) => each.severity === 'red')).toEqual([])
    expect(findings.length).toBeGreaterThan(5)
    expect(findings.filter((each) => each.rule === 'GSN9').map((each) => each.message)).toEqual([])
  })

  it('[EX3] names that its comments and approvals speak of are names in the case', () => {
    const { approvals, objection, thenEdited } = EXAMPLE.review
    for (const name of [...approvals.map((each) => each.claim), objection.claim, thenEdited.claim]) peer.id(name)
    for (const thread of EXAMPLE.threads) peer.id(thread.on)
  })
})
