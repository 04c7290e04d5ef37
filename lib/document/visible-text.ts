import { codePointName, isHidden } from '@/lib/agreement/hidden-text'

/** A stretch of a text: as it stands, or, with `code`, the name of one character that would not be seen. */
export interface Shown {
  readonly text: string
  readonly code?: true
}

/**
 * [PAG2] A text as a page can show it: characters that show nothing, turn the direction of what follows, or have no
 * glyph stand there by name, `[U+202E]`. Nothing is dropped: the stretches put together again name every character.
 * Ends of lines of any kind become `\n`.
 * @param hasGlyph whether the typeface can show a code point
 */
export function visibleText(text: string, hasGlyph: (codePoint: number) => boolean = () => true): readonly Shown[] {
  const shown: Shown[] = []
  let plain = ''
  for (const character of text.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')) {
    const code = character.codePointAt(0) ?? 0
    if (code === 0x0a || code === 0x09 || (!isHidden(code) && hasGlyph(code))) {
      plain += character
      continue
    }
    if (plain !== '') shown.push({ text: plain })
    plain = ''
    shown.push({ text: `[${codePointName(code)}]`, code: true })
  }
  if (plain !== '') shown.push({ text: plain })
  return shown
}

/** The same as one line of plain text, for titles and bookmarks. */
export function visibleLine(text: string): string {
  return visibleText(text)
    .map((each) => each.text)
    .join('')
    .replace(/[\n\t]+/g, ' ')
}
