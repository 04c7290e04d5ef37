import { describe, expect, it } from 'vitest'
import type { Side } from '@/lib/access/policy'
import { createFindings } from '@/lib/findings/create-findings'
import { COMMANDS } from '@/lib/pattern/registry'
import { capabilityStates } from '@/lib/reading/capabilities'
import { caseStateOf } from '@/lib/reading/capability-state'
import { inItsWords, inTheirNumber, pluralOf } from '@/lib/reading/plural'
import { turnsOf, whatNext } from '@/lib/reading/what-next'
import type { ClaimReview } from '@/lib/review/state'
import { grownCase, type Peer } from '../../support/case'
import { RULE_CASES, TODAY } from '../findings/rule-cases'

const findingsOf = (peer: Peer) => createFindings({ graph: () => peer.graph }, { today: () => TODAY }).findings()

function next(peer: Peer, side?: Side, most = 400) {
  return whatNext(peer.graph, side, findingsOf(peer), undefined, { most })
}

const sentences = (peer: Peer, side?: Side) => next(peer, side).map(({ sentence }) => sentence)

/** A settled capability: nothing must or should be solved in it. */
function approvedBy(peer: Peer, sides: readonly Side[]) {
  const state = (side: Side): ClaimReview['sides'][Side] =>
    sides.includes(side) ? ({ state: 'approved' } as ClaimReview['sides'][Side]) : { state: 'none' }
  const review: ClaimReview = {
    sides: { mdm: state('mdm'), hdo: state('hdo') },
    status: sides.length === 2 ? 'agreed' : sides.length === 1 ? 'half' : 'open',
  }
  return { claims: new Map([...peer.graph.elements.keys()].map((id) => [id, review])) }
}

describe('what to do next', () => {
  it('[STA3] counts in words what is missing: "ALOF: 2 risks have no control."', () => {
    const peer = grownCase('ALOF')
    for (const _ of [1, 2]) peer.do('add-risk', { capability: 'ALOF' })
    expect(sentences(peer)).toContain('ALOF: 2 risks have no control.')
    const step = next(peer).find(({ sentence }) => sentence.includes('no control'))
    expect(step?.elements).toHaveLength(2)
    expect(step?.capability).toBe('ALOF')
    peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
    expect(sentences(peer)).toContain('ALOF: The risk (C7-ALOF-2) has no control.')
  })

  it('[STA3] names undecided capabilities together, before anything below a capability of the same weight', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const all = next(peer).filter(({ severity }) => severity === 'amber')
    const decide = all.findIndex(({ sentence }) => sentence === '18 capabilities are not decided.')
    expect(decide).toBeGreaterThan(-1)
    expect(decide).toBeLessThan(all.findIndex(({ sentence }) => sentence.includes('no control')))
    expect(all[decide]?.elements).toHaveLength(18)
  })

  it('[STA3] puts what must be solved first and keeps to a handful', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
    const few = whatNext(peer.graph, undefined, findingsOf(peer))
    expect(few).toHaveLength(6)
    expect(few[0]).toMatchObject({ severity: 'red' })
    expect(few[0]?.sentence).toContain('C8-ALOF-1-1')
  })

  it("[STA4] leaves out what is only the other side's turn", () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const values = { responsible: 'shared', dutyMdm: 'Ships the setting.' }
    peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values })
    const duty = (side: Side) =>
      sentences(peer, side).some((sentence) => sentence.includes('(C8-ALOF-1-1) does not say what'))
    expect(duty('hdo')).toBe(true)
    expect(duty('mdm')).toBe(false)
    for (const finding of findingsOf(peer).all) {
      const element = peer.graph.elements.get(finding.element)
      if (element !== undefined) expect(turnsOf(finding, element).length).toBeGreaterThan(0)
    }
  })

  it('[STA3] asks for approvals where nothing else is open', () => {
    const peer = grownCase()
    peer.do('decide-capability', {
      capability: 'ALOF',
      decision: 'not-required',
      justification: 'Nobody logs in to it.',
    })
    const waiting = (sides: readonly Side[]) =>
      whatNext(peer.graph, 'hdo', findingsOf(peer), approvedBy(peer, sides), { most: 400 }).filter(({ key }) =>
        key.startsWith('approve'),
      )
    expect(waiting(['mdm'])).toMatchObject([{ capability: 'ALOF', sentence: expect.stringContaining('your side') }])
    expect(waiting(['mdm', 'hdo'])).toEqual([])
  })

  it('[STA5] offers at one click only commands that there are, with arguments that fit', () => {
    const acts = RULE_CASES.flatMap(({ breaks }) => {
      const peer = grownCase('ALOF')
      breaks(peer)
      return findingsOf(peer).all.flatMap(({ act }) => act ?? [])
    })
    for (const { command, args, label } of acts) {
      expect(Object.hasOwn(COMMANDS, command), command).toBe(true)
      expect(COMMANDS[command as keyof typeof COMMANDS].args.safeParse(args).success, command).toBe(true)
      expect(label).not.toBe('')
    }
    expect(acts.length).toBeGreaterThan(0)
  })

  it('says what an element is to a reader who does not know its name', () => {
    expect(inItsWords('J2 is empty.', 'risk policy', 'J2')).toBe('The risk policy (J2) is empty.')
    expect(inItsWords('Nobody owns J2.', 'risk policy', 'J2')).toBe('Nobody owns J2.')
    expect(inItsWords('G1 is empty.', undefined, 'G1')).toBe('G1 is empty.')
  })

  it('offers the steps of one capability alone to a reader who works on it', () => {
    const peer = grownCase('ALOF', 'AUDT')
    const steps = whatNext(peer.graph, 'mdm', findingsOf(peer), undefined, { capability: 'AUDT' })
    expect(steps.length).toBeGreaterThan(0)
    expect(new Set(steps.map(({ capability }) => capability))).toEqual(new Set(['AUDT']))
  })

  it('speaks of several as of one', () => {
    expect(inTheirNumber(2, 'risk', 'goal', 'C7-1 is not rated.', 'C7-1')).toBe('2 risks are not rated.')
    expect(inTheirNumber(3, undefined, 'context', 'K1 still holds a placeholder.', 'K1')).toBe(
      '3 contexts still hold a placeholder.',
    )
    expect(inTheirNumber(2, 'risk', 'goal', 'Two are called C7.', 'C7')).toBe(
      'Two are called C7. (And 1 more like it.)',
    )
    expect(['capability', 'evidence', 'list of threats', 'claim that it holds'].map(pluralOf)).toEqual([
      'capabilities',
      'pieces of evidence',
      'lists of threats',
      'claims that it holds',
    ])
  })
})

describe('the state of a capability and of the case', () => {
  const stateOf = (peer: Peer, review?: ReturnType<typeof approvedBy>) =>
    caseStateOf(capabilityStates(peer.graph), findingsOf(peer).byCapability, review)

  it('[STA1] goes from not decided over in work to agreed', () => {
    const peer = grownCase()
    const alof = (review?: ReturnType<typeof approvedBy>) => stateOf(peer, review).states.get('ALOF')
    expect(alof()).toBe('undecided')
    peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    expect(alof()).toBe('open')
    peer.do('add-risk', { capability: 'ALOF' })
    expect(alof()).toBe('in-work')
    peer.do('decide-capability', {
      capability: 'ALOF',
      decision: 'not-required',
      justification: 'Nobody logs in to it.',
    })
    expect(alof(), '[PAT12] one side cannot close it').toBe('awaited')
    peer.do('set-text', { element: 'J1-ALOF', text: '' })
    expect(alof()).toBe('unjustified')
    peer.do('set-text', { element: 'J1-ALOF', text: 'Nobody logs in to it.' })
    expect(alof(approvedBy(peer, ['mdm', 'hdo']))).toBe('agreed')
    expect(alof(approvedBy(peer, ['mdm']))).toBe('awaited')
  })

  it('[STA2] counts every capability once, and the case is in work until all are settled', () => {
    const peer = grownCase()
    expect(stateOf(peer)).toMatchObject({ whole: 'undecided', counts: { undecided: 19 } })
    peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    const { counts, whole, states } = stateOf(peer)
    expect(Object.values(counts).reduce((a, b) => a + b)).toBe(states.size)
    expect(whole).toBe('in-work')
  })
})
