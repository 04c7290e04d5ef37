import type { Awareness } from 'y-protocols/awareness'
import type { Diagram } from './diagram'
import { perFrame } from './per-frame'
import { pointerFlag, pointerOf, pointersToDraw, RESTING_MS, type SeenPointer } from './pointers'

const SVG = 'http://www.w3.org/2000/svg'
/** A filled arrow for one side, a hollow one for the other, a round spot for people without a side. */
const SHAPES: Readonly<Record<string, string>> = {
  mdm: 'M1 1L1 14L5 10.5L8 16L10.5 15L7.6 9.4L13 9Z',
  hdo: 'M1 1L1 14L5 10.5L8 16L10.5 15L7.6 9.4L13 9Z',
  none: 'M7 2A5 5 0 1 0 7.01 2Z',
}

interface Known {
  readonly pointer: SeenPointer
  readonly json: string
  readonly moved: number
}

/**
 * [PRS2] Draws other people's pointers over the canvas, straight from presence: React draws nothing when one moves. Made
 * for one diagram; `destroy` takes everything away.
 */
export class PointerOverlay {
  private readonly known = new Map<number, Known>()
  private readonly drawn = new Map<number, { mark: HTMLElement; says: string }>()
  private readonly frame = perFrame(() => this.draw())
  private resting: ReturnType<typeof setInterval> | undefined
  private open: string | undefined

  constructor(
    private readonly layer: HTMLElement,
    private readonly diagram: Diagram,
    private readonly awareness: Awareness,
    private readonly now: () => number = Date.now,
  ) {
    awareness.on('change', this.hear)
    for (const [client, state] of awareness.getStates()) this.take(client, state)
    this.frame.ask()
  }

  /** The branch that this screen shows. */
  show(open: string | undefined): void {
    this.open = open
    this.frame.ask()
  }

  /** The picture or the window has moved. */
  place(): void {
    if (this.known.size > 0) this.frame.ask()
  }

  destroy(): void {
    this.awareness.off('change', this.hear)
    this.frame.cancel()
    clearInterval(this.resting)
    this.layer.replaceChildren()
  }

  private readonly hear = ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>): void => {
    let changed = false
    for (const client of [...added, ...updated]) {
      changed = this.take(client, this.awareness.getStates().get(client)) || changed
    }
    for (const client of removed) changed = this.known.delete(client) || changed
    if (changed) this.frame.ask()
  }

  private take(client: number, state: unknown): boolean {
    if (client === this.awareness.clientID) return false
    const pointer = pointerOf(client, state)
    if (pointer === undefined) return this.known.delete(client)
    const json = JSON.stringify(pointer)
    if (this.known.get(client)?.json === json) return false
    this.known.set(client, { pointer, json, moved: this.now() })
    return true
  }

  private draw(): void {
    const shown = new Set<number>()
    for (const pointer of pointersToDraw(this.known.values(), this.open)) {
      const at = this.diagram.pointOf(pointer.anchor)
      if (at === undefined) continue
      shown.add(pointer.client)
      const mark = this.markOf(pointer)
      mark.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`
      const rested = this.now() - (this.known.get(pointer.client)?.moved ?? 0) >= RESTING_MS
      mark.classList.toggle('is-resting', rested)
    }
    for (const [client, { mark }] of this.drawn) {
      if (shown.has(client)) continue
      mark.remove()
      this.drawn.delete(client)
    }
    clearInterval(this.resting)
    this.resting = shown.size === 0 ? undefined : setInterval(() => this.frame.ask(), RESTING_MS)
  }

  private markOf(pointer: SeenPointer): HTMLElement {
    const says = `${pointer.side} ${pointerFlag(pointer)}`
    const before = this.drawn.get(pointer.client)
    if (before?.says === says) return before.mark
    before?.mark.remove()
    const mark = newMark(pointer)
    this.layer.append(mark)
    this.drawn.set(pointer.client, { mark, says })
    return mark
  }
}

/** Built node by node: a name is text, whatever stands in it. */
function newMark(pointer: SeenPointer): HTMLElement {
  const side = pointer.side ?? 'none'
  const mark = document.createElement('div')
  mark.className = 'canvas-pointer'
  mark.dataset.side = side
  const arrow = document.createElementNS(SVG, 'svg')
  arrow.setAttribute('width', '16')
  arrow.setAttribute('height', '18')
  const shape = document.createElementNS(SVG, 'path')
  shape.setAttribute('d', SHAPES[side] ?? '')
  arrow.append(shape)
  const flag = document.createElement('span')
  flag.className = `canvas-pointer-name side side-${side}`
  flag.textContent = pointerFlag(pointer)
  mark.append(arrow, flag)
  return mark
}
