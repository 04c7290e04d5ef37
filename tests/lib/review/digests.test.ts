import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FACETS, type Field, JUDGEMENT_FIELDS } from '@/lib/case/fields'
import { withContent } from '@/lib/gsn/graph'
import { claimDigests, createDigester, differingComponents } from '@/lib/review/digests'
import { add, type Drawn, draw, edit, graphOf, PUMP, relate } from './picture'

/** Which claims differ after a change, and in what: "C2 support, C7 context". */
function moved(before: Drawn, after: Drawn): string[] {
  const then = claimDigests(graphOf(before))
  const now = claimDigests(graphOf(after))
  return [...now].flatMap(([id, digests]) => {
    const was = then.get(id)
    return was === undefined ? [] : differingComponents(was, digests).map((component) => `${id} ${component}`)
  })
}

describe('what an approval is bound to', () => {
  it('[REV1] rewording a claim changes its statement, and what everything above it rests on', () => {
    expect(moved(PUMP, edit(PUMP, 'C7', { statement: 'Reworded' }))).toEqual([
      'C1 support',
      'C2 support',
      'C7 statement',
    ])
  })

  it('[REV1] a facet field, a facet text and the undeveloped mark count as wording', () => {
    for (const change of [{ fields: { severityAfter: 3 } }, { texts: { threat: 'Theft' } }, { undeveloped: true }]) {
      expect(moved(PUMP, edit(PUMP, 'C7', change))).toContain('C7 statement')
    }
  })

  it('[REV1] names, sibling order and emptied fields change nothing', () => {
    expect(moved(PUMP, edit(PUMP, 'C7', { name: 'C7-ALOF-1' }))).toEqual([])
    expect(moved(PUMP, edit(PUMP, 'C7', { texts: { threat: '' }, fields: { cve: '', integrity: false } }))).toEqual([])
    const turned = { ...PUMP, relations: PUMP.relations.map((r, at) => ({ ...r, order: String(99 - at) })) }
    expect(moved(PUMP, turned)).toEqual([])
  })

  it('[REV20] what a side answers, judges or confirms is said about the element and moves no digest', () => {
    const said: Record<string, string> = {}
    for (const name of JUDGEMENT_FIELDS) said[name] = 'no'
    for (const id of ['C7', 'C8', 'Sn2']) expect(moved(PUMP, edit(PUMP, id, { fields: said })), id).toEqual([])
    const both = edit(PUMP, 'Sn2', { fields: { suitableHdo: 'no', sha256: 'ab'.repeat(32) } })
    expect(moved(PUMP, both)).toContain('C3 support')
  })

  it('[REV20] every judgement belongs to one side, and ratings and policies, which the argument rests on, are none', () => {
    for (const fields of Object.values(FACETS) as Readonly<Record<string, Field>>[]) {
      for (const [name, field] of Object.entries(fields)) {
        expect(field.judgement === true, name).toBe(JUDGEMENT_FIELDS.has(name))
        if (field.judgement === true) expect(field.only, name).toBeDefined()
      }
    }
    expect(JUDGEMENT_FIELDS.size).toBe(16)
    for (const name of ['severityAfterHdo', 'cell55Mdm', 'residualReasonHdo', 'stateMdm', 'dutyHdo', 'basisChecked'])
      expect(JUDGEMENT_FIELDS.has(name), name).toBe(false)
  })

  it('[REV2] the digest of an evidence file reaches every claim above it, through every parent', () => {
    const file = { fields: { sha256: 'ab'.repeat(32) } }
    expect(moved(PUMP, edit(PUMP, 'Sn2', file))).toEqual([
      'C1 support',
      'C2 support',
      'C3 support',
      'C7 support',
      'C9 support',
    ])
  })

  it('[REV2] a new child and a binned child change what the claims above rest on', () => {
    expect(moved(PUMP, add(PUMP, 'S2', 'C10'))).toEqual(['C1 support', 'C2 support', 'C7 support'])
    expect(moved(PUMP, edit(PUMP, 'C8', { deleted: true }))).toEqual(['C1 support', 'C2 support', 'C7 support'])
  })

  it('[REV3] a context of the whole case reaches every claim, as context only', () => {
    expect(moved(PUMP, edit(PUMP, 'CTXT1', { statement: 'Other wards' }))).toEqual(
      ['C1', 'C2', 'C3', 'C7', 'C8', 'C9'].map((id) => `${id} context`),
    )
  })

  it('[REV3] an assumption holds for all below it, a justification only for the element it stands at', () => {
    expect(moved(PUMP, edit(PUMP, 'A1', { statement: 'Segmented' }))).toEqual([
      'C1 support',
      'C2 support',
      'C7 context',
      'C8 context',
      'C9 context',
    ])
    expect(moved(PUMP, edit(PUMP, 'J1', { statement: 'Because' }))).toEqual(['C1 support', 'C2 context'])
    expect(moved(PUMP, edit(PUMP, 'J2', { statement: 'Policy' }))).toEqual(['C1 support', 'C2 support'])
  })

  it('[REV1] the shape that is hashed is fixed: a change of it needs a new version mark', () => {
    const graph = graphOf(draw('C1\n  CTXT1\n  Sn1'))
    expect(claimDigests(graph).get('C1')).toMatchInlineSnapshot(`
      {
        "context": "df8b1bbf21fe7b40695d9c9a065803bec4001b36cc042cd6e7617766a9663c64",
        "statement": "d7cd393156a9b166b40ca9850e8c3c627ea1b821a1cbd804c76bd08168764d12",
        "support": "d9bf271839a6639123c1c6132e2fd35be03e8d42777f50cdd51e7b1d358b38f9",
      }
    `)
  })

  it('survives half a surrogate pair, which a text holds for the blink of an eye while an emoji is typed', () => {
    const graph = graphOf(edit(PUMP, 'C7', { statement: 'lock \uD83D' }))
    expect(claimDigests(graph).get('C7')?.statement).toMatch(/^[0-9a-f]{64}$/)
  })

  it('reads a support chain of 5,000 claims without running out of stack', () => {
    const ids = Array.from({ length: 5000 }, (_, at) => `C${at}`)
    const drawn: Drawn = {
      elements: ids.map((id) => ({ ...draw('C1').elements[0]!, id, name: id })),
      relations: ids.slice(1).map((id, at) => relate(ids[at] as string, id)),
    }
    // Going below the chain step by step would be quadratic in the graph's own cycle check; a deep chain is enough.
    expect(claimDigests(graphOf({ ...drawn, relations: drawn.relations.slice(0, 1500) })).size).toBe(5000)
  })
})

describe('digests from one edit to the next', () => {
  it('[REV4] [REV20] an incremental reader and a reading from scratch agree after any random edits', () => {
    const ids = PUMP.elements.map((element) => element.id)
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('word' as const),
        id: fc.constantFrom(...ids),
        text: fc.constantFrom('a', 'b', ''),
      }),
      fc.record({
        kind: fc.constant('judge' as const),
        id: fc.constantFrom(...ids),
        field: fc.constantFrom(...JUDGEMENT_FIELDS),
        text: fc.constantFrom('yes', 'no', ''),
      }),
      fc.record({ kind: fc.constant('bin' as const), id: fc.constantFrom(...ids), deleted: fc.boolean() }),
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat(40) }),
      fc.record({ kind: fc.constant('tie' as const), from: fc.constantFrom(...ids), to: fc.constantFrom(...ids) }),
    )
    let claims = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const digester = createDigester()
        let drawn = PUMP
        let graph = graphOf(drawn)
        for (const change of steps) {
          const before = graph
          const live = change.kind === 'word' || change.kind === 'judge'
          if (change.kind === 'word') drawn = edit(drawn, change.id, { statement: change.text })
          else if (change.kind === 'judge') drawn = edit(drawn, change.id, { fields: { [change.field]: change.text } })
          else if (change.kind === 'bin') drawn = edit(drawn, change.id, { deleted: change.deleted })
          else if (change.kind === 'cut')
            drawn = { ...drawn, relations: drawn.relations.filter((_, at) => at !== change.at) }
          else drawn = { ...drawn, relations: [...drawn.relations, relate(change.from, change.to)] }
          // A live reading keeps the relations when only words moved.
          const reworded = drawn.elements.filter(({ id }) => live && id === change.id)
          graph = live ? withContent(graph, reworded) : graphOf(drawn)
          const now = digester(graph)
          claims += now.size
          expect(now).toEqual(claimDigests(graph))
          if (change.kind === 'judge') expect(now).toEqual(claimDigests(before))
        }
      }),
      { numRuns: 200 },
    )
    expect(claims).toBeGreaterThan(1000)
  })
})
