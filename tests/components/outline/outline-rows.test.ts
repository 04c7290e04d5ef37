import { describe, expect, it } from 'vitest'
import { actionsFor } from '@/components/outline/element-actions'
import { keysAbove, matchingRows, outlineRows, type Row, rowKeyOf } from '@/components/outline/outline-rows'
import { treeStep, typeAhead } from '@/components/outline/tree-keys'
import { readCase } from '@/lib/case/read'
import type { CaseGraph } from '@/lib/gsn/graph'
import { runCommand } from '@/lib/pattern/registry'
import { capabilityName } from '@/lib/reading/capability-names'
import { grownCase } from '../../support/case'
import { grown, runner } from '../workspace/grown'

/** The outline as indented names. */
function picture(graph: CaseGraph, rows: readonly Row[]): string[] {
  return rows.map((row) => {
    const name =
      row.type === 'group' ? `(${row.group} ${row.count})` : (graph.elements.get(row.id) ?? graph.bin.get(row.id))?.name
    const sign = row.expanded === undefined ? ' ' : row.expanded ? '-' : '+'
    return `${'  '.repeat(row.level - 1)}${sign}${name}`
  })
}

/** Everything expanded, as far as it goes. */
function allRows(graph: CaseGraph): readonly Row[] {
  const expanded = new Set<string>()
  for (;;) {
    const rows = outlineRows(graph, expanded)
    const closed = rows.filter((row) => row.expanded === false)
    if (closed.length === 0) return rows
    for (const { key } of closed) expanded.add(key)
  }
}

describe('the outline', () => {
  it('[UI3] reads the case from the top claim, contexts before what supports it', () => {
    const graph = readCase(grown('ALOF'))
    expect(picture(graph, outlineRows(graph, new Set(['C1'])))).toEqual(['-C1', '   CTXT1', '   CTXT2', '  +C2-ALOF'])
    const all = picture(graph, allRows(graph)).map((line) => line.trim().replace(/^[+-]/, ''))
    expect(all).toEqual(expect.arrayContaining([...graph.elements.values()].map(({ name }) => name)))
  })

  it('[UI3] shows an element under each of its parents, and opens them apart', () => {
    const doc = grown('ALOF', 'AUDT')
    const run = runner(doc, 'tom')
    const shared = run('add-element', { kind: 'goal', under: 'C5-ALOF', statement: 'Shared' }).created[0]
    run('relate', { from: 'C5-AUDT', type: 'supportedBy', to: shared })
    const graph = readCase(doc)
    const keys = allRows(graph)
      .filter((row) => row.type === 'element' && row.id === shared)
      .map(({ key }) => key)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(2)
    expect(keys).toContain(rowKeyOf(graph, shared ?? ''))
  })

  it('[UI3] keeps parked branches, unattached elements and the bin in groups of their own', () => {
    const doc = grown('ALOF')
    const run = runner(doc, 'tom')
    run('decide-capability', {
      capability: 'ALOF',
      decision: 'not-required',
      justification: 'No session is ever open.',
    })
    const loose = run('add-element', { kind: 'goal', statement: 'Loose' }).created[0] ?? ''
    const gone = run('add-element', { kind: 'goal', statement: 'Gone' }).created[0] ?? ''
    run('delete-element', { element: gone })
    const graph = readCase(doc)
    expect(picture(graph, outlineRows(graph, new Set()))).toEqual(['+C1', '+(parked 1)', '+(unattached 1)', '+(bin 1)'])
    expect(rowKeyOf(graph, 'C4-ALOF')).toBe(':parked/C4-ALOF')
    expect(rowKeyOf(graph, loose)).toBe(`:unattached/${loose}`)
    expect(rowKeyOf(graph, gone)).toBe(`:bin/${gone}`)
    expect(actionsFor(graph, gone).map(({ label }) => label)).toEqual(['Bring back'])
  })

  it('[UI3] finds the way to any element', () => {
    const graph = readCase(grown('ALOF'))
    const evidence = [...graph.elements.values()].find(({ name }) => name === 'Sn-ALOF-1-1-1')
    const key = rowKeyOf(graph, evidence?.id ?? '') ?? ''
    const rows = outlineRows(graph, new Set(keysAbove(key)))
    expect(rows.some((row) => row.key === key)).toBe(true)
    expect(rowKeyOf(graph, 'nowhere')).toBeUndefined()
  })

  it('[UI3] finds elements by any words in them, in the order of the outline', () => {
    const graph = readCase(grown('ALOF', 'AUDT'))
    const found = (words: string) =>
      picture(graph, matchingRows(graph, words, capabilityName)).map((line) => line.trim())
    expect(found('automatic logoff')).toEqual(['C2-ALOF'])
    expect(found('tr-17')).toEqual(['Sn-ALOF-1-1-1', 'Sn-AUDT-1-1-1'])
    expect(found('report audt')).toEqual(['Sn-AUDT-1-1-1'])
  })
})

describe('keys in the tree', () => {
  const graph = readCase(grown('ALOF'))
  const rows = outlineRows(graph, new Set(['C1', 'C1/C2-ALOF']))
  const step = (at: string, key: string) => treeStep(rows, at, key)

  it('[UI4] arrows walk, go in and out, open and close', () => {
    expect(step('C1', 'ArrowDown')).toEqual({ do: 'focus', key: 'C1/CTXT1' })
    expect(step('C1', 'ArrowUp')).toBeUndefined()
    expect(step('C1/C2-ALOF', 'ArrowRight')).toEqual({ do: 'focus', key: 'C1/C2-ALOF/C4-ALOF' })
    expect(step('C1/C2-ALOF/C4-ALOF', 'ArrowRight')).toEqual({ do: 'expand', key: 'C1/C2-ALOF/C4-ALOF' })
    expect(step('C1/C2-ALOF/C4-ALOF', 'ArrowLeft')).toEqual({ do: 'focus', key: 'C1/C2-ALOF' })
    expect(step('C1/C2-ALOF', 'ArrowLeft')).toEqual({ do: 'collapse', key: 'C1/C2-ALOF' })
    expect(step('C1/CTXT1', 'ArrowRight')).toBeUndefined()
  })

  it('[UI4] Home and End jump, and a lost place starts from the top', () => {
    expect(step('C1/CTXT1', 'End')).toEqual({ do: 'focus', key: rows.at(-1)?.key })
    expect(step('C1/CTXT1', 'Home')).toEqual({ do: 'focus', key: 'C1' })
    expect(step('gone', 'ArrowDown')).toEqual({ do: 'focus', key: 'C1' })
  })

  it('[UI4] letters typed find the next row that starts with them, going round', () => {
    const labels = [['ALOF', 'Automatic logoff'], ['AUDT', 'Audit controls'], ['AUTH', 'Authorization'], ['EMRG']]
    expect(typeAhead(labels, 0, 'a')).toBe(1)
    expect(typeAhead(labels, 2, 'a')).toBe(0)
    expect(typeAhead(labels, 0, 'aa')).toBe(1)
    expect(typeAhead(labels, 0, 'auth')).toBe(2)
    expect(typeAhead(labels, 0, 'emergency')).toBeUndefined()
  })
})

describe('what an element offers', () => {
  it('[UI10] offers the next step of the pattern in words', () => {
    const graph = readCase(grown('ALOF'))
    const first = (name: string) => {
      const element = [...graph.elements.values()].find((one) => one.name === name)
      return actionsFor(graph, element?.id ?? '')
        .filter(({ section }) => section === 'pattern')
        .map(({ label }) => label)
    }
    expect(first('C2-ALOF')).toEqual(['Decide: not required', 'Add a risk'])
    expect(first('C5-ALOF')[0]).toBe('Add evidence')
    expect(first('C7-ALOF-1')).toEqual(['Add a control'])
    expect(first('S2-ALOF-1')).toEqual(['Add a control'])
    expect(first('C8-ALOF-1-1')).toEqual(['Add evidence'])
    expect(first('CTXT1')).toEqual([])
  })

  it('[UI10] offers the threat log at C6 as long as there is no risk', () => {
    const { graph } = grownCase('AUDT')
    const offered = actionsFor(graph, 'C6-AUDT').map(({ label }) => label)
    expect(offered.slice(0, 2)).toEqual(['Add a risk', 'Add the threat log'])
  })

  it('[UI10] offers only what the rules take: every action of every element of a grown case runs', () => {
    const offered = readCase(grown('ALOF', 'AUDT'))
    for (const id of offered.elements.keys()) {
      for (const { name, args, label } of actionsFor(offered, id)) {
        const doc = grown('ALOF', 'AUDT')
        const reason = name === 'decide-capability' ? { justification: 'Because.' } : {}
        let made = 0
        const context = { ids: () => `new${made++}`, at: '2026-11-21T00:00:00.000Z', by: 'maria' }
        const outcome = runCommand(doc, name as never, { ...args, ...reason }, context)
        expect(outcome, `${label} at ${id}`).toMatchObject({ ok: true })
        expect(readCase(doc).skipped).toEqual([])
      }
    }
  })
})

describe('the lists of the case in the outline', () => {
  it('[CTX14] are folded into CTXT2, so that a long list does not push the capabilities out of sight', () => {
    const peer = grownCase('ALOF')
    peer.do('add-list-item', { list: 'asset', name: 'Drug library' })
    const asset = peer.id('AST1')
    peer.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: true })
    const folded = picture(peer.graph, outlineRows(peer.graph, new Set(['C1'])))
    expect(folded.slice(0, 4)).toEqual(['-C1', '   CTXT1', '  +CTXT2', '  +C2-ALOF'])
    const key = rowKeyOf(peer.graph, asset)
    expect(key).toBe(`C1/CTXT2/${asset}`)
    const open = outlineRows(peer.graph, new Set(keysAbove(key ?? '')))
    expect(picture(peer.graph, open)).toContain('     AST1')
  })
})
