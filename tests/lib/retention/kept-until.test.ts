import { describe, expect, it } from 'vitest'
import { isOver, keptUntil } from '@/lib/retention/kept-until'

const entry = (kind: string, side?: 'mdm' | 'hdo', until?: string | null) => ({
  kind,
  actor: side === undefined ? {} : { side },
  body: until === undefined ? {} : { until },
})
const archived = entry('case.archived', 'mdm')
const mdm = entry('case.kept-until', 'mdm', '2036-01-31')
const hdo = entry('case.kept-until', 'hdo', '2041-06-30')

describe('how long a case is kept', () => {
  it('[RET2] is the later day of the two, once both sides have named one', () => {
    expect(keptUntil([archived])).toEqual({})
    expect(keptUntil([archived, mdm])).toEqual({ mdm: '2036-01-31' })
    expect(keptUntil([archived, mdm, hdo]).agreed).toBe('2041-06-30')
    expect(keptUntil([hdo, archived, mdm]).agreed).toBe('2041-06-30')
  })

  it('[RET2] is for ever when one of them takes it back, nobody speaks for a side, or the case is at work again', () => {
    const back = entry('case.kept-until', 'hdo', null)
    const of = [archived, mdm, hdo]
    expect(keptUntil([...of, back]).agreed).toBeUndefined()
    expect(keptUntil([archived, mdm, entry('case.kept-until', undefined, '2030-01-01')]).agreed).toBeUndefined()
    expect(keptUntil([...of, entry('case.unarchived')])).toEqual({})
    expect(keptUntil([...of, entry('case.unarchived'), archived])).toEqual({})
    expect(keptUntil([mdm, hdo]).agreed).toBeUndefined()
  })

  it('[RET2] is over on the day after', () => {
    const kept = keptUntil([archived, mdm, hdo])
    expect(['2041-06-29', '2041-06-30', '2041-07-01'].map((today) => isOver(kept, today))).toEqual([false, false, true])
    expect(isOver(keptUntil([archived, mdm]), '9999-12-31')).toBe(false)
  })
})
