import { describe, expect, it } from 'vitest'
import { filterChoices, filtered, filtersKey, parseFilters } from '@/components/outline/outline-filters'
import { readCase } from '@/lib/case/read'
import { createFindings } from '@/lib/findings/create-findings'
import { reviewState } from '@/lib/review/state'
import { grown, runner } from '../workspace/grown'

function setting() {
  const doc = grown('ALOF', 'AUDT')
  runner(doc, 'tom')('set-field', { element: idOf(doc, 'C8-AUDT-1-1'), field: 'responsible', value: 'hdo' })
  const graph = readCase(doc)
  const sources = {
    findings: createFindings({ graph: () => graph }).findings(),
    review: reviewState(graph, []),
    mine: 'hdo' as const,
  }
  const names = (filters: Parameters<typeof filtered>[2]) =>
    filtered(graph, graph.elements.keys(), filters, sources).map((id) => graph.elements.get(id)?.name)
  return { graph, sources, names }
}

function idOf(doc: ReturnType<typeof grown>, name: string): string {
  return [...readCase(doc).elements.values()].find((each) => each.name === name)?.id ?? ''
}

describe('the outline’s filters', () => {
  it('[OUT4] let through what has the finding, the side, the state, no approval of mine', () => {
    const { graph, names, sources } = setting()
    expect(names({ side: 'hdo' })).toContain('C8-AUDT-1-1')
    expect(names({ side: 'mdm' })).not.toContain('C8-AUDT-1-1')
    const [red, amber] = [names({ findings: 'red' }), names({ findings: 'amber' })]
    expect(amber).toEqual(expect.arrayContaining(red))
    expect(red.length).toBe(
      new Set(sources.findings.all.filter((one) => one.severity === 'red').map((one) => one.element)).size,
    )
    expect(names({ unapproved: true })).toHaveLength(sources.review.claims.size)
    expect(names({ state: 'in-work' }).every((name) => /-(ALOF|AUDT)/.test(name ?? ''))).toBe(true)
    expect(names({ commented: true })).toEqual([])
    expect(names({})).toHaveLength(graph.elements.size)
  })

  it('[OUT4] hold together: each one more leaves what all let through', () => {
    const { names } = setting()
    const both = names({ findings: 'amber', side: 'hdo' })
    expect(both).toEqual(names({ findings: 'amber' }).filter((name) => names({ side: 'hdo' }).includes(name)))
  })

  it('[OUT4] are turned off by the choice that turned them on, and kept per person and case', () => {
    const on = filterChoices({ findings: 'red', side: 'mdm' }, 'mdm')[0]?.choices[0]
    expect(on).toMatchObject({ on: true, filters: { side: 'mdm' } })
    expect(filterChoices({}, undefined).flatMap(({ choices }) => choices.map(({ label }) => label))).not.toContain(
      'Not approved by my side',
    )
    expect(filtersKey('case', 'maria')).not.toBe(filtersKey('case', 'tom'))
    expect(parseFilters(JSON.stringify({ findings: 'red', unapproved: true }))).toEqual({
      findings: 'red',
      unapproved: true,
    })
  })

  it('[OUT4] survive whatever stands in the browser’s memory', () => {
    for (const text of [null, '', '{', '[]', 'null', '{"findings":"<script>","state":"__proto__","side":1}']) {
      expect(parseFilters(text)).toEqual({})
    }
  })
})
