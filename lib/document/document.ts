/**
 * A document on pages, before anybody has decided whether it is a PDF or a DOCX: minutes, reports and agreements are
 * composed as these blocks by pure functions and written by `server/document/`. Nothing in it is markup: every text is
 * shown exactly as it stands.
 */
export interface PagedDocument {
  readonly title: string
  readonly subtitle?: string
  /** BCP 47, for screen readers. */
  readonly language: string
  /** ISO 8601 UTC with milliseconds: the moment the document speaks of, not the moment of printing. */
  readonly at: string
  /** Who stands behind it: an organisation or the product's name. */
  readonly author?: string
  /** One line at the foot of every page, before "page n of m". */
  readonly footer: string
  readonly blocks: readonly Block[]
  /** Files carried inside the document. Formats that cannot hold them leave them out. */
  readonly attachments?: readonly Attachment[]
}

export interface Attachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly description: string
}

/** Words with one look. `added` and `removed` are a redline: tracked changes where the format has them. */
export interface Run {
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly fixedWidth?: true
  readonly added?: true
  readonly removed?: true
  /** An http(s) or mailto address, or `#id` of a heading or figure in this document. */
  readonly link?: string
}

export type Block =
  /** `id` is what links and the table of contents point at; unique in the document. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly id?: string }
  /** `indent`: how far in it stands, in steps of a list. */
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly indent?: number }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Run[])[] }
  | Table
  | Figure
  /** The table of contents over the headings of level 1 and 2, with page numbers. */
  | { readonly kind: 'contents' }
  | { readonly kind: 'page-break' }

export interface Table {
  readonly kind: 'table'
  readonly caption?: string
  readonly head: readonly string[]
  /** Rows of cells of runs; each row has as many cells as the head. */
  readonly rows: readonly (readonly (readonly Run[])[])[]
  /** Relative widths of the columns; even when absent. */
  readonly widths?: readonly number[]
}

export interface Figure {
  readonly kind: 'figure'
  /** A complete SVG of `lib/`: no script, no outside reference. Fitted to the page, never cropped. */
  readonly svg: string
  readonly caption: string
  /** What the picture says, for those who do not see it. */
  readonly alt: string
  /** What links point at; unique among the ids of headings and figures. */
  readonly id?: string
}

/** Runs of plain text. */
export function plain(text: string): readonly Run[] {
  return text === '' ? [] : [{ text }]
}

/** @returns a paragraph of plain text */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', runs: plain(text) }
}

/** @returns a heading that links can point at when it has an id */
export function heading(level: 1 | 2 | 3, text: string, id?: string): Block {
  return id === undefined ? { kind: 'heading', level, text } : { kind: 'heading', level, text, id }
}
