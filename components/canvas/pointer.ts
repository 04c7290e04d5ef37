import type { ElementId } from '@/lib/gsn/graph'
import type { Point } from '@/lib/layout/picture'
import type { Diagram } from './diagram'

export interface PointerActions {
  select(id: ElementId | undefined): void
  /** Double click: edit an element, open a card. */
  enter(id: ElementId): void
  /** A relation was drawn from the handle of an element to another one. */
  connect(from: ElementId, to: ElementId): void
  /** Drawing a relation has begun or ended. */
  connecting(from: ElementId | undefined): void
  /** A right click. */
  menu(id: ElementId): void
}

/** A press that moves less than this is a click. */
const CLICK_PX = 4

type Drag =
  | { readonly kind: 'pan'; readonly start: Point; at: Point; moved: boolean; readonly on: ElementId | undefined }
  | { readonly kind: 'connect'; readonly from: ElementId; readonly origin: Point }

/**
 * Mouse, pen and touch on the canvas: drag and wheel move the picture, Ctrl with the wheel zooms at the pointer, a
 * click selects, a drag from an element's handle draws a relation.
 * @returns how to detach
 */
export function attachPointer(host: HTMLElement, diagram: Diagram, act: PointerActions): () => void {
  let drag: Drag | undefined
  let rubber: SVGPathElement | undefined
  const stop = new AbortController()
  const { signal } = stop

  const local = (event: MouseEvent): Point => {
    const { left, top } = host.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const end = () => {
    if (drag?.kind === 'connect') act.connecting(undefined)
    drag = undefined
    rubber?.ownerSVGElement?.remove()
    rubber = undefined
    host.classList.remove('is-panning')
  }

  host.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button > 1) return
      const on = diagram.elementAt(event.target)
      const handle = event.target instanceof Element && event.target.closest('.gsn-port') !== null
      host.setPointerCapture(event.pointerId)
      if (handle && on !== undefined && event.button === 0) {
        drag = { kind: 'connect', from: on, origin: local(event) }
        rubber = rubberLine(host)
        act.connecting(on)
      } else drag = { kind: 'pan', start: local(event), at: local(event), moved: false, on }
    },
    { signal },
  )
  host.addEventListener(
    'pointermove',
    (event) => {
      if (drag === undefined) {
        diagram.pointTo(diagram.elementAt(event.target))
        return
      }
      const at = local(event)
      if (drag.kind === 'connect') {
        rubber?.setAttribute('d', `M${drag.origin.x} ${drag.origin.y}L${at.x} ${at.y}`)
        return
      }
      if (!drag.moved && Math.hypot(at.x - drag.start.x, at.y - drag.start.y) < CLICK_PX) return
      drag.moved = true
      host.classList.add('is-panning')
      diagram.pan(at.x - drag.at.x, at.y - drag.at.y)
      drag.at = at
    },
    { signal },
  )
  host.addEventListener(
    'pointerup',
    (event) => {
      const done = drag
      end()
      if (done?.kind === 'connect') {
        // Pointer capture makes the host the target, so the element is looked up under the pointer.
        const to = diagram.elementAt(document.elementFromPoint(event.clientX, event.clientY))
        if (to !== undefined && to !== done.from) act.connect(done.from, to)
      } else if (done?.kind === 'pan' && !done.moved) act.select(done.on)
    },
    { signal },
  )
  host.addEventListener('pointercancel', end, { signal })
  host.addEventListener('pointerleave', () => diagram.pointTo(undefined), { signal })
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
      const id = diagram.elementAt(event.target)
      if (id === undefined) return
      event.preventDefault()
      act.menu(id)
    },
    { signal },
  )
  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      if (event.ctrlKey || event.metaKey) {
        diagram.zoomBy(Math.exp((-event.deltaY * lines) / 400), local(event))
      } else if (event.shiftKey && event.deltaX === 0) diagram.pan(-event.deltaY * lines, 0)
      else diagram.pan(-event.deltaX * lines, -event.deltaY * lines)
    },
    { signal, passive: false },
  )
  return () => {
    end()
    stop.abort()
  }
}

function rubberLine(host: HTMLElement): SVGPathElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'canvas-rubber-layer')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('class', 'canvas-rubber')
  svg.append(path)
  host.append(svg)
  return path
}
