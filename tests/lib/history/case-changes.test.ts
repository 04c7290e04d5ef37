import { describe, expect, it } from 'vitest'
import type { CanonicalElement } from '@/lib/case/canonical-case'
import type { Relation } from '@/lib/gsn/graph'
import { caseChanges } from '@/lib/history/case-changes'

const element = (id: string, more: Partial<CanonicalElement> = {}): CanonicalElement => ({
  id,
  kind: 'goal',
  name: id.toUpperCase(),
  statement: `${id} holds`,
  undeveloped: false,
  deleted: false,
  fields: {},
  texts: {},
  ...more,
})
const below = (from: string, to: string): Relation => ({ from, type: 'supportedBy', to, order: 'a' })
const told = (changes: ReturnType<typeof caseChanges>) =>
  changes.map(({ kind, name, label, before, after }) => [kind, name, label, before, after])

describe('a comparison in the terms of the case', () => {
  it('[HIS3] says of an element that rests below another one that it was moved, once', () => {
    const elements = [element('a'), element('b'), element('c')]
    const before = { elements, relations: [below('a', 'c'), below('a', 'b')] }
    const after = { elements, relations: [below('b', 'c'), below('a', 'b')] }
    expect(told(caseChanges(before, after))).toEqual([['moved', 'C', 'Rests below', 'A', 'B']])
    // A further parent is no move.
    const both = { elements, relations: [...before.relations, below('b', 'c')] }
    expect(told(caseChanges(before, both))).toEqual([['related', 'B', 'Rests on', '', 'C']])
    expect(caseChanges(after, after)).toEqual([])
  })

  it('[HIS3] tells new scores and new assignments apart from other values', () => {
    const risk = (fields: CanonicalElement['fields']) => element('r', { facet: 'risk', fields })
    const scored = caseChanges(
      { elements: [risk({ treatment: 'mitigate', harm: 'x' })], relations: [] },
      { elements: [risk({ treatment: 'accept', harm: 'y' })], relations: [] },
    )
    expect(scored.map(({ kind }) => kind)).toEqual(['rescored', 'changed'])
    const control = (fields: CanonicalElement['fields']) => element('k', { facet: 'control', fields })
    const assigned = caseChanges(
      { elements: [control({ responsible: 'mdm', ownerMdm: 'Mia' })], relations: [] },
      { elements: [control({ responsible: 'hdo' })], relations: [] },
    )
    expect(assigned.map(({ kind }) => kind)).toEqual(['reassigned', 'reassigned'])
  })

  it('[HIS3] tells what came, what went and what says something else', () => {
    const changes = caseChanges(
      { elements: [element('a'), element('b')], relations: [] },
      { elements: [element('a', { statement: 'a still holds' }), element('c')], relations: [] },
    )
    expect(told(changes)).toEqual([
      ['reworded', 'A', 'Statement', 'a holds', 'a still holds'],
      ['removed', 'B', 'Claim', 'b holds', ''],
      ['added', 'C', 'Claim', '', 'c holds'],
    ])
  })
})
