import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allFindings } from '@/lib/findings/all-findings'
import { canonicalJson } from '@/lib/gsn/canonical'
import { digestOf, sha256Hex } from '@/lib/gsn/digest'
import { type CaseGraph, type Element, effectiveGraph, type Relation } from '@/lib/gsn/graph'
import { holdsPlaceholder, KIND_NAMES, type Kind, mayBeUndeveloped, mayRelate } from '@/lib/gsn/kinds'

function element(id: string, kind: Kind, more: Partial<Element> = {}): Element {
  const statement = 'The device is secure enough'
  return { id, kind, name: id, statement, undeveloped: false, deleted: false, fields: {}, texts: {}, ...more }
}

const rests = (from: string, to: string, order = ''): Relation => ({ from, type: 'supportedBy', to, order })
const context = (from: string, to: string): Relation => ({ from, type: 'inContextOf', to, order: '' })

function graph(elements: Element[], relations: Relation[]): CaseGraph {
  return effectiveGraph(elements, relations)
}

function rulesOf(argument: CaseGraph): string[] {
  const findings = allFindings(argument).filter(({ rule }) => rule.startsWith('GSN'))
  return findings.map(({ rule, element, severity }) => `${rule} ${element} ${severity}`)
}

describe('the GSN rules', () => {
  it('[GSN1] a goal rests on goals, strategies and solutions, a strategy on goals, and nothing else on anything', () => {
    const legal = KIND_NAMES.flatMap((a) =>
      KIND_NAMES.filter((b) => mayRelate(a, 'supportedBy', b)).map((b) => `${a}>${b}`),
    )
    expect(legal.sort()).toEqual(['goal>goal', 'goal>solution', 'goal>strategy', 'strategy>goal'])
    const argument = graph([element('S', 'strategy'), element('Sn', 'solution')], [rests('S', 'Sn')])
    expect(argument.relations).toEqual([])
    expect(rulesOf(argument)).toContain('GSN1 S red')
  })

  it('[GSN2] only goals and strategies stand in the context of contexts, assumptions and justifications', () => {
    const legal = KIND_NAMES.flatMap((a) =>
      KIND_NAMES.filter((b) => mayRelate(a, 'inContextOf', b)).map((b) => `${a}>${b}`),
    )
    expect(legal).toHaveLength(6)
    const argument = graph([element('Sn', 'solution'), element('K', 'context')], [context('Sn', 'K')])
    expect(rulesOf(argument)).toContain('GSN2 Sn red')
  })

  it('[GSN3] a relation that closes a circle does not count, is a red finding, and the rest of the argument stands', () => {
    const argument = graph(
      [element('A', 'goal'), element('B', 'goal'), element('C', 'goal')],
      [rests('A', 'B'), rests('B', 'C'), rests('C', 'A')],
    )
    expect(argument.relations.map((r) => r.from + r.to)).toEqual(['AB', 'BC'])
    expect(rulesOf(argument)).toContain('GSN3 C red')
    expect(graph([element('A', 'goal')], [rests('A', 'A')]).skipped).toMatchObject([{ reason: 'cycle' }])
  })

  it('[GSN3] a relation to nothing dangles; one to the bin sleeps until its end comes back', () => {
    const dangling = graph([element('A', 'goal')], [rests('A', 'gone')])
    expect(rulesOf(dangling)).toContain('GSN3 A red')
    const binned = graph([element('A', 'goal'), element('B', 'goal', { deleted: true })], [rests('A', 'B')])
    expect(binned.skipped).toEqual([])
    expect(graph([element('A', 'goal'), element('B', 'goal')], [rests('A', 'B')]).supports('A')).toEqual(['B'])
  })

  it('[GSN4] two elements of one name are a finding', () => {
    const argument = graph([element('A', 'goal', { name: 'G1' }), element('B', 'goal', { name: 'G1' })], [])
    expect(rulesOf(argument)).toContain('GSN4 B red')
  })

  it('[GSN5] undeveloped is for claims and strategies, and excludes support', () => {
    expect(KIND_NAMES.filter(mayBeUndeveloped)).toEqual(['goal', 'strategy'])
    const argument = graph([element('A', 'goal', { undeveloped: true }), element('Sn', 'solution')], [rests('A', 'Sn')])
    expect(rulesOf(argument)).toContain('GSN5 A amber')
    expect(rulesOf(graph([element('A', 'goal', { undeveloped: true })], []))).toContain('GSN5 A amber')
  })

  it('[GSN6] a claim or strategy that rests on nothing and is not marked is a finding', () => {
    expect(rulesOf(graph([element('A', 'goal')], []))).toContain('GSN6 A amber')
    expect(rulesOf(graph([element('A', 'goal'), element('Sn', 'solution')], [rests('A', 'Sn')]))).toEqual([])
  })

  it('[GSN7] an element that nothing refers to is named as outside the argument', () => {
    const argument = graph([element('A', 'goal', { role: 'C1' }), element('K', 'assumption')], [])
    expect(rulesOf(argument)).toContain('GSN7 K grey')
  })

  it('[GSN8] an empty statement and a question are findings, a sentence is none', () => {
    expect(rulesOf(graph([element('A', 'goal', { statement: ' ' })], []))).toContain('GSN8 A amber')
    expect(rulesOf(graph([element('A', 'goal', { statement: 'Is it locked?' })], []))).toContain('GSN8 A grey')
  })

  it('[GSN9] [GSN10] a placeholder makes an element uninstantiated and the argument not final', () => {
    expect(holdsPlaceholder('Risk of {threat} mitigated')).toBe(true)
    expect(holdsPlaceholder('No braces {} here')).toBe(false)
    const argument = graph([element('C1', 'goal', { role: 'C1', statement: 'Risk of {x} mitigated' })], [])
    expect(rulesOf(argument)).toEqual(expect.arrayContaining(['GSN9 C1 amber', 'GSN10 C1 grey']))
  })

  it('keeps several parents and the order of siblings', () => {
    const argument = graph(
      [element('A', 'goal', { role: 'C1' }), element('B', 'goal'), element('Z', 'goal'), element('Sn', 'solution')],
      [rests('A', 'Z', '1'), rests('A', 'B', '2'), rests('B', 'Sn'), rests('Z', 'Sn')],
    )
    expect(argument.supports('A')).toEqual(['Z', 'B'])
    expect(argument.supporterOf('Sn')).toEqual(['B', 'Z'])
  })
})

describe('canonical JSON', () => {
  it('[CAN-JSON1] sorts keys by code units at every depth and writes no spaces (RFC 8785, 3.2.3)', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      1: 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'o',
      '\ufb33': 'dalet',
    }
    const keys = Object.keys(JSON.parse(canonicalJson(sample)) as object)
    expect(canonicalJson(sample).indexOf('"\\r"')).toBe(1)
    expect(keys).toHaveLength(7)
    expect(canonicalJson({ b: [2, { d: null, c: true }], a: 'x' })).toBe('{"a":"x","b":[2,{"c":true,"d":null}]}')
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe(String.raw`"€$\u000f\nA'B\"\\\\\"/"`)
  })

  it('[CAN-JSON2] refuses what two programs could write differently', () => {
    for (const value of [
      1.5,
      Number.NaN,
      2 ** 53,
      undefined,
      () => 1,
      new Date(0),
      new Map(),
      '\ud800',
      { a: undefined },
    ]) {
      expect(() => canonicalJson(value)).toThrow()
    }
  })

  it('[CAN-JSON1] gives equal bytes for equal values whatever the order of their keys', () => {
    const value = fc.letrec((tie) => ({
      leaf: fc.oneof(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null), fc.maxSafeInteger()),
      node: fc.oneof(
        tie('leaf'),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'grapheme' }), tie('node'), { maxKeys: 4 }),
      ),
    })).node
    fc.assert(
      fc.property(value, (each) => {
        const text = canonicalJson(each)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(digestOf(JSON.parse(text))).toBe(digestOf(each))
      }),
      { seed: 8785 },
    )
  })

  it('[CAN-JSON1] SHA-256 is the published one (FIPS 180-4 vector)', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})
