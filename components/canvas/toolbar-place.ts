import type { Rect } from '@/lib/layout/picture'
import type { Size, Viewport } from './viewport'

const GAP = 10
/** Where it is crowded the toolbar comes this near to its element. */
const TIGHT = 4
const EDGE = 8
/** Room for a name flag above the element. */
const FLAG = 18
/** Room for the handle that starts a line, below the element; where it is crowded, only what it covers itself. */
const HANDLE = 22
const HANDLE_RADIUS = 5

interface Spot {
  readonly x: number
  readonly y: number
}

/**
 * Where the toolbar goes: beside its element, inside the window, and where it covers the least of the other elements;
 * above it, if that is as good as any other place. All in pixels of the window but the boxes, which are the picture's.
 */
export function toolbarPoint(
  box: Rect,
  bar: Size,
  view: Viewport,
  window: Size,
  others: Iterable<Rect> = [],
): { x: number; y: number } {
  const own = onScreen(box, view)
  const crowd = [...others].map((other) => onScreen(other, view)).filter((other) => isSeen(other, window))
  let best: Spot | undefined
  let least = Number.POSITIVE_INFINITY
  for (const wanted of spots(own, bar, view.zoom)) {
    const spot = {
      x: clamp(wanted.x, window.width - bar.width - EDGE),
      y: clamp(wanted.y, window.height - bar.height - EDGE),
    }
    const at = { ...spot, w: bar.width, h: bar.height }
    // Its own element counts double: what was just chosen is what is looked at.
    const covered = crowd.reduce((sum, other) => sum + overlap(at, other), overlap(at, own))
    if (covered >= least) continue
    least = covered
    best = spot
  }
  return best ?? { x: EDGE, y: EDGE }
}

/** In the order in which they are preferred. */
function spots(own: Rect, bar: Size, zoom: number): Spot[] {
  const right = own.x + own.w - bar.width
  const above = own.y - bar.height - GAP - FLAG * Math.min(1, zoom)
  const near = own.y - bar.height - TIGHT
  const below = own.y + own.h + GAP + HANDLE * zoom
  const under = own.y + own.h + TIGHT + HANDLE_RADIUS
  return [
    ...[above, near, below, under].flatMap((y) => [
      { x: own.x, y },
      { x: right, y },
    ]),
    { x: own.x + own.w + GAP, y: own.y },
    { x: own.x - bar.width - GAP, y: own.y },
  ]
}

function onScreen({ x, y, w, h }: Rect, view: Viewport): Rect {
  return { x: x * view.zoom + view.x, y: y * view.zoom + view.y, w: w * view.zoom, h: h * view.zoom }
}

function isSeen({ x, y, w, h }: Rect, window: Size): boolean {
  return x < window.width && y < window.height && x + w > 0 && y + h > 0
}

function overlap(a: Rect, b: Rect): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x)
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y)
  return Math.max(0, w) * Math.max(0, h)
}

function clamp(value: number, most: number): number {
  return Math.max(EDGE, Math.min(value, most))
}

/** Puts the toolbar there; out of sight while its element is. `others` may hold the element's own box. */
export function placeToolbar(
  bar: HTMLElement,
  box: Rect,
  view: Viewport,
  window: Size,
  others: Iterable<Rect> = [],
): void {
  bar.hidden = !isSeen(onScreen(box, view), window)
  if (bar.hidden) return
  const { x, y } = toolbarPoint(box, { width: bar.offsetWidth, height: bar.offsetHeight }, view, window, others)
  bar.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
