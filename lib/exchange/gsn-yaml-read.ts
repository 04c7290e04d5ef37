import { isMap, isPair, isScalar, isSeq, type YAMLMap } from 'yaml'
import { isKind, type Kind } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import {
  ARGUMENT_MAX,
  type ArgumentFile,
  type FileChallenge,
  type FileElement,
  type FileRelation,
  Problems,
} from './argument-file'
import { readYamlDocument } from './yaml-document'

/** What an element's name begins with, longest first, and the kind that it means. */
const PREFIXES: readonly (readonly [string, Kind])[] = [
  ['CSn', 'solution'],
  ['CG', 'goal'],
  ['Sn', 'solution'],
  ['G', 'goal'],
  ['S', 'strategy'],
  ['A', 'assumption'],
  ['J', 'justification'],
  ['C', 'context'],
]
const NODE_TYPES: Readonly<Record<string, Kind>> = {
  Goal: 'goal',
  Strategy: 'strategy',
  Solution: 'solution',
  Context: 'context',
  Assumption: 'assumption',
  Justification: 'justification',
  CounterGoal: 'goal',
  CounterSolution: 'solution',
}
/** Attributes that have a place in an element; every other one becomes a note. */
const KNOWN = new Set(['text', 'supportedBy', 'inContextOf', 'challenges', 'undeveloped', 'nodeType', 'defeated'])
const CHALLENGED_RELATION = /^\s*(\S+)\s*->\s*(\S+)\s*$/

/**
 * [EXC2] Reads GSN YAML, the format of gsn2x: one key for each element, `supportedBy` and `inContextOf` as names.
 * What cannot be taken is told with its line; everything else is taken, also what GSN forbids.
 * @returns refusal `file-empty` or `file-unreadable`
 */
export function readGsnYaml(text: string): Outcome<ArgumentFile> {
  const read = readYamlDocument(text)
  if (!read.ok) return read
  const { document, lineAt } = read.value
  if (document.contents === null) return refuse('file-empty', 'The file holds no element.')
  if (!isMap(document.contents)) {
    const line = lineAt(document.contents.range?.[0]) ?? 1
    return refuse('file-unreadable', 'The file is a list. Each element needs a key of its own, such as G1.', { line })
  }
  return new YamlReader(lineAt).read(document.contents)
}

type LineAt = (offset: number | undefined) => number | undefined

class YamlReader {
  private readonly problems = new Problems()
  private readonly elements = new Map<string, FileElement>()
  private readonly relations: FileRelation[] = []
  /** What is challenged, in the words of the file, until all elements are known. */
  private readonly against: { from: string; words: string; line: number | undefined }[] = []
  private readonly defeated = new Set<string>()
  private module: string | undefined
  private title = ''

  constructor(private readonly lineAt: LineAt) {}

  read(map: YAMLMap): Outcome<ArgumentFile> {
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue
      const name = String(pair.key.value)
      const line = this.lineAt(pair.key.range?.[0])
      if (name === 'module') this.readModule(pair.value, line)
      else if (this.elements.has(name)) {
        this.problems.leftOut(`${name} stands in the file already. This second one is left out.`, at(line, name))
      } else if (this.elements.size >= ARGUMENT_MAX.elements) {
        return refuse('file-too-large', `A file may hold ${ARGUMENT_MAX.elements} elements. Split it.`)
      } else this.readElement(name, pair.value, line)
    }
    if (this.elements.size === 0) return refuse('file-empty', 'The file holds no element.')
    const relations = this.relations.filter((relation) => this.bothKnown(relation))
    return ok({
      title: this.title,
      elements: [...this.elements.values()],
      relations,
      challenges: this.challenges(relations),
      problems: this.problems.list(),
    })
  }

  private readModule(value: unknown, line: number | undefined): void {
    if (!isMap(value)) {
      this.problems.leftOut('The module has no name.', at(line, 'module'))
      return
    }
    if (this.module !== undefined) {
      this.problems.leftOut('The file names a second module, which is left out.', at(line, 'module'))
      return
    }
    this.module = words(value.get('name'))
    this.title = words(value.get('brief')) || this.module
    for (const other of ['uses', 'extends'] as const) {
      if (!value.has(other)) continue
      const message = 'The file leans on other files. Bring them in one by one, or let the tool write one file.'
      this.problems.leftOut(message, at(line, `module.${other}`))
    }
  }

  private readElement(name: string, value: unknown, line: number | undefined): void {
    const map = isMap(value) ? value : undefined
    const given = map?.get('nodeType')
    const kind = given === undefined ? kindOf(name) : NODE_TYPES[words(given)]
    if (kind === undefined || !isKind(kind)) {
      const message =
        given === undefined
          ? `Nothing says what ${name} is. Let its name begin with G, S, Sn, C, A or J, or give its nodeType.`
          : `${words(given)} is no kind of element.`
      this.problems.leftOut(message, at(line, name))
      return
    }
    if (map === undefined && value !== null && !(isScalar(value) && value.value === null)) {
      this.problems.changed(`${name} has no attributes but a value, which is taken for its text.`, at(line, name))
    }
    const statement = map === undefined ? scalarText(value) : this.statementOf(map, name, line)
    this.elements.set(name, {
      id: name,
      name,
      kind,
      statement: statement.slice(0, ARGUMENT_MAX.text),
      undeveloped: map?.get('undeveloped') === true,
      notes: map === undefined ? [] : notesOf(map),
      ...(this.module === undefined ? {} : { module: this.module }),
      ...(line === undefined ? {} : { line }),
    })
    if (map === undefined) return
    for (const type of ['supportedBy', 'inContextOf'] as const) {
      const seen = new Set<string>()
      for (const to of this.namesIn(map, type, name)) {
        if (seen.has(to)) this.problems.changed(`${to} stands twice below ${name}.`, at(line, `${name}.${type}`))
        else this.relations.push({ from: name, type, to })
        seen.add(to)
      }
    }
    for (const target of this.namesIn(map, 'challenges', name)) this.against.push({ from: name, words: target, line })
    if (map.get('defeated') === true) this.defeated.add(name)
  }

  private statementOf(map: YAMLMap, name: string, line: number | undefined): string {
    const text = map.get('text')
    if (isSeq(text) || isMap(text)) {
      this.problems.changed(`The text of ${name} is not a text but a structure.`, at(line, `${name}.text`))
      return JSON.stringify(text.toJSON())
    }
    return words(text).trim()
  }

  /** A list of names; a single name, which some write without brackets, is a list of one, or of several with commas. */
  private namesIn(map: YAMLMap, key: string, name: string): string[] {
    const value = map.get(key, true) as unknown
    if (value === undefined || value === null) return []
    if (isSeq(value)) return value.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : []))
    const written = words(isScalar(value) ? value.value : value)
    if (!written.includes(',')) return written === '' ? [] : [written]
    const line = isScalar(value) ? this.lineAt(value.range?.[0]) : undefined
    this.problems.changed(`The list of ${name} has no brackets. It is read as one.`, at(line, `${name}.${key}`))
    return written.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
  }

  private bothKnown({ from, type, to }: FileRelation): boolean {
    if (this.elements.has(to)) return true
    const message = `${from} names ${to}, which is not in the file.`
    this.problems.leftOut(message, at(this.elements.get(from)?.line, `${from}.${type}`))
    return false
  }

  private challenges(relations: readonly FileRelation[]): FileChallenge[] {
    const between = new Map(relations.toReversed().map((relation) => [`${relation.from}\n${relation.to}`, relation]))
    return this.against.flatMap(({ from, words: written, line }): FileChallenge[] => {
      const named = CHALLENGED_RELATION.exec(written)
      if (named === null) {
        if (this.elements.has(written)) {
          return [{ from, target: { element: written }, sustained: this.defeated.has(written) }]
        }
        this.problems.leftOut(`${from} challenges ${written}, which is not in the file.`, at(line, from))
        return []
      }
      const [, one = '', other = ''] = named
      const relation = between.get(`${one}\n${other}`)
      if (relation !== undefined) return [{ from, target: { relation }, sustained: false }]
      this.problems.leftOut(
        `${from} challenges what stands between ${one} and ${other}, but nothing does.`,
        at(line, from),
      )
      return []
    })
  }
}

function at(line: number | undefined, path: string) {
  return line === undefined ? { path } : { line, path }
}

function kindOf(name: string): Kind | undefined {
  return PREFIXES.find(([prefix]) => name.startsWith(prefix))?.[1]
}

function words(value: unknown): string {
  if (isScalar(value)) return words(value.value)
  return value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function scalarText(value: unknown): string {
  return words(isScalar(value) ? value.value : value)
}

/** What an element has no place for, a line each, such as `url: https://...`. */
function notesOf(map: YAMLMap): string[] {
  return map.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    if (name === '' || KNOWN.has(name)) return []
    const json = isMap(value) || isSeq(value) ? JSON.stringify(value.toJSON()) : words(value)
    return [`${name}: ${json}`]
  })
}
