import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReader, readCaseAfresh } from '@/lib/case/read'
import { dutiesOf } from '@/lib/control/duty'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { capabilityStates } from '@/lib/reading/capabilities'
import { documentChecklist } from '@/lib/reading/documents'
import { evidenceList } from '@/lib/reading/evidence-list'
import { dutiesBySide, responsibilities } from '@/lib/reading/responsibilities'
import { riskRegister } from '@/lib/reading/risk-register'
import { traceMatrix } from '@/lib/reading/trace-matrix'
import { grownCase, type Peer } from '../support/case'
import { EDITS, edit } from '../support/random-edits'

const READINGS = [riskRegister, traceMatrix, responsibilities, evidenceList, documentChecklist, capabilityStates]

/** After every step of random edits of a case whose reader lives. */
function along(seed: number, numRuns: number, each: (graph: CaseGraph, peer: Peer, step: string) => void): number {
  let edits = 0
  fc.assert(
    fc.property(fc.array(EDITS, { minLength: 20, maxLength: 40 }), (steps) => {
      const peer = grownCase('ALOF', 'AUDT')
      peer.do('add-risk', { capability: 'ALOF' })
      peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
      const reader = createReader(peer.doc)
      for (const step of steps) {
        if (edit(peer, step)) edits++
        each(reader.graph(), peer, JSON.stringify(step))
      }
      reader.destroy()
    }),
    { seed, numRuns },
  )
  return edits
}

/** Everything below an element, found by asking again and again until nothing new comes. */
function closure(graph: CaseGraph, top: Element): Set<Element> {
  const found = new Set([top])
  for (let before = 0; before < found.size; ) {
    before = found.size
    for (const relation of graph.relations) {
      const [from, to] = [graph.elements.get(relation.from), graph.elements.get(relation.to)]
      if (from !== undefined && to !== undefined && found.has(from)) found.add(to)
    }
  }
  return found
}

describe('readings of the case', () => {
  it('[RDG5] read on after an edit to what reading from the start gives (seed 42)', () => {
    const edits = along(42, 10, (graph, peer, step) => {
      const afresh = readCaseAfresh(peer.doc)
      for (const reading of READINGS) expect(reading(graph), step).toEqual(reading(afresh))
    })
    expect(edits).toBeGreaterThan(120)
  })

  it('[RDG1] [RDG2] [RDG3] [RDG4] agree with the graph: everything argued, as often as it should, and nothing else (seed 43)', () => {
    let rows = 0
    along(43, 15, (graph, _peer, step) => {
      const argued = [...graph.elements.values()].filter(({ id }) => graph.reachable.has(id))
      const ids = (facet: string) => argued.filter((each) => each.facet === facet).map(({ id }) => id)
      expect(
        riskRegister(graph)
          .map(({ risk }) => risk)
          .sort(),
        step,
      ).toEqual(ids('risk').sort())
      expect(
        responsibilities(graph)
          .map(({ control }) => control)
          .sort(),
        step,
      ).toEqual(ids('control').sort())
      const solutions = argued.filter(({ kind }) => kind === 'solution').map(({ id }) => id)
      expect(
        evidenceList(graph)
          .map(({ evidence }) => evidence.id)
          .sort(),
        step,
      ).toEqual(solutions.sort())

      const parts = argued.filter(({ facet }) => facet === 'control').flatMap(partsIn)
      const bySide = dutiesBySide(responsibilities(graph))
      expect(bySide.map(({ name, side, owner, due }) => `${name} ${side} ${owner} ${due}`).sort(), step).toEqual(
        parts.sort(),
      )

      const expected: string[] = []
      const covered = new Set<string>()
      for (const risk of argued.filter(({ facet }) => facet === 'risk')) {
        const controls = [...closure(graph, risk)].filter((each) => each.facet === 'control' && each !== risk)
        for (const control of controls) covered.add(control.id)
        for (const control of controls) expected.push(`${risk.id} ${control.id} ${evidenceOf(graph, control)}`)
        if (controls.length === 0) expected.push(`${risk.id} - `)
      }
      for (const id of ids('control')) {
        if (!covered.has(id)) expected.push(`- ${id} ${evidenceOf(graph, graph.elements.get(id)!)}`)
      }
      for (const head of argued.filter(({ facet }) => facet === 'decision')) {
        const branch = [...closure(graph, head)]
        const something = branch.some(({ facet, role }) => facet === 'risk' || facet === 'control' || role === 'Sn1')
        if (head.fields.decision === 'required' && !something) expected.push(`- - ${head.capability}`)
      }
      const told = traceMatrix(graph).map(({ risk, control, evidence, capability }) =>
        risk === undefined && control === undefined
          ? `- - ${capability}`
          : `${risk?.id ?? '-'} ${control?.id ?? '-'} ${evidence
              .map(({ id }) => id)
              .sort()
              .join()}`,
      )
      expect(told.sort(), step).toEqual(expected.sort())
      rows += told.length
      for (const { gaps, risk, control, evidence, responsible } of traceMatrix(graph)) {
        expect(gaps.includes('no-risk')).toBe(risk === undefined)
        expect(gaps.includes('no-control')).toBe(risk !== undefined && control === undefined)
        expect(gaps.includes('no-evidence')).toBe(control !== undefined && evidence.length === 0)
        expect(gaps.includes('no-side')).toBe(control !== undefined && responsible === '')
      }
    })
    expect(rows).toBeGreaterThan(500)
  })

  it('[RDG3] gives each side its own person and date, in cases from before the sides had them too', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const risk = peer.id('C7-ALOF-1')
    const old = { responsible: 'shared', owner: 'A. Old', due: '2027-01-31', dutyMdm: 'Ships it.', dutyHdo: 'Sets it.' }
    peer.do('add-control', { risk, values: old })
    peer.do('add-control', { risk, values: { ...old, ownerHdo: 'H. New', dueHdo: '2026-12-31' } })
    peer.do('add-control', { risk, values: { responsible: 'hdo', ownerHdo: 'H. New' } })
    const rows = responsibilities(peer.graph)
    expect(rows[0]).toMatchObject({ ownerMdm: 'A. Old', ownerHdo: 'A. Old', owner: 'A. Old', due: '2027-01-31' })
    expect(rows[1]).toMatchObject({
      ownerMdm: 'A. Old',
      ownerHdo: 'H. New',
      owner: 'A. Old, H. New',
      due: '2026-12-31',
    })
    expect(rows[2]).toMatchObject({ ownerMdm: '', stateMdm: '', ownerHdo: 'H. New' })
    expect(dutiesBySide(rows).map(({ name, side, owner }) => `${name} ${side} ${owner}`)).toEqual([
      'C8-ALOF-1-1 mdm A. Old',
      'C8-ALOF-1-1 hdo A. Old',
      'C8-ALOF-1-2 mdm A. Old',
      'C8-ALOF-1-2 hdo H. New',
      'C8-ALOF-1-3 hdo H. New',
    ])
  })

  it('[RDG6] a row that an edit leaves alone stays the same object, and so does a list in which nothing changed', () => {
    const peer = grownCase('ALOF', 'AUDT')
    for (const capability of ['ALOF', 'AUDT']) peer.do('add-risk', { capability })
    peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
    const reader = createReader(peer.doc)
    const [register, matrix, duties] = [riskRegister, traceMatrix, responsibilities].map((read) => read(reader.graph()))
    peer.do('set-text', { element: peer.id('C7-ALOF-1'), text: 'Risk of a stolen tablet mitigated' })
    const graph = reader.graph()
    expect(riskRegister(graph)[0]).not.toBe(register?.[0])
    expect(riskRegister(graph)[1]).toBe(register?.[1])
    expect(traceMatrix(graph)[1]).toBe(matrix?.[1])
    expect(responsibilities(graph)).toBe(duties)
    expect(riskRegister(graph)).toBe(riskRegister(graph))
    reader.destroy()
  })
})

/** What each responsible side owes, from the control itself. */
function partsIn(control: Element): string[] {
  return dutiesOf(control).map(({ side, owner, due }) => `${control.name} ${side} ${owner} ${due}`)
}

function evidenceOf(graph: CaseGraph, control: Element): string {
  const below = [...closure(graph, control)].filter((each) => each.kind === 'solution' && each !== control)
  return below
    .map(({ id }) => id)
    .sort()
    .join()
}
