/** A font as far as it changes the width of a text. Size in px. */
export interface Font {
  readonly size: number
  readonly weight: number
}

/** Width of a text in px. Comes from outside: a canvas in the browser, a table of averages in a test. */
export type Measure = (text: string, font: Font) => number

export interface Wrapped {
  readonly lines: readonly string[]
  /** Whether the text goes on after the last line, which then ends in an ellipsis. */
  readonly clipped: boolean
}

export interface Wrapper {
  width(text: string, font: Font): number
  /**
   * Breaks a text into lines.
   * @param widthOf  room in px on the given line, counted from 0
   */
  wrap(text: string, font: Font, widthOf: (line: number) => number, maxLines: number): Wrapped
  /** One line, cut with an ellipsis where it does not fit. */
  clip(text: string, font: Font, width: number): string
}

const ELLIPSIS = '…'
/** Words remembered before the cache starts anew: far above a case's vocabulary, far below a memory concern. */
const CACHE_LIMIT = 50_000

/** [LAY1] A wrapper that measures each word once: re-wrapping a case after an edit costs map lookups only. */
export function createWrapper(measure: Measure): Wrapper {
  const widths = new Map<string, number>()

  function width(text: string, font: Font): number {
    const key = `${font.weight}/${font.size}/${text}`
    let known = widths.get(key)
    if (known === undefined) {
      if (widths.size >= CACHE_LIMIT) widths.clear()
      known = measure(text, font)
      widths.set(key, known)
    }
    return known
  }

  /** The longest beginning that fits; at least one character, so that every call makes progress. */
  function fitting(text: string, font: Font, room: number): string {
    const characters = [...text]
    let used = 0
    let count = 0
    for (const character of characters) {
      used += width(character, font)
      if (used > room && count > 0) break
      count++
    }
    return characters.slice(0, count).join('')
  }

  function clip(text: string, font: Font, room: number): string {
    if (width(text, font) <= room) return text
    return `${fitting(text, font, room - width(ELLIPSIS, font)).trimEnd()}${ELLIPSIS}`
  }

  function wrap(text: string, font: Font, widthOf: (line: number) => number, maxLines: number): Wrapped {
    const space = width(' ', font)
    const lines: string[] = []
    let line = ''
    let used = 0
    for (let word of text.split(/\s+/)) {
      if (word === '') continue
      let wide = width(word, font)
      if (line !== '' && used + space + wide <= widthOf(lines.length)) {
        line += ` ${word}`
        used += space + wide
        continue
      }
      if (line !== '') lines.push(line)
      // A word wider than the line (a URL, a hash) is broken where it must be.
      while (wide > widthOf(lines.length) && lines.length < maxLines) {
        const head = breakable(fitting(word, font, widthOf(lines.length)))
        if (head.length >= word.length) break
        lines.push(head)
        word = word.slice(head.length)
        wide = width(word, font)
      }
      line = word
      used = wide
      if (lines.length >= maxLines) break
    }
    if (line !== '') lines.push(line)
    if (lines.length <= maxLines) return { lines, clipped: false }
    const last = lines[maxLines - 1] ?? ''
    const next = lines[maxLines] ?? ''
    const cut = clip(`${last} ${next}`, font, widthOf(maxLines - 1))
    const closed = cut.endsWith(ELLIPSIS)
      ? cut
      : `${fitting(last, font, widthOf(maxLines - 1) - width(ELLIPSIS, font))}${ELLIPSIS}`
    return { lines: [...lines.slice(0, maxLines - 1), closed], clipped: true }
  }

  return { width, wrap, clip }
}

/** Breaks after the last hyphen or slash, so that `re-authentication` is not cut in the middle of a syllable. */
function breakable(head: string): string {
  const at = Math.max(head.lastIndexOf('-'), head.lastIndexOf('/'))
  return at > 1 ? head.slice(0, at + 1) : head
}
