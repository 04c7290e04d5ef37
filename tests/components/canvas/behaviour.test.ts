import { describe, expect, it } from 'vitest'
import { keyStep } from '@/components/canvas/canvas-keys'
import { relationBetween, targetsFrom } from '@/components/canvas/connect'
import { toolbarPoint } from '@/components/canvas/toolbar-place'
import { detailAt, fitted, holdStill, reveal, windowOf, zoomAt } from '@/components/canvas/viewport'
import { collectMarks, nextMarks } from '@/lib/drawing/collect-marks'
import { describeElement } from '@/lib/drawing/describe'
import { NO_MARK } from '@/lib/drawing/marks'
import { layoutBranch } from '@/lib/layout/branch'
import { layoutOverview } from '@/lib/layout/overview'
import { branchOf, element, evenSizer, graphOf } from '../../lib/layout/arguments'

const window = { width: 800, height: 600 }
const plain = { key: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }

describe('moving the window', () => {
  it('[CAN6] an element that moves in the picture stays where it was on the screen', () => {
    const view = { x: 13, y: -7, zoom: 0.8 }
    const screen = (at: { x: number; y: number }, v: typeof view) => ({
      x: at.x * v.zoom + v.x,
      y: at.y * v.zoom + v.y,
    })
    const [before, after] = [
      { x: 100, y: 200 },
      { x: 540, y: 80 },
    ]
    const next = screen(after, holdStill(view, before, after))
    expect(next.x).toBeCloseTo(screen(before, view).x)
    expect(next.y).toBeCloseTo(screen(before, view).y)
  })

  it('[CAN6] zooming keeps the point under the pointer', () => {
    const view = { x: 10, y: 20, zoom: 1 }
    const next = zoomAt(view, { x: 300, y: 200 }, 0.5)
    expect((300 - next.x) / next.zoom).toBeCloseTo(290)
    expect((200 - next.y) / next.zoom).toBeCloseTo(180)
    expect(zoomAt(view, { x: 0, y: 0 }, 99).zoom).toBe(2)
  })

  it('fits a picture without making it larger than life, and reveals what is outside', () => {
    expect(fitted({ width: 400, height: 300 }, window)).toEqual({ zoom: 1, x: 200, y: 150 })
    expect(fitted({ width: 1600, height: 300 }, window).zoom).toBe(0.5)
    const view = { x: 0, y: 0, zoom: 1 }
    expect(reveal(view, { x: 100, y: 100, w: 200, h: 80 }, window)).toEqual(view)
    expect(reveal(view, { x: 900, y: 100, w: 200, h: 80 }, window).x).toBe(-340)
    expect(windowOf({ x: -50, y: 0, zoom: 0.5 }, window, 200)).toEqual({ x: -100, y: -200, w: 2000, h: 1600 })
  })

  it('[CAN8] shows less detail from far away', () => {
    expect([1, 0.4, 0.39, 0.16, 0.1].map(detailAt)).toEqual(['full', 'full', 'name', 'name', 'far'])
  })

  it('keeps the next steps inside the window, above the element or below it', () => {
    const bar = { width: 300, height: 30 }
    expect(toolbarPoint({ x: 700, y: 300, w: 208, h: 72 }, bar, { x: 0, y: 0, zoom: 1 }, window)).toEqual({
      x: 492,
      y: 242,
    })
    expect(toolbarPoint({ x: 20, y: 10, w: 208, h: 72 }, bar, { x: 0, y: 0, zoom: 1 }, window).y).toBeGreaterThan(82)
  })

  it('keeps the next steps off the other elements, so that what one argues from can be read', () => {
    const bar = { width: 300, height: 30 }
    const view = { x: 0, y: 0, zoom: 1 }
    const own = { x: 300, y: 200, w: 208, h: 72 }
    const above = { x: 300, y: 80, w: 208, h: 80 }
    expect(toolbarPoint(own, bar, view, window, [own, above])).toEqual({ x: 300, y: 166 })
    const close = { x: 300, y: 115, w: 208, h: 80 }
    expect(toolbarPoint(own, bar, view, window, [own, close]).y).toBeGreaterThanOrEqual(272)
  })
})

describe('keys and words', () => {
  it('[CAN5] arrows walk, C goes to the contexts, Enter edits, Escape goes up, the page keeps its own keys', () => {
    expect(keyStep({ ...plain, key: 'ArrowUp' })).toEqual({ do: 'go', direction: 'up' })
    expect(keyStep({ ...plain, key: 'C' })).toEqual({ do: 'go', direction: 'context' })
    expect(keyStep({ ...plain, key: 'Enter' })).toEqual({ do: 'enter' })
    expect(keyStep({ ...plain, key: 'Escape' })).toEqual({ do: 'escape' })
    expect(keyStep({ ...plain, key: 'ArrowUp', shiftKey: true })).toMatchObject({ do: 'pan' })
    expect(keyStep({ ...plain, key: 'Tab' })).toBeUndefined()
    expect(keyStep({ ...plain, key: 'k', ctrlKey: true })).toBeUndefined()
    expect(keyStep({ ...plain, key: 'constructor' })).toBeUndefined()
  })

  it('[CAN5] a label tells kind, name, text, side, status and place', () => {
    const graph = branchOf(2, 2)
    const picture = layoutBranch(graph, 'C2', evenSizer())
    const control = { ...graph.elements.get('C8-1-2')!, fields: { responsible: 'hdo' } }
    const words = describeElement(graph, picture, control, {
      status: 'stale',
      comments: 1,
      visitors: [{ id: 'a', name: 'Ada' }],
    })
    expect(words).toBe(
      'Claim C8-1-2. C8-1-2 is stated. responsible: hospital. approval out of date. 1 open comment. Ada here. 2 of 2 below S2-1, rests on 1.',
    )
    expect(describeElement(graph, picture, graph.elements.get('X5-1')!, NO_MARK)).toContain('1 of 1 beside C7-1')
  })
})

describe('connecting two elements', () => {
  const graph = graphOf(
    [
      element('C', 'goal'),
      element('S', 'strategy'),
      element('D', 'goal'),
      element('Sn', 'solution'),
      element('X', 'context'),
    ],
    [
      ['C', 'S'],
      ['S', 'D'],
    ],
  )

  it('[CAN9] offers exactly the ends that GSN allows and that close no circle', () => {
    expect(targetsFrom(graph, 'C', graph.elements.keys())).toEqual(new Set(['D', 'Sn', 'X']))
    expect(targetsFrom(graph, 'D', graph.elements.keys())).toEqual(new Set(['Sn', 'X']))
    expect(targetsFrom(graph, 'Sn', graph.elements.keys())).toEqual(new Set())
    expect(relationBetween(graph, 'C', 'X')).toEqual({ ok: true, value: 'inContextOf' })
  })

  it('[CAN9] says in a sentence why a relation cannot be', () => {
    const sentence = (from: string, to: string) => {
      const outcome = relationBetween(graph, from, to)
      return outcome.ok ? '' : outcome.refusal.message
    }
    expect(sentence('Sn', 'C')).toBe('Evidence Sn cannot rest on anything. Start from a claim or a strategy.')
    expect(sentence('C', 'S')).toBe('C and S are connected already.')
    expect(sentence('D', 'C')).toMatch(/rest on itself/)
    expect(sentence('S', 'Sn')).toMatch(/cannot rest on/)
    expect(sentence('C', 'gone')).toMatch(/not in the case/)
  })
})

describe('marks', () => {
  const graph = graphOf(
    [
      element('C1', 'goal', { role: 'C1' }),
      element('C2-ALOF', 'goal', { role: 'C2', capability: 'ALOF' }),
      element('C7', 'goal', { capability: 'ALOF' }),
    ],
    [
      ['C1', 'C2-ALOF'],
      ['C2-ALOF', 'C7'],
    ],
  )
  const picture = layoutOverview(graph, evenSizer())
  const somebody = { clientId: 7, user: { id: 'ada', name: 'Ada' }, focus: { element: 'C7' } }
  const review = { claims: new Map(), openThreads: new Map([['C7', 2]]) }

  it('[CAN4] a card stands for the people and the threads inside it, and not for myself', () => {
    const marks = collectMarks(graph, picture, review, [somebody, { ...somebody, clientId: 1 }], 1, new Map())
    expect(marks.get('C2-ALOF')).toEqual({ status: undefined, comments: 2, visitors: [{ id: 'ada', name: 'Ada' }] })
    expect(collectMarks(graph, picture, review, [somebody], 7, new Map()).get('C2-ALOF')?.visitors).toEqual([])
  })

  it('[CAN7] a mark that says the same stays the same object', () => {
    const before = collectMarks(graph, picture, review, [somebody], 1, new Map())
    const after = collectMarks(graph, picture, review, [{ ...somebody }], 1, before)
    expect(after.get('C2-ALOF')).toBe(before.get('C2-ALOF'))
  })

  it('[CAN7] new words and a new arrangement of the same elements make no mark anew, not even the map of them', () => {
    const before = nextMarks(undefined, { graph, picture, review, people: [somebody], ownClient: 1 })
    const reworded = { ...graph, elements: new Map(graph.elements) }
    const moved = { ...picture, boxes: new Map(picture.boxes) }
    const people = before.from.people
    const after = nextMarks(before, { graph: reworded, picture: moved, review, people, ownClient: 1 })
    expect(after.marks).toBe(before.marks)
    const gone = nextMarks(after, { ...after.from, people: [] })
    expect(gone.marks).not.toBe(before.marks)
    expect([...gone.marks.values()].every(({ visitors }) => visitors.length === 0)).toBe(true)
  })
})
