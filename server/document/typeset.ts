import type PDFKit from 'pdfkit'
import { visibleText } from '@/lib/document/visible-text'
import { type Face, type Family, faceBytes, faceOf } from './fonts'

/** A stretch of text in one face, as it will be drawn. */
export interface Glyphs {
  readonly text: string
  readonly face: Face
}

interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean }
}

/** Measures words in the faces of a document that is being written, and finds a face for every character. */
export class Typeset {
  private readonly opened = new Map<Face, OpenFont>()
  private readonly widths = new Map<string, number>()

  constructor(readonly pdf: typeof PDFKit.prototype) {}

  /** Makes a face the one that is drawn with. */
  use(face: Face, size: number): void {
    this.open(face)
    this.pdf.font(face, size)
  }

  /** @returns the width of a text in points */
  width(text: string, face: Face, size: number): number {
    const key = `${face} ${size} ${text}`
    const known = this.widths.get(key)
    if (known !== undefined) return known
    this.use(face, size)
    const width = this.pdf.widthOfString(text)
    if (text.length <= 60) this.widths.set(key, width)
    return width
  }

  /**
   * Faces for a text: the one asked for where it has the character, else the upright one, else the character's code
   * point in square brackets.
   */
  glyphs(text: string, family: Family, bold = false, italic = false): readonly Glyphs[] {
    const wanted = faceOf(family, bold, italic)
    const spare = faceOf(family === 'narrow' ? 'narrow' : 'sans', bold)
    const glyphs: Glyphs[] = []
    for (const { text: shown } of visibleText(text, (code) => this.has(wanted, code) || this.has(spare, code))) {
      for (const character of shown) {
        const code = character.codePointAt(0) ?? 0
        const face = code < 0x20 || this.has(wanted, code) ? wanted : spare
        const last = glyphs.at(-1)
        if (last?.face === face) glyphs[glyphs.length - 1] = { text: last.text + character, face }
        else glyphs.push({ text: character, face })
      }
    }
    return glyphs
  }

  /** Whether a text set in this family has a glyph for the character. */
  shows(family: Family, code: number): boolean {
    return this.has(faceOf(family), code) || this.has(faceOf('sans'), code)
  }

  private has(face: Face, code: number): boolean {
    return (code >= 0x20 && code < 0x7f) || this.open(face).font.hasGlyphForCodePoint(code)
  }

  private open(face: Face): OpenFont {
    let font = this.opened.get(face)
    if (font === undefined) {
      this.pdf.registerFont(face, faceBytes(face) as Buffer)
      this.pdf.font(face)
      // The types leave out the font that is open; its coverage is asked nowhere else.
      font = (this.pdf as unknown as { _font: OpenFont })._font
      this.opened.set(face, font)
    }
    return font
  }
}
