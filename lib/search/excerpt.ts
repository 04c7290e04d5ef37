/** A piece of a text around what was found, cut into runs so that a screen can mark the words without markup. */
export interface ExcerptRun {
  readonly text: string
  readonly found: boolean
}

/**
 * [FND2] The part of a text around the first of the words, at most `length` UTF-16 code units, with every word marked.
 * @param words lower case, as the index matched them
 */
export function excerpt(text: string, words: readonly string[], length = 120): ExcerptRun[] {
  const flat = text.replace(/\s+/g, ' ').trim()
  const lower = flat.toLowerCase()
  // Some letters change their length in lower case; marking by position would then be wrong.
  if (lower.length !== flat.length) return flat === '' ? [] : [{ text: flat.slice(0, length), found: false }]
  const first = words.reduce((least, word) => {
    const at = word === '' ? -1 : lower.indexOf(word)
    return at >= 0 && (least < 0 || at < least) ? at : least
  }, -1)
  const from = first < length / 2 ? 0 : wordStart(flat, first - Math.floor(length / 3))
  const piece = flat.slice(from, from + length)
  const runs = marked(piece, words)
  if (from > 0) runs.unshift({ text: '... ', found: false })
  if (from + length < flat.length) runs.push({ text: ' ...', found: false })
  return runs
}

function wordStart(text: string, at: number): number {
  const space = text.indexOf(' ', at)
  return space < 0 || space - at > 20 ? at : space + 1
}

function marked(text: string, words: readonly string[]): ExcerptRun[] {
  const lower = text.toLowerCase()
  const hit = new Array<boolean>(text.length).fill(false)
  for (const word of words) {
    if (word === '') continue
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      hit.fill(true, at, at + word.length)
    }
  }
  const runs: { text: string; found: boolean }[] = []
  for (let at = 0; at < text.length; at++) {
    const found = hit[at] === true
    const last = runs.at(-1)
    if (last !== undefined && last.found === found) last.text += text[at]
    else runs.push({ text: text[at] ?? '', found })
  }
  return runs
}
