import { describe, expect, it } from 'vitest'
import { moved } from '@/components/register/HeadCell'
import { memoryKey, recall, usual } from '@/components/register/table-memory'
import { REGISTER } from '@/lib/table/register'

describe('how a person arranged a table', () => {
  it('[TAB7] comes back as it was', () => {
    const start = usual(REGISTER)
    const own = {
      ...start,
      order: moved(start.order, 'after', 'name', -1),
      hidden: [...start.hidden, 'cause'],
      widths: { cause: 300 },
      sorting: [{ id: 'after', desc: true }],
      group: 'capability',
    }
    expect(recall(REGISTER, JSON.stringify(own))).toEqual(own)
  })

  it.each([null, '', '{', '[]', '"x"', '7', '{"order":7,"hidden":{},"widths":[],"sorting":"no","group":5}'])(
    '[TAB7] a memory of %j is the table as it is at first',
    (stored) => {
      const { order, sorting, group, widths } = recall(REGISTER, stored)
      expect({ order, sorting, group, widths }).toEqual({
        order: usual(REGISTER).order,
        sorting: [],
        group: undefined,
        widths: {},
      })
    },
  )

  it('[TAB7] columns that are gone are left out, new ones stand where the table has them, locked ones cannot be hidden', () => {
    const kept = recall(
      REGISTER,
      JSON.stringify({
        order: ['gone', 'cause', 'name'],
        hidden: ['name', 'gone'],
        widths: { cause: 9000, gone: 100 },
      }),
    )
    expect(kept.order).toHaveLength(REGISTER.columns.length)
    expect(kept.order.indexOf('cause')).toBeLessThan(kept.order.indexOf('name'))
    expect(kept.order.indexOf('consequence')).toBe(kept.order.indexOf('cause') + 1)
    expect(kept.hidden).not.toContain('name')
    expect(kept.hidden).toContain('cve')
    expect(kept.widths).toEqual({})
  })

  it('[TAB7] belongs to one person and one table', () => {
    expect(memoryKey('p1', 'register')).toBe('accord.table.p1.register')
  })
})
