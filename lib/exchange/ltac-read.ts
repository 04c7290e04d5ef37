import type { Kind } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import {
  ARGUMENT_MAX,
  type ArgumentFile,
  type FileChallenge,
  type FileElement,
  type FileRelation,
  Problems,
} from './argument-file'

const TYPES: Readonly<Record<string, Kind>> = {
  claim: 'goal',
  strategy: 'strategy',
  evidence: 'solution',
  context: 'context',
  assumption: 'assumption',
  justification: 'justification',
}
const LINE = /^( *)- +(\S+)(?:[ \t]+([^:]*?))?[ \t]*(?::[ \t]*(.*))?$/
/** Marks in braces and a reference in parentheses may close a line, the marks last. */
const MARKS = /(?<!\s)\s*\{([A-Za-z, ]{1,200})\}$/
/** Words in braces that are marks; any other, such as a placeholder, is part of the text. */
const KNOWN_MARKS = new Set(
  'assumed,axiomatic,defeated,defeater,counter,needssupport,abstract,metaclaim,ascited,context,negated'.split(','),
)
const REFERENCE = /(?<!\s)\s*\(([^()]{1,1000})\)$/
/** Marks that say something an element has a place for. */
const UNDEVELOPED = 'needssupport'
const AGAINST = new Set(['defeater', 'counter'])
const DEFEATED = 'defeated'
/** Lines of a file at most, those included that say nothing. */
const MOST_LINES = 500_000
const CONTEXTUAL: readonly string[] = ['context', 'assumption', 'justification']

/** What stands at one depth: an element, or a `Relation` line, which says how its children relate to its parent. */
interface Open {
  readonly id: string
  readonly against: boolean
}

/**
 * [EXC3] Reads LTAC, the indented text format: a line for each element, two spaces for each step down, `Link` or `^` for
 * an element that is written elsewhere. Comments, marks in braces and `Relation` lines, which some tools add, are read.
 * @returns refusals `file-empty`, `file-too-large`
 */
export function readLtac(text: string): Outcome<ArgumentFile> {
  return new LtacReader().read(text)
}

/** Whether the first line that says something, of the first thousand, is an element of LTAC. */
export function looksLikeLtac(text: string): boolean {
  let at = 0
  for (let n = 0; n < 1000 && at < text.length; n++) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end).trim()
    if (line !== '' && !line.startsWith('#')) return /^- (Claim|Strategy|Link)\b/.test(line)
    if (end < 0) return false
    at = end + 1
  }
  return false
}

class LtacReader {
  private readonly problems = new Problems()
  private readonly elements = new Map<string, FileElement>()
  private readonly relations: { from: string; to: string; line: number; against: boolean }[] = []
  private readonly defeated = new Set<string>()
  private readonly stack: Open[] = []
  private unnamed = 0
  /** The next number for another element of a name. */
  private readonly copies = new Map<string, number>()

  read(text: string): Outcome<ArgumentFile> {
    const lines = text.split(/\r\n|\r|\n/, MOST_LINES + 1)
    if (lines.length > MOST_LINES) return refuse('file-too-large', `A file may hold ${MOST_LINES} lines. Split it.`)
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '' || line.trimStart().startsWith('#') || line.trim().startsWith('```')) continue
      if (this.elements.size >= ARGUMENT_MAX.elements) {
        return refuse('file-too-large', `A file may hold ${ARGUMENT_MAX.elements} elements. Split it.`)
      }
      this.readLine(line.replaceAll('\t', '  '), index + 1)
    }
    if (this.elements.size === 0) return refuse('file-empty', 'The file holds no element.')
    const below = new Set(this.relations.map(({ to }) => to))
    const [, second] = [...this.elements.values()].filter(({ id }) => !below.has(id))
    if (second?.line !== undefined) {
      this.problems.changed(`${second.id} stands at the top, too. LTAC has one claim there.`, { line: second.line })
    }
    const drawn = new Set<string>()
    const relations: FileRelation[] = []
    const challenges: FileChallenge[] = []
    for (const { from, to, line, against } of this.relations) {
      const child = this.elements.get(to)
      if (child === undefined) this.problems.leftOut(`${to} is linked to but not in the file.`, { line })
      else if (against) {
        challenges.push({ from: to, target: { element: from }, sustained: this.defeated.has(from) })
      } else if (!drawn.has(`${from}\n${to}`)) {
        drawn.add(`${from}\n${to}`)
        relations.push({ from, type: CONTEXTUAL.includes(child.kind) ? 'inContextOf' : 'supportedBy', to })
      }
    }
    const elements = [...this.elements.values()]
    return ok({ title: '', elements, relations, challenges, problems: this.problems.list() })
  }

  private readLine(line: string, number: number): void {
    const match = LINE.exec(line)
    if (match === null) {
      this.problems.leftOut('The line is no element: it does not begin with a dash and a type.', { line: number })
      return
    }
    const [, indent = '', type = '', given = '', rest = ''] = match
    const depth = this.depthOf(indent.length, number)
    const parent = this.stack[depth - 1]
    this.stack.length = depth
    const kind = TYPES[type.toLowerCase()]
    const cited = given.startsWith('^') ? given.slice(1).trim() : type === 'Link' ? given.trim() : undefined
    if (type === 'Relation') {
      const against = AGAINST.has(marksOf(rest).marks[0] ?? '')
      if (parent === undefined) this.problems.leftOut('A relation needs an element above it.', { line: number })
      else this.stack.push({ id: parent.id, against })
      return
    }
    if (cited !== undefined) {
      this.relate(parent, cited, number, false)
      // What stands below a citation belongs to what is cited.
      this.stack.push({ id: cited, against: false })
      return
    }
    if (kind === undefined) {
      this.problems.leftOut(`${type} is no type of LTAC. Its line is left out.`, { line: number })
      this.stack.push({ id: parent?.id ?? '', against: parent?.against ?? false })
      return
    }
    this.readElement(kind, given.trim(), rest, number, parent)
  }

  private readElement(kind: Kind, given: string, rest: string, line: number, parent: Open | undefined): void {
    const { words, marks } = marksOf(rest)
    const reference = REFERENCE.exec(words)
    let id = given
    if (id === '') {
      do id = `${kind}-${++this.unnamed}`
      while (this.elements.has(id))
    } else if (this.elements.has(id)) {
      let n = this.copies.get(given) ?? 2
      while (this.elements.has(`${given}-${n}`)) n++
      this.copies.set(given, n + 1)
      id = `${given}-${n}`
      this.problems.changed(`${given} is in the file already. This one is taken as ${id}.`, { line })
    }
    this.elements.set(id, {
      id,
      name: id,
      kind,
      statement: words.trim().slice(0, ARGUMENT_MAX.text),
      undeveloped: marks.includes(UNDEVELOPED),
      notes: [
        ...(reference === null ? [] : [`reference: ${reference[1]}`]),
        ...marks
          .filter((mark) => mark !== UNDEVELOPED && mark !== DEFEATED && !AGAINST.has(mark))
          .map((m) => `mark: ${m}`),
      ],
      line,
    })
    if (marks.includes(DEFEATED)) this.defeated.add(id)
    this.relate(
      parent,
      id,
      line,
      marks.some((mark) => AGAINST.has(mark)),
    )
    this.stack.push({ id, against: false })
  }

  private relate(parent: Open | undefined, to: string, line: number, against: boolean): void {
    if (parent === undefined || parent.id === '') return
    this.relations.push({ from: parent.id, to, line, against: against || parent.against })
  }

  private depthOf(spaces: number, line: number): number {
    const depth = Math.floor(spaces / 2)
    if (spaces % 2 === 1) this.problems.changed('The line is indented by an odd number of spaces.', { line })
    if (depth <= this.stack.length) return depth
    this.problems.changed('The line is indented further than one step below the line above.', { line })
    return this.stack.length
  }
}

function marksOf(text: string): { words: string; marks: string[] } {
  const match = MARKS.exec(text)
  const marks = (match?.[1] ?? '').split(',').map((mark) => mark.trim().toLowerCase())
  if (match === null || !marks.every((mark) => KNOWN_MARKS.has(mark))) return { words: text, marks: [] }
  return { words: text.slice(0, match.index), marks }
}
