import type { Picture, Point, Rect } from '@/lib/layout/picture'
import type { Size } from './viewport'

/** Where the picture is on the map: a point p of the picture is at p * zoom + (x, y). */
export interface MapScale {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

const EDGE = 6

/** The whole picture in the middle of the map, never larger than life. */
export function mapScale(
  { left, top, width, height }: Pick<Picture, 'left' | 'top' | 'width' | 'height'>,
  map: Size,
): MapScale {
  const room = { width: map.width - 2 * EDGE, height: map.height - 2 * EDGE }
  const zoom = Math.min(0.5, room.width / Math.max(1, width), room.height / Math.max(1, height))
  return { zoom, x: (map.width - width * zoom) / 2 - left * zoom, y: (map.height - height * zoom) / 2 - top * zoom }
}

export function toMap({ zoom, x, y }: MapScale, rect: Rect): Rect {
  return { x: rect.x * zoom + x, y: rect.y * zoom + y, w: rect.w * zoom, h: rect.h * zoom }
}

export function toPicturePoint({ zoom, x, y }: MapScale, at: Point): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom }
}

/** How much of the free edge around a picture may be out of sight while all of it counts as seen. */
const FREE_EDGE = 24

/** Whether the window shows every element of the picture. */
export function isWhole(
  { left, top, width, height }: Pick<Picture, 'left' | 'top' | 'width' | 'height'>,
  window: Rect,
): boolean {
  return (
    window.x <= left + FREE_EDGE &&
    window.y <= top + FREE_EDGE &&
    window.x + window.w >= left + width - FREE_EDGE &&
    window.y + window.h >= top + height - FREE_EDGE
  )
}
