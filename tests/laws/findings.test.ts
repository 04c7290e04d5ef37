import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { createReader, readCaseAfresh } from '@/lib/case/read'
import { allFindings, lookUp } from '@/lib/findings/all-findings'
import { createFindings } from '@/lib/findings/create-findings'
import { RULES } from '@/lib/findings/rules'
import type { CaseGraph } from '@/lib/gsn/graph'
import { watchGraph } from '@/lib/gsn/watched-graph'
import { RULE_CASES, TODAY } from '../lib/findings/rule-cases'
import { grownCase } from '../support/case'
import { EDITS, edit } from '../support/random-edits'

describe('findings kept up to date', () => {
  it('[CHK1] say after any edits what checking everything from the start says (seed 40)', () => {
    let edits = 0
    fc.assert(
      fc.property(fc.array(EDITS, { minLength: 15, maxLength: 40 }), (steps) => {
        const peer = grownCase('ALOF', 'AUDT')
        const reader = createReader(peer.doc)
        const engine = createFindings(reader, { today: () => TODAY })
        engine.findings()
        for (const step of steps) {
          if (edit(peer, step)) edits++
          expect(engine.findings().all, JSON.stringify(step)).toEqual(allFindings(readCaseAfresh(peer.doc), TODAY))
        }
        const { all, of, byCapability, counts } = engine.findings()
        expect(byCapability.flatMap((group) => group.findings)).toHaveLength(all.length)
        expect(counts.red + counts.amber + counts.grey).toBe(all.length)
        for (const { element } of all) expect(of(element)).toEqual(all.filter((each) => each.element === element))
        reader.destroy()
      }),
      { seed: 40, numRuns: 15 },
    )
    expect(edits).toBeGreaterThan(150)
  })

  it('[CHK2] leave what an edit does not change as the same object, and look again only where it may matter', () => {
    const peer = grownCase('ALOF', 'AUDT')
    peer.do('add-risk', { capability: 'ALOF' })
    const reader = createReader(peer.doc)
    const engine = createFindings(reader, { today: () => TODAY })
    const before = engine.findings()
    const [risk, groups, all] = [peer.id('C7-ALOF-1'), before.byCapability, before.all]
    const audt = before.of('C4-AUDT')
    peer.do('set-text', { element: risk, text: 'Somebody reads an unattended screen' })
    const after = engine.findings()
    expect(engine.checked()).toBeLessThan(12)
    expect(after.of('C4-AUDT')).toBe(audt)
    const group = (list: typeof groups, code: string) => list.find(({ capability }) => capability === code)
    expect(group(after.byCapability, 'AUDT')).toBe(group(groups, 'AUDT'))
    expect(group(after.byCapability, 'ALOF')).not.toBe(group(groups, 'ALOF'))
    expect(all.filter((each) => !after.all.includes(each)).every(({ element }) => [risk, 'C1'].includes(element))).toBe(
      true,
    )
    expect(engine.findings()).toBe(after)
    reader.destroy()
  })

  it('[CHK3] judge dates by the day that it is when they are asked', () => {
    const peer = grownCase('ALOF')
    peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Plan', values: { side: 'mdm', reviewBy: TODAY } })
    let today = TODAY
    const engine = createFindings({ graph: () => peer.graph }, { today: () => today })
    const late = () => engine.findings().all.filter(({ rule }) => rule === 'EVD2')
    expect(late()).toEqual([])
    today = '2026-11-22'
    expect(late()).toHaveLength(1)
  })

  it('[CHK4] come from checks that keep to what they say they read', () => {
    const seen = new Set<string>()
    for (const { breaks, repairs } of RULE_CASES) {
      const peer = grownCase('ALOF')
      const element = breaks(peer)
      expectHonest(peer.graph, seen)
      repairs(peer, element)
      expectHonest(peer.graph, seen)
    }
    expect(RULES.filter(({ id, reads }) => reads === 'self' && !seen.has(id)).map(({ id }) => id)).toEqual([])
  })
})

/** A rule that reads 'self' asks the graph for nothing but the element it was given. */
function expectHonest(graph: CaseGraph, seen: Set<string>): void {
  const reads = { elements: new Set<string>(), cells: new Set<string>(), whole: false }
  const watched = watchGraph(graph, () => reads)
  const context = { today: TODAY, pattern: SECURITY_CAPABILITY, find: lookUp(graph) }
  for (const element of graph.elements.values()) {
    for (const rule of RULES) {
      if (!rule.on(element)) continue
      seen.add(rule.id)
      if (rule.reads !== 'self') continue
      reads.elements.clear()
      rule.check(watched, element, context)
      reads.elements.delete(element.id)
      expect([rule.id, [...reads.elements], [...reads.cells], reads.whole]).toEqual([rule.id, [], [], false])
    }
  }
}
