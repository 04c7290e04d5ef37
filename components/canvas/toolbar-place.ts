import type { Rect } from '@/lib/layout/picture'
import type { Size, Viewport } from './viewport'

const GAP = 10
const EDGE = 8
/** Room for a name flag above the element. */
const FLAG = 18

/** Where the toolbar goes: above its element, below it when there is no room, always inside the window. */
export function toolbarPoint(box: Rect, bar: Size, view: Viewport, window: Size): { x: number; y: number } {
  const left = box.x * view.zoom + view.x
  const top = box.y * view.zoom + view.y
  const bottom = top + box.h * view.zoom
  const above = top - bar.height - GAP - FLAG * Math.min(1, view.zoom)
  const y = above >= EDGE ? above : bottom + GAP + 22 * view.zoom
  const clamp = (value: number, most: number) => Math.max(EDGE, Math.min(value, most))
  return { x: clamp(left, window.width - bar.width - EDGE), y: clamp(y, window.height - bar.height - EDGE) }
}

/** Puts the toolbar there; out of sight while its element is. */
export function placeToolbar(bar: HTMLElement, box: Rect, view: Viewport, window: Size): void {
  const left = box.x * view.zoom + view.x
  const top = box.y * view.zoom + view.y
  const seen = left < window.width && top < window.height && left + box.w * view.zoom > 0 && top + box.h * view.zoom > 0
  bar.hidden = !seen
  if (!seen) return
  const { x, y } = toolbarPoint(box, { width: bar.offsetWidth, height: bar.offsetHeight }, view, window)
  bar.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
}
