import { describe, expect, it } from 'vitest'
import { deadlineOf } from '@/lib/table/deadline'
import { matches, matchesAnywhere } from '@/lib/table/match'
import { compareCells, holdPlace, isEmpty, naturally } from '@/lib/table/order'
import { PLAIN, plain, plainRow } from './rows'

const rows = [plainRow('C7-ALOF-10', 4, '2027-01-31'), plainRow('C7-ALOF-2'), plainRow('C7-AUDT-1', 20, '2026-12-01')]
const fitting = (key: string, query: string) =>
  rows.filter((row) => matches(plain(key), row, query)).map(({ name }) => name)

describe('what a column asks for', () => {
  it.each([
    ['score', '>= 4', ['C7-ALOF-10', 'C7-AUDT-1']],
    ['score', '>4', ['C7-AUDT-1']],
    ['score', '1 .. 10', ['C7-ALOF-10']],
    ['score', 'empty', ['C7-ALOF-2']],
    ['score', '> ', ['C7-ALOF-10', 'C7-ALOF-2', 'C7-AUDT-1']],
    ['due', '< 2027-01', ['C7-AUDT-1']],
    ['due', '<= 2027-01', ['C7-ALOF-10', 'C7-AUDT-1']],
    ['due', '> 2026-12', ['C7-ALOF-10']],
    ['due', '2026-12 ..', ['C7-ALOF-10', 'C7-AUDT-1']],
    ['due', '2027', ['C7-ALOF-10']],
    ['name', 'audt c7', ['C7-AUDT-1']],
    ['name', '> x', []],
  ])('[TAB1] %s that is %s', (key, query, names) => {
    expect(fitting(key, query)).toEqual(names)
  })

  it('[TAB11] keeps rows that hold every word, in whichever column', () => {
    const search = (words: string) => rows.filter((row) => matchesAnywhere(PLAIN, row, words)).map(({ name }) => name)
    expect(search('20 audt')).toEqual(['C7-AUDT-1'])
    expect(search('  ')).toHaveLength(3)
  })
})

describe('the order of rows', () => {
  it('[TAB11] compares numbers inside names as numbers, and knows which cells say nothing', () => {
    expect(compareCells(plain('name'), rows[1]!, rows[0]!)).toBeLessThan(0)
    expect(isEmpty(plain('score'), rows[1]!)).toBe(true)
    expect(['b', 'a10', 'a2', '', 'a'].sort(naturally)).toEqual(['', 'a', 'a2', 'a10', 'b'])
  })

  it('[TAB5] keeps a held row behind the nearest line that is still before it', () => {
    expect(holdPlace(['a', 'b', 'h', 'c'], ['h', 'a', 'b', 'c'], 'h')).toEqual(['a', 'b', 'h', 'c'])
    expect(holdPlace(['a', 'b', 'h', 'c'], ['c', 'a'], 'h')).toEqual(['c', 'a', 'h'])
    expect(holdPlace(['h', 'a'], ['a', 'h'], 'h')).toEqual(['h', 'a'])
    expect(holdPlace(['a'], ['a', 'b'], 'h')).toEqual(['a', 'b'])
  })
})

describe('deadlines', () => {
  it('[TAB10] are missed from the day after, and never for what is done', () => {
    expect(deadlineOf('2026-11-20', '2026-11-21')).toBe('Overdue')
    expect(deadlineOf('2026-11-21', '2026-11-21')).toBe('Within 30 days')
    expect(deadlineOf('2026-12-21', '2026-11-21')).toBe('Within 30 days')
    expect(deadlineOf('2026-12-22', '2026-11-21')).toBe('Later')
    expect(deadlineOf('', '2026-11-21')).toBe('No date')
    expect(deadlineOf('2026-01-01', '2026-11-21', true)).toBe('Done')
  })
})
