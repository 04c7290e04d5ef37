import type { CaseGraph } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import type { Picture } from '@/lib/layout/picture'
import type { Size, Viewport } from './viewport'

/** Draws the whole picture as coloured shapes on a canvas: far out, single elements cannot be read anyway. */
export function paintFar(
  target: HTMLCanvasElement,
  graph: CaseGraph,
  picture: Picture,
  view: Viewport,
  window: Size,
): void {
  const ratio = globalThis.devicePixelRatio || 1
  target.width = Math.round(window.width * ratio)
  target.height = Math.round(window.height * ratio)
  const pen = target.getContext('2d')
  if (pen === null) return
  const style = getComputedStyle(target)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const scale = ratio * view.zoom
  pen.setTransform(scale, 0, 0, scale, view.x * ratio, view.y * ratio)
  pen.strokeStyle = colour('--gsn-line')
  pen.lineWidth = 1 / view.zoom
  pen.beginPath()
  for (const trunk of picture.trunks) for (const line of trunk.lines) trace(pen, line)
  for (const route of picture.routes.values()) trace(pen, route.own)
  pen.stroke()
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[]
  for (const kind of kinds) {
    pen.fillStyle = colour(`--gsn-${kind}-stroke`)
    pen.beginPath()
    for (const box of picture.boxes.values()) {
      if (graph.elements.get(box.id)?.kind !== kind) continue
      if (box.shape === 'circle') {
        pen.moveTo(box.x + box.w, box.y + box.h / 2)
        pen.arc(box.x + box.w / 2, box.y + box.h / 2, box.w / 2, 0, 2 * Math.PI)
      } else pen.rect(box.x, box.y, box.w, box.h)
    }
    pen.fill()
  }
}

function trace(pen: CanvasRenderingContext2D, points: readonly { x: number; y: number }[]): void {
  points.forEach((point, index) => {
    if (index === 0) pen.moveTo(point.x, point.y)
    else pen.lineTo(point.x, point.y)
  })
}

export function clearFar(target: HTMLCanvasElement): void {
  if (target.width > 1) target.width = 1
}
