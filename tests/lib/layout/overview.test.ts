import { describe, expect, it } from 'vitest'
import { layoutOverview } from '@/lib/layout/overview'
import { stepFrom } from '@/lib/layout/step'
import { element, evenSizer, graphOf } from './arguments'

const codes = Array.from({ length: 19 }, (_, index) => `K${String(index + 1).padStart(2, '0')}`)
const wholeCase = graphOf(
  [
    element('C1', 'goal', { role: 'C1', statement: 'All security capabilities have been acceptably established' }),
    element('CTXT1', 'context', { statement: 'Device, intended use and operational environment of the pump' }),
    element('CTXT2', 'context', { statement: 'Assets, system description, interfaces and boundaries of the pump' }),
    element('free', 'strategy'),
    ...codes.map((code) => element(`C2-${code}`, 'goal', { role: 'C2', capability: code })),
  ],
  [['C1', 'CTXT1'], ['C1', 'CTXT2'], ...codes.map((code) => ['C1', `C2-${code}`] as const)],
)

describe('the overview', () => {
  it('[LAY7] nineteen cards fit 1400 x 800 in five columns, with every relation drawn', () => {
    const picture = layoutOverview(wholeCase, evenSizer())
    expect(picture.width).toBeLessThanOrEqual(1400)
    expect(picture.height).toBeLessThanOrEqual(800)
    expect(picture.columns.get('C1')).toBe(5)
    expect([...picture.boxes.values()].filter((box) => box.shape === 'card')).toHaveLength(19)
    expect(picture.routes.size).toBe(21)
  })

  it('[LAY7] a narrow window gets fewer columns, so that the cards stay readable', () => {
    const picture = layoutOverview(wholeCase, evenSizer(), { frame: { width: 840, height: 780 } })
    expect(Math.min(840 / picture.width, 780 / picture.height)).toBeGreaterThan(0.85)
  })

  it('[LAY7] elements that nothing rests on stand below the cards', () => {
    const { boxes, captions } = layoutOverview(wholeCase, evenSizer(), { loose: ['free'] })
    expect(boxes.get('free')!.y).toBeGreaterThan(boxes.get('C2-K19')!.y)
    expect(captions).toHaveLength(1)
  })

  it('[LAY9] arrows walk the cards like a table and climb to the top claim', () => {
    const picture = layoutOverview(wholeCase, evenSizer())
    expect(stepFrom(picture, 'C1', 'down')).toBe('C2-K01')
    expect(stepFrom(picture, 'C2-K01', 'right')).toBe('C2-K02')
    expect(stepFrom(picture, 'C2-K02', 'down')).toBe('C2-K07')
    expect(stepFrom(picture, 'C2-K07', 'up')).toBe('C2-K02')
    expect(stepFrom(picture, 'C2-K02', 'up')).toBe('C1')
    expect(stepFrom(picture, 'C1', 'context')).toBe('CTXT1')
    expect(stepFrom(picture, 'CTXT1', 'context')).toBe('CTXT2')
    expect(stepFrom(picture, 'CTXT2', 'up')).toBe('C1')
  })
})
