import { describe, expect, it } from 'vitest'
import { VIEWS } from '@/components/workspace/selection'
import { viewsThatFit } from '@/components/workspace/views-that-fit'

describe('the views beside each other', () => {
  it('[UI2] every view is reachable at every width: beside the others or in the menu, never twice', () => {
    for (let width = 0; width < 2000; width += 37) {
      const { shown, rest } = viewsThatFit(width)
      expect([...shown, ...rest].sort()).toEqual(Object.keys(VIEWS).sort())
      expect(shown).toContain('canvas')
    }
  })

  it('[UI2] shows findings before what is needed more rarely', () => {
    const { shown, rest } = viewsThatFit(700)
    expect(shown).toContain('findings')
    expect(rest).toContain('history')
    expect(viewsThatFit(5000).rest).toEqual([])
  })
})
