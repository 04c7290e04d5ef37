import type { Run } from '@/lib/document/document'
import type { Face, Family } from './fonts'
import type { Typeset } from './typeset'

/** How a stretch of a line looks; what is the same is drawn in one piece. */
export interface Look {
  readonly face: Face
  readonly link?: string
  readonly added?: true
  readonly removed?: true
  /** Letters that run from right to left. */
  readonly leftward?: true
}

/** A stretch of a line; `x` in points from where the line begins. */
export interface Stretch {
  readonly text: string
  readonly look: Look
  readonly x: number
  readonly width: number
}

export type Line = readonly Stretch[]

interface Piece {
  readonly text: string
  readonly look: Look
  readonly width: number
}

export interface Setting {
  readonly size: number
  readonly width: number
  readonly family?: Family
  readonly bold?: boolean
}

/**
 * Breaks runs into lines of at most `width` points: at spaces, and inside a word that is wider than a line. Spaces at
 * the end of a line stay with it, so that what is read aloud or copied keeps its words apart.
 */
export function breakLines(runs: readonly Run[], setting: Setting, typeset: Typeset): readonly Line[] {
  const lines: Line[] = []
  let line: Piece[] = []
  let used = 0
  const end = () => {
    lines.push(joined(line))
    line = []
    used = 0
  }
  const put = (piece: Piece) => {
    line.push(piece)
    used += piece.width
  }
  for (const word of words(runs, setting, typeset)) {
    if (word === 'newline') {
      end()
      continue
    }
    const width = word.reduce((sum, piece) => sum + piece.width, 0)
    const space = /^ +$/.test(word[0]?.text ?? '')
    if (space || used + width <= setting.width) {
      for (const piece of word) put(piece)
      continue
    }
    if (used > 0) end()
    if (width <= setting.width) {
      for (const piece of word) put(piece)
      continue
    }
    for (const piece of word) {
      for (const part of cut(piece, setting, typeset, setting.width - used)) {
        if (used > 0 && used + part.width > setting.width) end()
        put(part)
      }
    }
  }
  if (line.length > 0 || lines.length === 0) end()
  return lines
}

/** The words and the spaces between them, a word in several looks as several pieces. */
function* words(runs: readonly Run[], setting: Setting, typeset: Typeset): Generator<Piece[] | 'newline'> {
  let word: Piece[] = []
  for (const run of runs) {
    const family = run.fixedWidth ? 'mono' : (setting.family ?? 'sans')
    for (const { text, face } of typeset.glyphs(run.text, family, setting.bold ?? run.bold, run.italic)) {
      const look: Look = {
        face,
        ...(run.link === undefined ? {} : { link: run.link }),
        ...(run.added ? { added: true } : {}),
        ...(run.removed ? { removed: true } : {}),
      }
      for (const part of text.replaceAll('\t', '    ').split(/(\n| +)/)) {
        if (part === '') continue
        if (part !== '\n' && !part.startsWith(' ')) {
          word.push(...wordPieces(part, look, setting, typeset))
          continue
        }
        if (word.length > 0) yield word
        word = []
        if (part === '\n') yield 'newline'
        else yield [{ text: part, look, width: part.length * typeset.width(' ', face, setting.size) }]
      }
    }
  }
  if (word.length > 0) yield word
}

const LEFTWARD = /([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)/

function wordPieces(text: string, look: Look, setting: Setting, typeset: Typeset): Piece[] {
  const parts = LEFTWARD.test(text) ? text.split(LEFTWARD).filter((part) => part !== '') : [text]
  return parts.map((part) => ({
    text: part,
    look: LEFTWARD.test(part) ? { ...look, leftward: true } : look,
    width: measured(part, look.face, setting, typeset),
  }))
}

/** Long words are measured a stretch at a time: shaping a hundred thousand letters at once takes seconds. */
function measured(text: string, face: Face, { size }: Setting, typeset: Typeset): number {
  if (text.length <= 60) return typeset.width(text, face, size)
  let width = 0
  for (let at = 0; at < text.length; at += 60) width += typeset.width(text.slice(at, at + 60), face, size)
  return width
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What people take for letters. In stretches, because the segmenter's time grows with the square of the length. */
function* letters(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + 500)
    if (/[\ud800-\udbff]/.test(text[to - 1] ?? '')) to += 1
    for (const { segment } of graphemes.segment(text.slice(from, to))) yield segment
    from = to
  }
}

/** Cuts a word into parts that fit: behind a hyphen or a stroke in the last third of a line, else between two letters. */
function* cut(piece: Piece, setting: Setting, typeset: Typeset, left: number): Generator<Piece> {
  const { look } = piece
  let text = ''
  let width = 0
  let room = left
  const part = (of: string): Piece => ({ text: of, look, width: measured(of, look.face, setting, typeset) })
  for (const segment of letters(piece.text)) {
    const more = typeset.width(segment, look.face, setting.size)
    if (text !== '' && width + more > room) {
      const good = text.search(/[-/_.,;:–—][^-/_.,;:–—]*$/) + 1
      const at = good > (text.length * 2) / 3 ? good : text.length
      yield part(text.slice(0, at))
      room = setting.width
      text = text.slice(at)
      width = text === '' ? 0 : measured(text, look.face, setting, typeset)
    }
    text += segment
    width += more
  }
  if (text !== '') yield part(text)
}

/** Stretches of one look, in reading order; words that run to the left stand from right to left beside each other. */
function joined(pieces: readonly Piece[]): Line {
  const line: Stretch[] = []
  let x = 0
  let leftward: Stretch[] = []
  for (const [index, { text, look, width }] of pieces.entries()) {
    const last = line.at(-1)
    const between = leftward.length > 0 && /^ +$/.test(text) && pieces[index + 1]?.look.leftward
    if (look.leftward || between) {
      line.push({ text, look, x, width })
      leftward.push({ text, look, x, width })
    } else {
      turn(line, leftward)
      leftward = []
      if (last !== undefined && sameLook(last.look, look)) {
        line[line.length - 1] = { ...last, text: last.text + text, width: last.width + width }
      } else line.push({ text, look, x, width })
    }
    x += width
  }
  turn(line, leftward)
  return line
}

/** Gives the last stretches of a line their places from right to left. */
function turn(line: Stretch[], leftward: readonly Stretch[]): void {
  const first = leftward[0]
  if (first === undefined || leftward.length < 2) return
  let x = first.x + leftward.reduce((sum, each) => sum + each.width, 0)
  const from = line.length - leftward.length
  for (const [index, each] of leftward.entries()) {
    x -= each.width
    line[from + index] = { ...each, x }
  }
}

function sameLook(a: Look, b: Look): boolean {
  return (
    a.face === b.face &&
    a.link === b.link &&
    a.added === b.added &&
    a.removed === b.removed &&
    a.leftward === b.leftward &&
    !a.leftward
  )
}
