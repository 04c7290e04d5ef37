/** Lines of marked words beyond this many are not drawn: nobody sees more at once. */
const MOST_LINES = 200

export interface PassageClasses {
  readonly mirror: string
  readonly marks: string
  readonly passage: string
}

/**
 * Underlines words of a textarea that people talk about. A hidden copy of the text with the same measures tells where
 * they stand; it is there only while there is something to underline.
 */
export class PassageOverlay {
  private readonly mirror: HTMLElement
  private readonly marks: HTMLElement
  private readonly letters: Text
  private ranges: readonly { start: number; end: number }[] = []
  private frame = 0

  /** @param host an empty element over the textarea, hidden from assistive technology */
  constructor(
    private readonly host: HTMLElement,
    private readonly area: HTMLTextAreaElement,
    private readonly classes: PassageClasses,
  ) {
    const { ownerDocument } = host
    this.mirror = host.appendChild(ownerDocument.createElement('div'))
    this.mirror.className = classes.mirror
    this.letters = this.mirror.appendChild(ownerDocument.createTextNode(''))
    this.marks = host.appendChild(ownerDocument.createElement('div'))
    this.marks.className = classes.marks
    area.addEventListener('scroll', this.refresh, { passive: true })
    area.addEventListener('input', this.refresh, { passive: true })
  }

  show(ranges: readonly { start: number; end: number }[]): void {
    this.ranges = ranges
    this.refresh()
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
    this.area.removeEventListener('scroll', this.refresh)
    this.area.removeEventListener('input', this.refresh)
    this.mirror.remove()
    this.marks.remove()
  }

  private draw(): void {
    const { ownerDocument } = this.host
    if (this.letters.data !== this.area.value) this.letters.data = this.area.value
    this.mirror.style.width = `${this.area.clientWidth}px`
    const origin = this.mirror.getBoundingClientRect()
    const { scrollTop, clientHeight } = this.area
    const marks: HTMLElement[] = []
    for (const { start, end } of this.ranges) {
      const range = ownerDocument.createRange()
      range.setStart(this.letters, Math.min(start, this.letters.length))
      range.setEnd(this.letters, Math.min(end, this.letters.length))
      for (const rect of range.getClientRects()) {
        const top = rect.top - origin.top - scrollTop
        if (top + rect.height < 0 || top > clientHeight || marks.length >= MOST_LINES) continue
        const mark = ownerDocument.createElement('span')
        mark.className = this.classes.passage
        mark.style.transform = `translate(${rect.left - origin.left}px, ${top}px)`
        mark.style.width = `${rect.width}px`
        mark.style.height = `${rect.height}px`
        marks.push(mark)
      }
    }
    this.marks.replaceChildren(...marks)
    this.marks.style.height = `${clientHeight}px`
  }
}
