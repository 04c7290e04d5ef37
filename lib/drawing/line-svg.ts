import type { Relation } from '@/lib/gsn/graph'
import { pathOf } from '@/lib/layout/path'
import type { Point, Route, Trunk } from '@/lib/layout/picture'
import { textAt } from './svg-text'

const FILLED = { length: 9, half: 4 }
const HOLLOW = { length: 11, half: 5 }

/** [GSN14] A challenge: dashed, with an open head. */
function challengeSvg(route: Route, end: Point, before: Point): string {
  const neck = stepBack(end, before, HOLLOW.length)
  const across = {
    x: ((end.y - neck.y) / HOLLOW.length) * HOLLOW.half,
    y: ((end.x - neck.x) / HOLLOW.length) * HOLLOW.half,
  }
  const head = `M${n(neck.x + across.x)} ${n(neck.y - across.y)}L${n(end.x)} ${n(end.y)}L${n(neck.x - across.x)} ${n(neck.y + across.y)}`
  return `<path class="gsn-line gsn-challenge" d="${pathOf(route.own)}"/><path class="gsn-challenge-head" d="${head}"/>`
}

/** [CAN14] What a pattern says about a relation: a ball with how often, a hollow ball for none or one, a diamond for a choice. */
export function decorationSvg(route: Route, relation: Relation, branches: number): string {
  const [start, next] = route.points
  const [from, to] = route.own.slice(-2)
  if (from === undefined || to === undefined || start === undefined || next === undefined) return ''
  const ball = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  let svg = ''
  if (relation.multiplicity !== undefined || relation.optional) {
    const hollow = relation.optional === true ? ' gsn-ball-hollow' : ''
    svg += `<circle class="gsn-ball${hollow}" cx="${n(ball.x)}" cy="${n(ball.y)}" r="5"/>`
    if (relation.multiplicity !== undefined)
      svg += textAt('gsn-count', n(ball.x + 10), n(ball.y + 4), relation.multiplicity)
  }
  if (branches > 0) {
    const at = stepBack(start, next, 14)
    svg += `<path class="gsn-diamond" d="M${n(at.x)} ${n(at.y - 9)}l9 9l-9 9l-9 -9z"/>`
    svg += textAt('gsn-count', n(at.x + 14), n(at.y + 4), `${relation.take ?? 1} of ${branches}`)
  }
  return svg
}

/** [CAN2] The own part of one relation with its head: filled for support, hollow for context. */
export function relationSvg(route: Route): string {
  const end = route.own.at(-1)
  const before = route.own.at(-2)
  if (end === undefined || before === undefined) return ''
  if (route.type === 'challenges') return challengeSvg(route, end, before)
  const hollow = route.type === 'inContextOf'
  const { length, half } = hollow ? HOLLOW : FILLED
  const neck = stepBack(end, before, length)
  const shortened = [...route.own.slice(0, -1), neck]
  const across = { x: ((end.y - neck.y) / length) * half, y: ((end.x - neck.x) / length) * half }
  const head = `M${n(end.x)} ${n(end.y)}L${n(neck.x + across.x)} ${n(neck.y - across.y)}L${n(neck.x - across.x)} ${n(neck.y + across.y)}Z`
  return `<path class="gsn-line" d="${pathOf(shortened)}"/><path class="gsn-head${hollow ? ' gsn-head-hollow' : ''}" d="${head}"/>`
}

/** The lines that several relations share, as one path. */
export function trunkSvg(trunk: Trunk): string {
  return `<path class="gsn-line" d="${trunk.lines.map((line) => pathOf(line)).join('')}"/>`
}

function stepBack(end: Point, before: Point, by: number): Point {
  const whole = Math.hypot(end.x - before.x, end.y - before.y) || 1
  return { x: end.x + ((before.x - end.x) * by) / whole, y: end.y + ((before.y - end.y) * by) / whole }
}

function n(value: number): number {
  return Math.round(value * 10) / 10
}
