import { describe, expect, it } from 'vitest'
import { cardSvg } from '@/lib/drawing/card-svg'
import { elementSvg, type TextWidth } from '@/lib/drawing/element-svg'
import { relationSvg } from '@/lib/drawing/line-svg'
import { type CardFacts, type Mark, NO_MARK } from '@/lib/drawing/marks'
import { Artist, type Scene } from '@/lib/drawing/scene'
import { escapeText } from '@/lib/drawing/svg-text'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { layoutOverview } from '@/lib/layout/overview'
import { branchOf, element, evenSizer, evenWrapper, graphOf } from '../../lib/layout/arguments'

const widthOf: TextWidth = (text, size) => text.length * size * 0.54
const sizer = evenSizer()

function drawn(each: Element, mark: Mark = NO_MARK): string {
  const graph = graphOf([each], [])
  const box = layoutBranch(graph, each.id, sizer).boxes.get(each.id)!
  return elementSvg(each, box, mark, 'full', widthOf)
}

function sceneOf(graph: CaseGraph, more: Partial<Scene> = {}): Scene {
  const picture = layoutBranch(graph, 'C2', sizer)
  return {
    graph,
    picture,
    marks: new Map(),
    cards: new Map(),
    selected: undefined,
    picked: new Set(),
    targets: undefined,
    active: undefined,
    ...more,
  }
}

describe('drawing an element', () => {
  it('[CAN1] a statement that looks like markup is shown as the text that it is', () => {
    const nasty = '<script>alert(1)</script> & "<img src=x onerror=alert(1)>"'
    const svg = drawn(element('C1', 'goal', { name: '<b>', statement: nasty }), {
      comments: 0,
      visitors: [{ id: 'p', name: '<i>Ada' }],
    })
    expect(svg).not.toMatch(/<script|<img|<b>|<i>/)
    expect(svg).toContain('&lt;script&gt;')
    expect(escapeText('a\u0000b<\'"&')).toBe('ab&lt;&#39;&quot;&amp;')
  })

  it('[CAN1] every kind has its own outline and colours by class only', () => {
    expect(drawn(element('a', 'goal'))).toMatch(/<rect class="gsn-shape gsn-goal"[^>]*rx="6"/)
    expect(drawn(element('a', 'strategy'))).toMatch(/<path class="gsn-shape gsn-strategy" d="M16 0H208L192 /)
    expect(drawn(element('a', 'solution'))).toContain(
      '<ellipse class="gsn-shape gsn-solution" cx="56" cy="56" rx="56" ry="56"/>',
    )
    expect(drawn(element('a', 'context'))).toContain('gsn-shape gsn-context')
    expect(drawn(element('a', 'assumption'))).toContain('>A</text>')
    expect(drawn(element('a', 'justification'))).toContain('>J</text>')
    expect(drawn(element('a', 'goal'))).not.toMatch(/#[0-9a-f]{3,6}|style=/)
  })

  it('[CAN3] undeveloped is a diamond, a placeholder a triangle, both a diamond with a line', () => {
    expect(drawn(element('a', 'goal'))).not.toContain('gsn-foot')
    expect(drawn(element('a', 'goal', { undeveloped: true }))).toMatch(/gsn-foot" d="M104 \d+l9 9l-9 9l-9 -9z"/)
    expect(drawn(element('a', 'goal', { statement: 'Risk of {threat}' }))).toMatch(/gsn-foot" d="M104 \d+l10 16h-20z"/)
    expect(drawn(element('a', 'goal', { undeveloped: true, statement: '{x}' }))).toMatch(/h20"/)
  })

  it('[CAN3] the side stands on controls and evidence, the status as a glyph, comments as a number', () => {
    expect(drawn(element('a', 'goal', { fields: { responsible: 'shared' } }))).toContain('>Shared</text>')
    expect(drawn(element('a', 'solution', { fields: { side: 'hdo' } }))).toContain('>HDO</text>')
    const svg = drawn(element('a', 'goal'), { status: 'challenged', comments: 3, visitors: [] })
    expect(svg).toContain('gsn-status-challenged')
    expect(svg).toContain('>3</text>')
  })

  it('[CAN2] support has a filled head, context a hollow one', () => {
    const way = [
      { x: 0, y: 0 },
      { x: 0, y: 40 },
    ]
    const route = { key: 'k', from: 'a', to: 'b', points: way, own: way }
    expect(relationSvg({ ...route, type: 'supportedBy' })).toContain('class="gsn-head" d="M0 40L4 31L-4 31Z"')
    expect(relationSvg({ ...route, type: 'inContextOf' })).toContain('gsn-head-hollow')
  })
})

describe('drawing a card', () => {
  const facts: CardFacts = {
    code: 'ALOF',
    title: 'Automatic <logoff>',
    decision: 'required',
    risks: 1,
    controls: 9,
    undeveloped: 2,
    agreed: 7,
    open: 0,
    challenged: 2,
  }
  const graph = graphOf(
    [element('C1', 'goal', { role: 'C1' }), element('C2', 'goal', { role: 'C2', capability: 'ALOF' })],
    [['C1', 'C2']],
  )
  const box = layoutOverview(graph, sizer).boxes.get('C2')!
  const card = (more: Partial<CardFacts>) =>
    cardSvg({ ...facts, ...more }, box, NO_MARK, 'full', (text) => text, widthOf)

  it('[CAN4] a card counts risks, controls and what both sides agree on', () => {
    expect(card({})).toContain('1 risk · 9 controls · ◇ 2')
    expect(card({})).toContain('7 agreed · 0 open · 2 challenged')
    expect(card({})).toContain('Automatic &lt;logoff&gt;')
    expect(card({}).match(/gsn-bar-/g)).toHaveLength(2)
  })

  it('[CAN4] a capability that is not required is dashed and says whether both sides agree', () => {
    expect(card({ decision: 'not-required' })).toContain('gsn-closed')
    expect(card({ decision: 'not-required' })).toContain('Not required · not agreed yet')
    expect(card({ decision: 'not-required', closed: true })).toContain('Not required · justified')
  })
})

describe('drawing again', () => {
  it('[CAN7] an edit of one element draws that element and nothing else', () => {
    const artist = new Artist(evenWrapper())
    const before = branchOf(4, 3)
    const first = sceneOf(before)
    for (const id of first.picture.boxes.keys()) artist.draw(first, id, 'full')
    expect(artist.drawn).toBe(first.picture.boxes.size)

    const edited = new Map(before.elements).set('C8-1-1', {
      ...before.elements.get('C8-1-1')!,
      statement: 'C8-1-1 is said anew',
    })
    const next = sceneOf({ ...before, elements: edited })
    artist.drawn = 0
    for (const id of next.picture.boxes.keys()) artist.draw(next, id, 'full')
    expect(artist.drawn).toBe(1)
  })

  it('[CAN7] selecting draws the two elements that change', () => {
    const artist = new Artist(evenWrapper())
    const graph = branchOf(2, 2)
    const picture = layoutBranch(graph, 'C2', sizer)
    const draw = (scene: Scene) => {
      artist.drawn = 0
      for (const id of picture.boxes.keys()) artist.draw(scene, id, 'full')
      return artist.drawn
    }
    draw(sceneOf(graph, { picture, selected: 'C7-1' }))
    expect(draw(sceneOf(graph, { picture, selected: 'C7-2' }))).toBe(2)
  })
})
