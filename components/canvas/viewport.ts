import type { Point, Rect } from '@/lib/layout/picture'

/** Where the picture is under the window: a point p of the picture is drawn at p * zoom + (x, y). */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export const MIN_ZOOM = 0.05
export const MAX_ZOOM = 2
/** Below this, statements are left out and names are drawn large. */
export const NAME_ZOOM = 0.4
/** Below this, single elements are not drawn as SVG at all. */
export const FAR_ZOOM = 0.16

export function detailAt(zoom: number): 'full' | 'name' | 'far' {
  return zoom >= NAME_ZOOM ? 'full' : zoom >= FAR_ZOOM ? 'name' : 'far'
}

/** The whole picture in the middle of the window; not larger than life. */
export function fitted(picture: Size & { left?: number; top?: number }, window: Size, most = 1): Viewport {
  const zoom = clampZoom(
    Math.min(most, window.width / Math.max(1, picture.width), window.height / Math.max(1, picture.height)),
  )
  return {
    zoom,
    x: Math.round((window.width - picture.width * zoom) / 2 - (picture.left ?? 0) * zoom),
    y: Math.round(Math.max(0, (window.height - picture.height * zoom) / 2) - (picture.top ?? 0) * zoom),
  }
}

/** Zooms so that the picture's point under the given point of the window stays there. */
export function zoomAt(view: Viewport, at: Point, zoom: number): Viewport {
  const next = clampZoom(zoom)
  const by = next / view.zoom
  return { zoom: next, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }
}

export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom))
}

/** The part of the picture that the window shows, with a margin in px of the picture. */
export function windowOf(view: Viewport, window: Size, margin: number): Rect {
  return {
    x: -view.x / view.zoom - margin,
    y: -view.y / view.zoom - margin,
    w: window.width / view.zoom + 2 * margin,
    h: window.height / view.zoom + 2 * margin,
  }
}

/** [CAN6] Moves the window so that a thing that moved in the picture stays where it was on the screen. */
export function holdStill(view: Viewport, before: Point, after: Point): Viewport {
  return { ...view, x: view.x + (before.x - after.x) * view.zoom, y: view.y + (before.y - after.y) * view.zoom }
}

/** Moves the window as little as needed to show a rectangle whole; centres what is larger than the window. */
export function reveal(view: Viewport, rect: Rect, window: Size, margin = 40): Viewport {
  const shift = (from: number, size: number, room: number) => {
    const to = from + size
    if (size + 2 * margin > room) return room / 2 - (from + size / 2)
    if (from < margin) return margin - from
    return to > room - margin ? room - margin - to : 0
  }
  const x = rect.x * view.zoom + view.x
  const y = rect.y * view.zoom + view.y
  return {
    ...view,
    x: view.x + shift(x, rect.w * view.zoom, window.width),
    y: view.y + shift(y, rect.h * view.zoom, window.height),
  }
}
