/** One record of a table file. */
export interface Line {
  /** Where it begins in the file, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quotation mark that is never closed: what follows cannot be told apart. */
  readonly unclosed?: true
}

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** Which character divides the cells: what Excel says in `sep=`, else what divides the first lines most evenly. */
export function delimiterOf(text: string): Delimiter {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const found = DELIMITERS.find((each) => each === said)
  if (found !== undefined) return found
  const sample = text.slice(0, 20_000)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const widths = readDelimited(sample, delimiter)
      .slice(0, 20)
      .map(({ cells }) => cells.length)
      .filter((width) => width > 1)
    const first = widths[0] ?? 0
    const score = widths.filter((width) => width === first).length * Math.min(first, 8)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/**
 * Reads delimited text (RFC 4180 and its relatives): quoted cells may hold delimiters, line breaks and doubled quotation
 * marks; lines end with CR, LF or both. Blank lines are left out. Takes time in proportion to the text.
 * @param most lines after which it stops
 */
export function readDelimited(text: string, delimiter: Delimiter, most = Number.POSITIVE_INFINITY): Line[] {
  const lines: Line[] = []
  const body = /^sep=.\r?\n/i.exec(text)
  let at = body === null ? 0 : body[0].length
  let line = body === null ? 1 : 2
  while (at < text.length && lines.length < most) {
    const begin = line
    const cells: string[] = []
    let unclosed = false
    for (;;) {
      const cell = readCell(text, at, delimiter)
      line += cell.breaks
      at = cell.end
      unclosed ||= cell.unclosed
      cells.push(cell.value)
      if (text[at] !== delimiter) break
      at++
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    if (cells.some((cell) => cell.trim() !== '')) {
      lines.push({ line: begin, cells, ...(unclosed ? { unclosed: true as const } : {}) })
    }
  }
  return lines
}

interface Cell {
  readonly value: string
  /** Where the delimiter or the line break after it stands. */
  readonly end: number
  readonly breaks: number
  readonly unclosed: boolean
}

function readCell(text: string, start: number, delimiter: string): Cell {
  let at = start
  if (text[at] !== '"') {
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
    return { value: text.slice(start, at), end: at, breaks: 0, unclosed: false }
  }
  const parts: string[] = []
  let breaks = 0
  at++
  for (let from = at; ; ) {
    if (at >= text.length) return { value: parts.join('') + text.slice(from), end: at, breaks, unclosed: true }
    const here = text[at]
    if (here === '\n' || (here === '\r' && text[at + 1] !== '\n')) breaks++
    if (here !== '"') {
      at++
      continue
    }
    parts.push(text.slice(from, at))
    if (text[at + 1] === '"') {
      parts.push('"')
      at += 2
      from = at
      continue
    }
    at++
    break
  }
  // Stray words after the closing mark belong to the cell: nothing is dropped.
  const rest = at
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++
  return { value: parts.join('') + text.slice(rest, at), end: at, breaks, unclosed: false }
}
