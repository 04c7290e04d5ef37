import type { RemoteCaret } from './caret-presence'

/** Lines of a selection beyond this many are not drawn: nobody sees more at once. */
const MOST_LINES = 200
/** A name shows for so long after its caret moved, in milliseconds; then it makes room for the text. */
const NAME_STAYS = 4000

export interface OverlayClasses {
  readonly mirror: string
  readonly marks: string
  readonly caret: string
  readonly selection: string
}

/**
 * Draws other people's carets and selections over a textarea. A hidden copy of the text with the same measures tells
 * where a letter stands; it is only filled while somebody is there, and read once a frame at most.
 */
export class CaretOverlay {
  private readonly mirror: HTMLElement
  private readonly marks: HTMLElement
  private readonly letters: Text
  private readonly moved = new Map<number, { head: number; at: number }>()
  private frame = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  /**
   * @param host  an empty element over the textarea, hidden from assistive technology
   * @param read  the carets of now
   */
  constructor(
    private readonly host: HTMLElement,
    private readonly area: HTMLTextAreaElement,
    private readonly classes: OverlayClasses,
    private readonly read: () => readonly RemoteCaret[],
  ) {
    const { ownerDocument } = host
    this.mirror = host.appendChild(ownerDocument.createElement('div'))
    this.mirror.className = classes.mirror
    this.letters = this.mirror.appendChild(ownerDocument.createTextNode(''))
    this.marks = host.appendChild(ownerDocument.createElement('div'))
    this.marks.className = classes.marks
    area.addEventListener('scroll', this.refresh, { passive: true })
  }

  /** Draws again at the next frame. */
  readonly refresh = (): void => {
    if (this.frame !== 0) return
    this.frame = requestAnimationFrame(() => {
      this.frame = 0
      this.draw()
    })
  }

  destroy(): void {
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
    this.area.removeEventListener('scroll', this.refresh)
    this.mirror.remove()
    this.marks.remove()
  }

  private draw(): void {
    const carets = this.read()
    if (carets.length === 0) {
      if (this.marks.firstChild !== null) this.marks.replaceChildren()
      if (this.letters.data !== '') this.letters.data = ''
      return
    }
    // The last letter of the copy gives the end of the text, also after a line break, a place to be measured at.
    const value = `${this.area.value}\u200b`
    if (this.letters.data !== value) this.letters.data = value
    this.mirror.style.width = `${this.area.clientWidth}px`

    const origin = this.mirror.getBoundingClientRect()
    const scroll = this.area.scrollTop
    const marks: HTMLElement[] = []
    for (const caret of carets) {
      if (caret.from !== caret.to) marks.push(...this.selection(caret, origin, scroll))
      marks.push(this.caret(caret, origin, scroll))
    }
    this.marks.replaceChildren(...marks)
    this.marks.style.height = `${this.area.clientHeight}px`
  }

  private caret(caret: RemoteCaret, origin: DOMRect, scroll: number): HTMLElement {
    const rect = this.measure(caret.head, caret.head)[0] ?? this.measure(caret.head, caret.head + 1)[0]
    const mark = this.mark(this.classes.caret, caret)
    mark.dataset.name = caret.name
    const fresh = this.isFresh(caret)
    if (!fresh) mark.dataset.idle = ''
    if (rect === undefined) return mark
    place(mark, rect.left - origin.left, rect.top - origin.top - scroll, undefined, rect.height)
    mark.dataset.flag = rect.left - origin.left > this.area.clientWidth / 2 ? 'left' : 'right'
    return mark
  }

  /** A caret is fresh while its name still shows; comes back by itself to hide the name. */
  private isFresh({ clientId, head }: RemoteCaret): boolean {
    const now = performance.now()
    const last = this.moved.get(clientId)
    if (last === undefined || last.head !== head) {
      this.moved.set(clientId, { head, at: now })
      clearTimeout(this.timer)
      this.timer = setTimeout(this.refresh, NAME_STAYS + 20)
      return true
    }
    return now - last.at < NAME_STAYS
  }

  private selection(caret: RemoteCaret, origin: DOMRect, scroll: number): HTMLElement[] {
    const marks: HTMLElement[] = []
    for (const rect of this.measure(caret.from, caret.to)) {
      const top = rect.top - origin.top - scroll
      if (top + rect.height < 0 || top > this.area.clientHeight) continue
      const mark = this.mark(this.classes.selection, caret)
      place(mark, rect.left - origin.left, top, rect.width, rect.height)
      marks.push(mark)
      if (marks.length === MOST_LINES) break
    }
    return marks
  }

  private measure(from: number, to: number): DOMRectList | readonly DOMRect[] {
    const range = this.host.ownerDocument.createRange()
    const { length } = this.letters
    range.setStart(this.letters, Math.min(from, length))
    range.setEnd(this.letters, Math.min(to, length))
    return range.getClientRects()
  }

  private mark(className: string, { side }: RemoteCaret): HTMLElement {
    const mark = this.host.ownerDocument.createElement('span')
    mark.className = className
    mark.dataset.side = side
    return mark
  }
}

function place(mark: HTMLElement, left: number, top: number, width: number | undefined, height: number): void {
  mark.style.transform = `translate(${left}px, ${top}px)`
  if (width !== undefined) mark.style.width = `${width}px`
  mark.style.height = `${height}px`
}
