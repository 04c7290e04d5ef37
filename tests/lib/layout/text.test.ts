import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { around, gridIndex, overlaps } from '@/lib/layout/grid-index'
import { pathOf } from '@/lib/layout/path'
import { createSizer, TEXT_FONT } from '@/lib/layout/shapes'
import { createWrapper } from '@/lib/layout/wrap'
import { element, evenWrapper } from './arguments'

const perCharacter = createWrapper((text) => [...text].length * 10)

describe('wrapping text', () => {
  it('[LAY1] breaks between words, and inside a word only when it is wider than the line', () => {
    expect(perCharacter.wrap('one two three', TEXT_FONT, () => 80, 4)).toEqual({
      lines: ['one two', 'three'],
      clipped: false,
    })
    expect(perCharacter.wrap('abcdefghijkl xy', TEXT_FONT, () => 50, 4).lines).toEqual(['abcde', 'fghij', 'kl xy'])
    expect(perCharacter.wrap('', TEXT_FONT, () => 50, 4)).toEqual({ lines: [], clipped: false })
  })

  it('[LAY1] ends a longer text in an ellipsis and says so', () => {
    expect(perCharacter.wrap('one two three four', TEXT_FONT, () => 80, 2)).toEqual({
      lines: ['one two', 'three f…'],
      clipped: true,
    })
    expect(perCharacter.clip('Automatic logoff', TEXT_FONT, 100)).toBe('Automatic…')
  })

  it('[LAY1] no line is wider than its room, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), fc.integer({ min: 30, max: 400 }), (text, room) => {
        const { lines } = perCharacter.wrap(text, TEXT_FONT, () => room, 4)
        expect(lines.length).toBeLessThanOrEqual(4)
        for (const line of lines) expect([...line].length * 10).toBeLessThanOrEqual(Math.max(room, 10))
      }),
    )
  })

  it('[LAY1] measures a word once and an unchanged element once', () => {
    let measured = 0
    const wrapper = createWrapper((text) => {
      measured++
      return text.length * 7
    })
    const sizer = createSizer(wrapper)
    const claim = element('C1', 'goal', { statement: 'again again again' })
    const sized = sizer(claim)
    const first = measured
    expect(sizer(claim)).toBe(sized)
    sizer({ ...claim })
    expect(measured).toBe(first)
  })

  it('[LAY1] evidence stays a circle of 112 and a claim 208 wide', () => {
    const sizer = createSizer(evenWrapper())
    expect(
      sizer(element('Sn', 'solution', { statement: 'A very long title of a penetration test report indeed' })),
    ).toMatchObject({ w: 112, h: 112 })
    expect(sizer(element('C', 'goal', { statement: 'word '.repeat(90) }))).toMatchObject({
      w: 208,
      h: 108,
      clipped: true,
    })
  })
})

describe('drawing and finding', () => {
  it('[LAY5] corners of a way are rounded', () => {
    const corner = [
      { x: 0, y: 0 },
      { x: 0, y: 40 },
      { x: 40, y: 40 },
    ]
    expect(pathOf(corner)).toBe('M0 0L0 32Q0 40 8 40L40 40')
    expect(pathOf([])).toBe('')
  })

  it('[LAY8] the index finds exactly what a plain search finds', () => {
    const rect = fc.record({
      x: fc.integer({ min: -3000, max: 3000 }),
      y: fc.integer({ min: -3000, max: 3000 }),
      w: fc.nat(900),
      h: fc.nat(900),
    })
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 60 }), rect, (rects, window) => {
        const found = gridIndex(rects.map((each) => [each, each] as const)).within(window)
        expect(found).toEqual(new Set(rects.filter((each) => overlaps(each, window))))
      }),
    )
    expect(around([])).toEqual({ x: 0, y: 0, w: 0, h: 0 })
  })
})
