import type { ElementId } from '@/lib/gsn/graph'
import type { Point, Rect } from '@/lib/layout/picture'
import type { Diagram } from './diagram'
import { pinchOf } from './pinch'
import { rubberLine, rubberRect } from './rubber'

export interface PointerActions {
  /** A click; `together` adds to what is chosen already, or takes away from it. */
  select(id: ElementId | undefined, together: boolean): void
  /** Double click: edit an element, open a card. */
  enter(id: ElementId): void
  /** A relation was drawn from the handle of an element to another one. */
  connect(from: ElementId, to: ElementId): void
  /** Drawing a relation has begun or ended. */
  connecting(from: ElementId | undefined): void
  /** A right click, also beside all elements; the point is the window's. */
  menu(id: ElementId | undefined, at: Point): void
  /** The mark that closes and opens a branch. */
  fold(id: ElementId): void
  /** A rectangle was drawn, in px of the picture. */
  marquee(rect: Rect): void
  /** Whether dragging this element moves it: true for what is chosen and may be edited. */
  mayDrag(id: ElementId): boolean
  /** Chosen elements have been dragged so far, in px of the picture. */
  drag(by: Point): void
  /** The drag is over; `keep` is false when it was called off. */
  drop(by: Point, keep: boolean): void
}

/** A press that moves less than this is a click; a finger is never quite still. */
const CLICK_PX = 4
const TAP_PX = 10
/** A finger that rests this long without moving opens the menu. */
const LONG_PRESS_MS = 550

type Drag =
  | { readonly kind: 'pan'; readonly start: Point; at: Point; moved: boolean; readonly on: ElementId | undefined }
  | { readonly kind: 'move'; readonly start: Point; readonly on: ElementId; by: Point; moved: boolean }
  | { readonly kind: 'connect'; readonly from: ElementId; readonly origin: Point }
  | { readonly kind: 'marquee'; readonly start: Point; at: Point; readonly on: ElementId | undefined }
  | { readonly kind: 'pinch'; readonly points: Map<number, Point> }

/**
 * Mouse, pen and touch on the canvas: drag and wheel move the picture, Ctrl with the wheel or two fingers zoom, a click
 * selects, Shift chooses several, dragging a chosen element moves it, a drag from its handle draws a relation.
 * @returns how to detach
 */
export function attachPointer(host: HTMLElement, diagram: Diagram, act: PointerActions): () => void {
  let drag: Drag | undefined
  let rubber: SVGElement | undefined
  let longPress: ReturnType<typeof setTimeout> | undefined
  const fingers = new Map<number, Point>()
  const stop = new AbortController()
  const { signal } = stop

  const local = (event: MouseEvent): Point => {
    const { left, top } = host.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const end = (keep = false) => {
    clearTimeout(longPress)
    if (drag?.kind === 'connect') act.connecting(undefined)
    if (drag?.kind === 'move' && drag.moved) act.drop(drag.by, keep)
    drag = undefined
    rubber?.ownerSVGElement?.remove()
    rubber = undefined
    host.classList.remove('is-panning')
  }

  const onDown = (event: PointerEvent) => {
    if (event.button > 1) return
    const at = local(event)
    const on = diagram.elementAt(event.target)
    const part = event.target instanceof Element ? event.target : undefined
    host.setPointerCapture(event.pointerId)
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, at)
      if (fingers.size >= 2) {
        end()
        drag = { kind: 'pinch', points: new Map(fingers) }
        return
      }
      const { clientX, clientY } = event
      clearTimeout(longPress)
      longPress = setTimeout(() => {
        end()
        fingers.clear()
        act.menu(on, { x: clientX, y: clientY })
      }, LONG_PRESS_MS)
    }
    const left = event.button === 0
    if (left && on !== undefined && part?.closest('.gsn-fold')) act.fold(on)
    else if (left && on !== undefined && part?.closest('.gsn-port')) {
      drag = { kind: 'connect', from: on, origin: at }
      rubber = rubberLine(host)
      act.connecting(on)
    } else if (left && event.shiftKey) drag = { kind: 'marquee', start: at, at, on }
    else if (left && on !== undefined && event.pointerType !== 'touch' && act.mayDrag(on)) {
      drag = { kind: 'move', start: at, on, by: { x: 0, y: 0 }, moved: false }
    } else drag = { kind: 'pan', start: at, at, moved: false, on }
  }

  const onMove = (event: PointerEvent) => {
    const at = local(event)
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, at)
    if (drag === undefined) {
      diagram.pointTo(diagram.elementAt(event.target))
      return
    }
    const least = event.pointerType === 'touch' ? TAP_PX : CLICK_PX
    const far = (from: Point) => Math.hypot(at.x - from.x, at.y - from.y) >= least
    switch (drag.kind) {
      case 'pinch': {
        const { by, at: middle, pan } = pinchOf(drag.points, fingers)
        diagram.pan(pan.x, pan.y)
        diagram.zoomBy(by, middle)
        drag = { kind: 'pinch', points: new Map(fingers) }
        return
      }
      case 'connect':
        if (far(drag.origin)) clearTimeout(longPress)
        rubber?.setAttribute('d', `M${drag.origin.x} ${drag.origin.y}L${at.x} ${at.y}`)
        return
      case 'marquee': {
        if (rubber === undefined && !far(drag.start)) return
        drag.at = at
        rubber ??= rubberRect(host)
        const { x, y, w, h } = between(drag.start, at)
        for (const [name, value] of Object.entries({ x, y, width: w, height: h })) {
          rubber.setAttribute(name, String(value))
        }
        return
      }
      case 'move': {
        if (!drag.moved && !far(drag.start)) return
        drag.moved = true
        const { zoom } = diagram.view
        drag.by = { x: Math.round((at.x - drag.start.x) / zoom), y: Math.round((at.y - drag.start.y) / zoom) }
        act.drag(drag.by)
        return
      }
      case 'pan':
        if (!drag.moved && !far(drag.start)) return
        clearTimeout(longPress)
        drag.moved = true
        host.classList.add('is-panning')
        diagram.pan(at.x - drag.at.x, at.y - drag.at.y)
        drag.at = at
    }
  }

  const onUp = (event: PointerEvent) => {
    fingers.delete(event.pointerId)
    const done = drag
    end(true)
    if (done === undefined) return
    if (done.kind === 'pinch') {
      // The finger that stays goes on moving the picture.
      const [at] = fingers.values()
      if (at !== undefined) drag = { kind: 'pan', start: at, at, moved: true, on: undefined }
      return
    }
    // Pointer capture makes the host the target, so the element is looked up under the pointer.
    const under = () => diagram.elementAt(document.elementFromPoint(event.clientX, event.clientY))
    if (done.kind === 'connect') {
      const to = under()
      if (to !== undefined && to !== done.from) act.connect(done.from, to)
    } else if (done.kind === 'marquee') {
      const { x, y, w, h } = between(done.start, done.at)
      if (w < CLICK_PX && h < CLICK_PX) act.select(done.on, true)
      else act.marquee({ ...diagram.toPicture({ x, y }), w: w / diagram.view.zoom, h: h / diagram.view.zoom })
    } else if (done.kind === 'move') {
      if (!done.moved) act.select(done.on, event.ctrlKey || event.metaKey)
    } else if (done.kind === 'pan' && !done.moved) act.select(done.on, event.ctrlKey || event.metaKey)
  }

  const onWheel = (event: WheelEvent) => {
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    if (event.ctrlKey || event.metaKey) {
      diagram.zoomBy(Math.exp((-event.deltaY * lines) / 400), local(event))
    } else if (event.shiftKey && event.deltaX === 0) diagram.pan(-event.deltaY * lines, 0)
    else diagram.pan(-event.deltaX * lines, -event.deltaY * lines)
  }

  host.addEventListener('pointerdown', onDown, { signal })
  host.addEventListener('pointermove', onMove, { signal })
  host.addEventListener('pointerup', onUp, { signal })
  host.addEventListener(
    'pointercancel',
    (event) => {
      fingers.delete(event.pointerId)
      end()
    },
    { signal },
  )
  host.addEventListener('pointerleave', () => diagram.pointTo(undefined), { signal })
  host.addEventListener('keydown', (event) => event.key === 'Escape' && drag?.kind === 'move' && end(), { signal })
  host.addEventListener(
    'dblclick',
    (event) => {
      const id = diagram.elementAt(document.elementFromPoint(event.clientX, event.clientY))
      if (id !== undefined) act.enter(id)
    },
    { signal },
  )
  host.addEventListener(
    'contextmenu',
    (event) => {
      event.preventDefault()
      // The menu key has a handler of its own; what it sends along has no pointer behind it.
      if (event.button === 2) act.menu(diagram.elementAt(event.target), { x: event.clientX, y: event.clientY })
    },
    { signal },
  )
  host.addEventListener('wheel', onWheel, { signal, passive: false })
  return () => {
    end()
    stop.abort()
  }
}

function between(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) }
}
