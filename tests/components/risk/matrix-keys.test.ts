import { describe, expect, it } from 'vitest'
import { moveInMatrix, nextVerdict, verdictOfKey } from '@/components/risk/matrix-keys'

describe('walking a matrix', () => {
  it('[POL12] arrows move one cell, up to the likelier, and stay at the edges', () => {
    const at = (likelihood: number, severity: number) => ({ likelihood, severity })
    expect(moveInMatrix('ArrowUp', at(1, 1), 5, 4)).toEqual(at(2, 1))
    expect(moveInMatrix('ArrowUp', at(5, 1), 5, 4)).toEqual(at(5, 1))
    expect(moveInMatrix('ArrowDown', at(1, 1), 5, 4)).toEqual(at(1, 1))
    expect(moveInMatrix('ArrowRight', at(1, 4), 5, 4)).toEqual(at(1, 4))
    expect(moveInMatrix('ArrowLeft', at(1, 4), 5, 4)).toEqual(at(1, 3))
    expect(moveInMatrix('End', at(3, 1), 5, 4)).toEqual(at(3, 4))
    expect(moveInMatrix('Home', at(3, 3), 5, 4)).toEqual(at(3, 1))
    expect(moveInMatrix('Tab', at(3, 3), 5, 4)).toBeUndefined()
  })

  it('[POL12] a letter sets a verdict, and clicking goes round all three', () => {
    expect(['a', 'T', 'n', 'x'].map(verdictOfKey)).toEqual(['acceptable', 'tolerable', 'unacceptable', undefined])
    expect(nextVerdict(nextVerdict(nextVerdict(undefined)))).toBe('unacceptable')
    expect(nextVerdict('unacceptable')).toBe('acceptable')
  })
})
