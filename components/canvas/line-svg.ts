import { pathOf } from '@/lib/layout/path'
import type { Point, Route, Trunk } from '@/lib/layout/picture'

const FILLED = { length: 9, half: 4 }
const HOLLOW = { length: 11, half: 5 }

/** [CAN2] The own part of one relation with its head: filled for support, hollow for context. */
export function relationSvg(route: Route): string {
  const end = route.own.at(-1)
  const before = route.own.at(-2)
  if (end === undefined || before === undefined) return ''
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
