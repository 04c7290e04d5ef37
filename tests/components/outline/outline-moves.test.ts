import { describe, expect, it } from 'vitest'
import { addingAt } from '@/components/outline/outline-adding'
import { dropMove, type ElementRow, type OutlineMove, stepMove, stepSeveral } from '@/components/outline/outline-moves'
import { keysAbove, outlineRows, rowKeyOf } from '@/components/outline/outline-rows'
import { readCase } from '@/lib/case/read'
import type { Outcome } from '@/lib/gsn/outcome'
import { grown, runner } from '../workspace/grown'

/** G1 rests on G2, S1 (which rests on G3) and G4; G2 has a context and evidence. */
function small() {
  const doc = grown('ALOF')
  const run = runner(doc, 'tom')
  const add = (kind: string, under?: string) => String(run('add-element', { kind, under }).created[0])
  const top = add('goal')
  const [g2, s1, g4] = [add('goal', top), add('strategy', top), add('goal', top)]
  const g3 = add('goal', s1)
  const context = add('context', g2)
  const evidence = add('solution', g2)
  const row = (id: string): ElementRow => {
    const key = rowKeyOf(readCase(doc), id) ?? ''
    const found = outlineRows(readCase(doc), new Set([...keysAbove(key), key])).find((each) => each.key === key)
    if (found?.type !== 'element') throw new Error(`No row for ${id}`)
    return found
  }
  const apply = (wanted: Outcome<OutlineMove>) => {
    if (!wanted.ok) throw new Error(wanted.refusal.message)
    run(wanted.value.name as 'move', wanted.value.args)
    return wanted.value
  }
  const below = (id: string) => readCase(doc).supports(id)
  return { doc, run, row, apply, below, graph: () => readCase(doc), top, g2, s1, g4, g3, context, evidence }
}

const sentence = (wanted: Outcome<unknown>) => (wanted.ok ? 'was allowed' : wanted.refusal.message)

describe('moving a row by steps', () => {
  it('[OUT1] goes up and down among its siblings, and says when it is at the end', () => {
    const { row, apply, below, graph, top, g2, s1, g4 } = small()
    expect(apply(stepMove(graph(), row(g4), 'up')).said).toBe('G3 now stands before S1.')
    expect(below(top)).toEqual([g2, g4, s1])
    apply(stepMove(graph(), row(g2), 'down'))
    expect(below(top)).toEqual([g4, g2, s1])
    expect(sentence(stepMove(graph(), row(g4), 'up'))).toMatch(/is the first already/)
    expect(sentence(stepMove(graph(), row(s1), 'down'))).toMatch(/is the last already/)
  })

  it('[OUT1] goes in below the one before it and out again beside its parent, at the same place', () => {
    const { row, apply, below, graph, top, g2, s1, g3, g4 } = small()
    const into = apply(stepMove(graph(), row(g4), 'in'))
    expect(below(s1)).toEqual([g3, g4])
    expect(`${into.into}/${g4}`).toBe(row(g4).key)
    const out = apply(stepMove(graph(), row(g3), 'out'))
    expect(below(top)).toEqual([g2, s1, g3])
    expect(`${out.into}/${g3}`).toBe(row(g3).key)
  })

  it('[OUT1] says in a sentence what GSN does not allow, and changes nothing', () => {
    const { row, graph, g4, evidence, run, context } = small()
    const lone = String(run('add-element', { kind: 'strategy', under: g4 }).created[0])
    expect(sentence(stepMove(graph(), row(lone), 'in'))).toMatch(/nothing before/)
    expect(sentence(stepMove(graph(), row(evidence), 'in'))).toMatch(/cannot/)
    expect(sentence(stepMove(graph(), row(context), 'up'))).toMatch(/first already/)
    expect(sentence(stepMove(graph(), row('C1'), 'out'))).toMatch(/stands below nothing/)
  })

  it('[OUT1] an element below two parents leaves only the one whose row was moved', () => {
    const { row, apply, below, graph, run, top, g2, g4, g3, s1 } = small()
    run('relate', { from: g4, type: 'supportedBy', to: g3 })
    const other: ElementRow = { ...row(g3), key: `:unattached/${top}/${g4}/${g3}`, parent: `:unattached/${top}/${g4}` }
    apply(stepMove(graph(), other, 'out'))
    expect(below(s1)).toEqual([g3])
    expect(below(g4)).toEqual([])
    expect(below(top)).toEqual([g2, s1, g4, g3])
  })

  it('[OUT5] several go together into the one before the first, in one step, and never past each other', () => {
    const { row, apply, below, graph, g2, s1, g4, evidence } = small()
    expect(sentence(stepSeveral(graph(), [row(s1), row(g4)], 'up'))).toMatch(/only into another one/)
    const moved = apply(stepSeveral(graph(), [row(s1), row(g4)], 'in'))
    expect(moved.name).toBe('move-elements')
    expect(below(g2)).toEqual([evidence, s1, g4])
  })
})

describe('dropping a row', () => {
  it('[OUT2] lands before, after or into the row under the pointer', () => {
    const { row, apply, below, graph, top, g2, s1, g4, g3 } = small()
    apply(dropMove(graph(), [row(g3)], row(g4), 'before'))
    expect(below(top)).toEqual([g2, s1, g3, g4])
    apply(dropMove(graph(), [row(g2)], row(g4), 'after'))
    expect(below(top)).toEqual([s1, g3, g4, g2])
    apply(dropMove(graph(), [row(g2)], row(s1), 'into'))
    expect(below(s1)).toEqual([g2])
  })

  it('[OUT2] is refused with a reason where the argument would not hold any more', () => {
    const { row, graph, top, g2, s1, g3, context, evidence } = small()
    expect(sentence(dropMove(graph(), [row(top)], row(g3), 'into'))).toMatch(/rest on itself/)
    expect(sentence(dropMove(graph(), [row(g2)], row(g2), 'into'))).toMatch(/below itself/)
    expect(sentence(dropMove(graph(), [row(g3)], row(evidence), 'into'))).toMatch(/cannot/)
    expect(sentence(dropMove(graph(), [row(evidence)], row(s1), 'into'))).toMatch(/cannot/)
    expect(sentence(dropMove(graph(), [row(g3)], row(context), 'before'))).toMatch(/keeps to its own kind/)
    expect(sentence(dropMove(graph(), [row(g2), row(g3)], row(s1), 'after'))).toMatch(/on another one/)
  })
})

describe('adding at a row', () => {
  it('[OUT3] offers another of the same kind right after it, below on request', () => {
    const { row, run, below, graph, top, g2, s1, g4 } = small()
    const beside = addingAt(graph(), row(g2), 'beside')
    expect(beside?.action.args).toEqual({ kind: 'goal', under: top, before: s1 })
    const made = run('add-element', { ...beside?.action.args }).created[0]
    expect(below(top)).toEqual([g2, made, s1, g4])
    expect(addingAt(graph(), row(s1), 'below')?.action.args).toMatchObject({ kind: 'goal', under: s1 })
  })

  it('[OUT3] takes the pattern’s own step for risks, controls and evidence, and nothing in the bin', () => {
    const { row, run, graph, g4 } = small()
    const named = (name: string) => [...graph().elements.values()].find((each) => each.name === name)?.id ?? ''
    expect(addingAt(graph(), row(named('C7-ALOF-1')), 'beside')?.action.name).toBe('add-risk')
    expect(addingAt(graph(), row(named('C8-ALOF-1-1')), 'beside')?.action.name).toBe('add-control')
    expect(addingAt(graph(), row(named('Sn-ALOF-1-1-1')), 'beside')?.action.name).toBe('add-evidence')
    run('delete-element', { element: g4 })
    expect(addingAt(graph(), row(g4), 'beside')).toBeUndefined()
  })
})
