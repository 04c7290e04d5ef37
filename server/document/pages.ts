import type PDFKit from 'pdfkit'

export type Pdf = typeof PDFKit.prototype

/** A place in the tagged structure. Content drawn under the same tag belongs together, also over pages. */
export interface Tag {
  readonly type: string
  readonly parent?: Tag
  readonly alt?: string
  readonly scope?: 'Column' | 'Row'
  /** The dictionary of attributes, as the PDF says it: `{O: 'Layout', TextDecorationType: 'LineThrough'}`. */
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** Something on a page. Without a tag it is decoration, which nobody reads aloud. */
export interface Mark {
  readonly tag?: Tag
  readonly draw?: (pdf: Pdf) => void
  /** A place to go when this is clicked: a web address, or the id of a heading. */
  readonly link?: { readonly to: string; readonly box: Box; readonly says: string }
  /** The heading that begins here. */
  readonly begins?: { readonly heading: number; readonly y: number }
  /** A place that links lead to by this name. */
  readonly place?: { readonly name: string; readonly y: number }
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

export interface Page {
  readonly wide: boolean
  readonly marks: Mark[]
}

const LONG = 841.89
const SHORT = 595.28
const SIDE = 56
const HEAD = 62
const FOOT = 62

/** The pages as they are being laid out: A4, upright unless a picture asks for more width. Points from the top left. */
export class Pages {
  readonly pages: Page[] = [{ wide: false, marks: [] }]
  y = HEAD
  readonly left = SIDE
  /** What follows a picture on a page of its own may stay there. */
  keepWide = false

  get page(): Page {
    const page = this.pages.at(-1)
    if (page === undefined) throw new Error('A document has at least one page.')
    return page
  }
  get width(): number {
    return (this.page.wide ? LONG : SHORT) - 2 * SIDE
  }
  get bottom(): number {
    return (this.page.wide ? SHORT : LONG) - FOOT
  }
  /** The height of a page that holds nothing yet. */
  get whole(): number {
    return this.bottom - HEAD
  }
  get fresh(): boolean {
    return this.y === HEAD
  }

  /** Begins a new page unless this one is still empty and of that shape. */
  next(wide = false): void {
    if (this.fresh && this.page.marks.length === 0 && this.page.wide === wide) return
    if (this.fresh && this.page.marks.length === 0) this.pages.pop()
    this.pages.push({ wide, marks: [] })
    this.y = HEAD
  }

  /** Begins a new page when less than `height` is left on this one. */
  ensure(height: number): void {
    if ((this.page.wide && !this.keepWide) || (this.y + height > this.bottom && !this.fresh)) this.next()
  }

  /** Leaves room, but never at the head of a page. */
  skip(height: number): void {
    if (!this.fresh) this.y += height
  }

  add(mark: Mark): void {
    this.page.marks.push(mark)
  }
}

/** @returns the size of a page in points */
export function sizeOf(page: Page): { width: number; height: number } {
  return page.wide ? { width: LONG, height: SHORT } : { width: SHORT, height: LONG }
}

export const MARGINS = { side: SIDE, head: HEAD, foot: FOOT }
