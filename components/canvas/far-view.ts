import type { Scene } from '@/lib/drawing/scene'
import { KINDS } from '@/lib/gsn/kinds'
import type { Rect } from '@/lib/layout/picture'
import { type Size, type Viewport, windowOf } from './viewport'
import type { PictureIndex } from './visible'

/** Draws what the window shows as coloured shapes on a canvas: far out, single elements cannot be read anyway. */
export function paintFar(
  target: HTMLCanvasElement,
  scene: Scene,
  index: PictureIndex,
  view: Viewport,
  size: Size,
): void {
  const ratio = globalThis.devicePixelRatio || 1
  target.width = Math.round(size.width * ratio)
  target.height = Math.round(size.height * ratio)
  const pen = target.getContext('2d')
  if (pen === null) return
  const scale = ratio * view.zoom
  pen.setTransform(scale, 0, 0, scale, view.x * ratio, view.y * ratio)
  paintShapes(pen, target, scene, index, windowOf(view, size, 0), 1 / view.zoom)
}

/**
 * The shapes and lines inside a window, in the colours of the page.
 * @param from       whose colours (CSS variables) are taken
 * @param lineWidth  in px of the picture
 */
export function paintShapes(
  pen: CanvasRenderingContext2D,
  from: Element,
  { graph, picture, selected }: Scene,
  index: PictureIndex,
  window: Rect,
  lineWidth: number,
): void {
  const style = getComputedStyle(from)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  pen.strokeStyle = colour('--gsn-line')
  pen.lineWidth = lineWidth
  pen.beginPath()
  for (const trunk of index.trunks.within(window)) for (const line of trunk.lines) trace(pen, line)
  for (const route of index.routes.within(window)) trace(pen, route.own)
  pen.stroke()
  const byKind = new Map<string, Rect[]>()
  for (const { id } of index.boxes.within(window)) {
    const box = picture.boxes.get(id)
    const kind = id === selected ? 'selected' : graph.elements.get(id)?.kind
    if (box === undefined || kind === undefined) continue
    const list = byKind.get(kind)
    if (list === undefined) byKind.set(kind, [box])
    else list.push(box)
  }
  for (const [kind, boxes] of byKind) {
    const round = kind in KINDS && KINDS[kind as keyof typeof KINDS].outline === 'circle'
    pen.fillStyle = colour(kind === 'selected' ? '--gsn-halo' : `--gsn-${kind}-stroke`)
    pen.beginPath()
    for (const box of boxes) {
      if (round) {
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
