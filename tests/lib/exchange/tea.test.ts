import { describe, expect, it } from 'vitest'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import { readTea } from '@/lib/exchange/tea-read'
import { must } from '@/lib/gsn/outcome'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'

describe('exports of the TEA platform', () => {
  it.skipIf(!hasSharedData)('[EXC5] are read whole: every node, and every text that stands at one', () => {
    const files = sharedFiles('tea/current', '.json')
    expect(files.length).toBeGreaterThan(8)
    for (const path of files) {
      const text = sharedText(path)
      const file = must(readTea(text))
      const nodes = text.match(/"type": *"/g)?.length ?? 0
      expect(file.elements.length, path).toBeGreaterThanOrEqual(nodes)
      const graph = graphOfFile(file)
      expect(graph.skipped, path).toEqual([])
      expect(graph.rootId, path).toBeDefined()
    }
  })

  it('[EXC5] of the older form are nested lists', () => {
    const evidence = { id: 4, type: 'Evidence', name: 'E1', short_description: 'Report', URL: 'https://example.org' }
    const claim = { id: 3, type: 'PropertyClaim', name: 'P1', short_description: 'Fair', evidence: [evidence] }
    const context = { id: 2, type: 'Context', name: 'C1', short_description: 'Hiring' }
    const goal = {
      id: 1,
      type: 'TopLevelNormativeGoal',
      name: 'G1',
      short_description: 'Good',
      context: [context],
      property_claims: [claim],
    }
    const file = must(readTea(JSON.stringify({ name: 'Old', goals: [goal] })))
    expect(file.title).toBe('Old')
    expect(file.relations.map(({ from, type, to }) => [from, type, to])).toEqual([
      ['TopLevelNormativeGoal-1', 'inContextOf', 'Context-2'],
      ['TopLevelNormativeGoal-1', 'supportedBy', 'PropertyClaim-3'],
      ['PropertyClaim-3', 'supportedBy', 'Evidence-4'],
    ])
    expect(file.elements.at(-1)).toMatchObject({
      kind: 'solution',
      statement: 'Report',
      notes: ['url: https://example.org'],
    })
  })

  it('[EXC5] that are none, or hostile, are refused or cut with a reason', () => {
    expect(readTea('{').ok).toBe(false)
    expect(readTea('[]').ok).toBe(false)
    expect(readTea('{}')).toMatchObject({ refusal: { code: 'file-empty' } })
    let deep: unknown = { type: 'GOAL', description: 'bottom', children: [] }
    for (let n = 0; n < 1_000; n++) deep = { type: 'GOAL', description: `${n}`, children: [deep] }
    const file = must(readTea(JSON.stringify({ tree: deep })))
    expect(file.elements.length).toBeLessThan(300)
    expect(file.problems).toHaveLength(1)
    const odd = must(
      readTea('{"tree":{"id":"__proto__","type":"GOAL","description":"x","children":[7,{"type":"MODULE"}]}}'),
    )
    expect(odd.problems.map(({ path }) => path)).toEqual(['tree.children[0]', 'tree.children[1]'])
  })
})
