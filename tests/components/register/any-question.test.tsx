// @vitest-environment happy-dom
import fc from 'fast-check'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { describe, expect, it } from 'vitest'
import { usual } from '@/components/register/table-memory'
import type { Arranging } from '@/components/register/use-arrangement'
import { type Lines, useLines } from '@/components/register/use-lines'
import { controlState } from '@/lib/control/duty'
import { allFindings } from '@/lib/findings/all-findings'
import type { Column, Row } from '@/lib/table/column'
import { countFound } from '@/lib/table/found'
import { matches, matchesAnywhere, NOTHING_SAID } from '@/lib/table/match'
import { compareCells, isEmpty } from '@/lib/table/order'
import type { Table } from '@/lib/table/table'
import { TABLES } from '@/lib/table/tables'
import { grownCase } from '../../support/case'
import { EDITS, edit } from '../../support/random-edits'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const TODAY = '2026-11-21'
const QUERIES = ['', 'c8', 'alof 1', '>= 2', '< 2027', '1 .. 3', 'empty', 'Manufacturer', 'no', '.*(', NOTHING_SAID]

const QUESTION = fc.record({
  table: fc.nat(99),
  filters: fc.array(fc.tuple(fc.nat(99), fc.constantFrom(...QUERIES), fc.nat(99)), { maxLength: 3 }),
  search: fc.constantFrom('', '', 'alof', 'c7 1', 'nobody'),
  group: fc.nat(99),
  sorting: fc.array(fc.tuple(fc.nat(99), fc.boolean()), { maxLength: 2 }),
})

interface ProbeProps {
  readonly table: Table
  readonly rows: readonly Row[]
  readonly arranging: Arranging
  readonly say: (lines: Lines) => void
}

function Probe({ table, rows, arranging, say }: ProbeProps) {
  say(useLines(table, rows, arranging, undefined))
  return null
}

/** What the table shows a person who asks this: the hook behind every table on screen. */
function ask(
  table: Table,
  rows: readonly Row[],
  queries: ReadonlyMap<string, string>,
  words: string,
  order: ReadonlyMap<string, boolean>,
  group: string | undefined,
) {
  const now = { ...usual(table), sorting: [...order].map(([id, desc]) => ({ id, desc })), group }
  const arranging = { now, change: () => undefined, reset: () => undefined }
  let seen: Lines | undefined
  const say = (lines: Lines) => {
    seen = lines
  }
  const root = createRoot(document.createElement('div'))
  act(() => root.render(<Probe table={table} rows={rows} arranging={arranging} say={say} />))
  act(() => {
    for (const [key, query] of queries) seen?.ask(key, query)
    seen?.search(words)
  })
  const answer = { lines: seen?.lines ?? [], shown: seen?.shown() ?? [] }
  act(() => root.unmount())
  return answer
}

function pick<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T
}

describe('any table under any question', () => {
  it('[TAB1] shows each row of its reading that fits once, nothing else, in the order that was asked for (seed 44)', () => {
    const made = { rows: 0, kept: 0, cut: 0 }
    fc.assert(
      fc.property(
        fc.array(EDITS, { minLength: 20, maxLength: 30 }),
        fc.array(QUESTION, { minLength: 4, maxLength: 8 }),
        (steps, asks) => {
          const peer = grownCase('ALOF', 'AUDT')
          peer.do('add-risk', { capability: 'ALOF', values: { threat: 'Theft' } })
          peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { responsible: 'shared' } })
          for (const step of steps) edit(peer, step)
          const { graph } = peer
          const around = { found: countFound(allFindings(graph, TODAY)), today: TODAY }
          for (const { table: t, filters, search, sorting, group: g } of asks) {
            const table = pick(Object.values(TABLES) as readonly Table[], t)
            const rows: readonly Row[] = table.rows(graph, around)
            const asked = new Map<string, string>()
            for (const [c, query, of] of filters) {
              const column = pick(table.columns, c)
              // A choice is asked for by one of the values that stand in it.
              const value = rows.length === 0 ? '' : column.text(pick(rows, of)) || NOTHING_SAID
              asked.set(column.key, column.type === 'choice' ? value : query)
            }
            const order = new Map(sorting.map(([c, descending]) => [pick(table.columns, c).key, descending]))
            const group = g % 2 === 0 || table.groups.length === 0 ? undefined : pick(table.groups, g)
            const { lines, shown } = ask(table, rows, asked, search, order, group)
            if (group === undefined) expect(lines.map(({ key }) => key)).toEqual(shown.map(({ key }) => key))
            const counts = lines.flatMap((line) => (line.kind === 'group' ? [line.count] : []))
            if (group !== undefined) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shown.length)
            const column = (key: string) => table.columns.find((each) => each.key === key) as Column
            const seen = table.columns.filter(({ spare, locked }) => spare !== true || locked === true)
            const fitting = rows.filter(
              (row) =>
                [...asked].every(([key, query]) => matches(column(key), row, query)) &&
                matchesAnywhere(seen, row, search),
            )
            expect(shown.map(({ key }) => key).sort()).toEqual(fitting.map(({ key }) => key).sort())
            expect(new Set(shown).size).toBe(shown.length)
            const [first] = order
            // Groups come in an order of their own; within them the rows are sorted.
            if (first !== undefined && group === undefined) {
              const by = column(first[0])
              for (const [i, row] of shown.entries()) {
                const before = shown[i - 1]
                if (before === undefined) continue
                // What says nothing comes last, whichever way round.
                expect(isEmpty(by, before) && !isEmpty(by, row)).toBe(false)
                if (isEmpty(by, before) || isEmpty(by, row)) continue
                expect(compareCells(by, before, row) * (first[1] ? -1 : 1)).toBeLessThanOrEqual(0)
              }
            }
            made.rows += rows.length
            made.kept += shown.length
            if (shown.length < rows.length) made.cut++
          }
        },
      ),
      { seed: 44, numRuns: 15 },
    )
    expect(made.rows).toBeGreaterThan(200)
    expect(made.kept).toBeGreaterThan(50)
    expect(made.cut).toBeGreaterThan(10)
  })

  it('[TAB8] [CTL20] the matrix says how far a control is as both sides together are', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const values = { responsible: 'shared', stateMdm: 'verified', stateHdo: 'started' }
    peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values })
    const [row] = TABLES.matrix.rows(peer.graph, { found: new Map(), today: TODAY })
    const state = TABLES.matrix.columns.find(({ key }) => key === 'state')
    const control = peer.graph.elements.get(peer.id('C8-ALOF-1-1'))
    expect(control && controlState(control)).toBe('started')
    expect(row && state?.text(row)).toBe('Started')
    expect(row && state?.field?.(row)).toBeUndefined()
  })
})
