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
import { isObject, type Json, notJson, parseJson, stringAt } from './json-walk'

const TYPES: Readonly<Record<string, Kind>> = {
  goal: 'goal',
  toplevelnormativegoal: 'goal',
  property_claim: 'goal',
  propertyclaim: 'goal',
  strategy: 'strategy',
  evidence: 'solution',
  context: 'context',
  assumption: 'assumption',
  justification: 'justification',
}
/** Where the older forms keep the children of an element, and what these are when they do not say. */
const LISTS = [
  ['children', ''],
  ['goals', 'goal'],
  ['context', 'context'],
  ['strategies', 'strategy'],
  ['property_claims', 'property_claim'],
  ['propertyClaims', 'property_claim'],
  ['evidence', 'evidence'],
  ['assumptions', 'assumption'],
  ['justifications', 'justification'],
] as const
const CONTEXTUAL: readonly string[] = ['context', 'assumption', 'justification']
const MOST_DEPTH = 200

/** How deep the JSON may go; what lies deeper than a case of the platform is cut with a word, and this is far beyond. */
const MOST_LEVELS = 20_000

/**
 * [EXC5] Reads the exports of the TEA platform: the tree of its present form, in which context, assumption and
 * justification are texts of an element, and the older nested lists, in which they are elements.
 * @returns refusals `file-unreadable` and `file-empty`
 */
export function readTea(text: string): Outcome<ArgumentFile> {
  const value = parseJson(text, MOST_LEVELS)
  if (value === undefined) return notJson(text, 'Export it again and bring that file.', MOST_LEVELS)
  if (!isObject(value)) return refuse('file-unreadable', 'The file holds no assurance case.')
  return new TeaReader().read(value)
}

class TeaReader {
  private readonly problems = new Problems()
  private readonly elements = new Map<string, FileElement>()
  private readonly relations: FileRelation[] = []
  private readonly challenges: FileChallenge[] = []
  private unnamed = 0

  read(value: Json): Outcome<ArgumentFile> {
    const about = isObject(value.case) ? value.case : value
    if (isObject(value.tree)) this.visit(value.tree, { path: 'tree', kind: '', depth: 0 })
    else this.lists(value, undefined, '', 0)
    if (this.elements.size === 0) return refuse('file-empty', 'The file holds no element.')
    if (this.elements.size > ARGUMENT_MAX.elements) {
      return refuse('file-too-large', `A file may hold ${ARGUMENT_MAX.elements} elements. Split it.`)
    }
    return ok({
      title: stringAt(about.name),
      elements: [...this.elements.values()],
      relations: this.relations,
      challenges: this.challenges.filter(({ target }) => 'element' in target && this.elements.has(target.element)),
      problems: this.problems.list(),
    })
  }

  private visit(node: Json, at: { path: string; kind: string; depth: number; parent?: string }): void {
    const { path, depth, parent } = at
    if (depth > MOST_DEPTH || this.elements.size > ARGUMENT_MAX.elements) {
      this.problems.leftOut('What lies deeper is left out.', { path })
      return
    }
    const type = stringAt(node.type) || at.kind
    const kind = TYPES[type.toLowerCase().replaceAll(' ', '')]
    if (kind === undefined) {
      this.problems.leftOut(`${type || 'An element without a type'} has no place in an argument of GSN.`, { path })
      return
    }
    const id = this.idFor(stringAt(node.id) || (typeof node.id === 'number' ? `${type}-${node.id}` : ''), kind, path)
    if (node.inSandbox === true)
      this.problems.changed('It lay in the sandbox and is now part of the argument.', { path })
    this.elements.set(id, {
      id,
      name: stringAt(node.name).slice(0, 100) || id,
      kind,
      statement: this.statement(node).slice(0, ARGUMENT_MAX.text),
      undeveloped: false,
      notes: notesOf(node),
    })
    if (parent !== undefined) this.relate(parent, id, kind, node)
    for (const word of ['context', 'assumption', 'justification'] as const) {
      const texts = Array.isArray(node[word]) ? node[word] : [node[word]]
      for (const [n, each] of texts.entries()) {
        if (typeof each === 'string' && each.trim() !== '') this.attribute(id, word, each, `${path}.${word}[${n}]`)
      }
    }
    this.lists(node, id, path, depth + 1)
  }

  /** The text of an element; the older forms have a short and a long one. */
  private statement(node: Json): string {
    return (
      stringAt(node.description) ||
      stringAt(node.short_description) ||
      stringAt(node.shortDescription) ||
      stringAt(node.name)
    )
  }

  private lists(node: Json, parent: string | undefined, path: string, depth: number): void {
    for (const [list, kind] of LISTS) {
      const items = node[list]
      if (!Array.isArray(items)) continue
      for (const [n, item] of items.entries()) {
        const place = `${path}${path === '' ? '' : '.'}${list}[${n}]`
        const at = { path: place, kind, depth, ...(parent === undefined ? {} : { parent }) }
        if (isObject(item)) this.visit(item, at)
        else if (typeof item !== 'string') this.problems.leftOut('This is no element.', { path: place })
      }
    }
  }

  private relate(parent: string, id: string, kind: Kind, node: Json): void {
    if (node.isDefeater === true) {
      this.challenges.push({
        from: id,
        target: { element: stringAt(node.defeatsElementId) || parent },
        sustained: false,
      })
      return
    }
    this.relations.push({ from: parent, type: CONTEXTUAL.includes(kind) ? 'inContextOf' : 'supportedBy', to: id })
  }

  /** A text that stands at an element becomes an element of its own. */
  private attribute(
    parent: string,
    kind: 'context' | 'assumption' | 'justification',
    statement: string,
    path: string,
  ): void {
    const id = this.idFor('', kind, path)
    const rest = { undeveloped: false, notes: [] }
    this.elements.set(id, { id, name: id, kind, statement: statement.slice(0, ARGUMENT_MAX.text), ...rest })
    this.relations.push({ from: parent, type: 'inContextOf', to: id })
  }

  private idFor(given: string, kind: Kind, path: string): string {
    if (given !== '' && !this.elements.has(given)) return given
    if (given !== '') this.problems.changed('Its id is in the file already, so it got another one.', { path })
    let id: string
    do id = `${kind}-${++this.unnamed}`
    while (this.elements.has(id))
    return id
  }
}

function notesOf(node: Json): string[] {
  const urls = [node.url, node.URL, ...(Array.isArray(node.urls) ? node.urls : [])]
    .map((url) => stringAt(url))
    .filter((url) => url !== '')
  const long = stringAt(node.long_description) || stringAt(node.longDescription)
  const comments = Array.isArray(node.comments) ? node.comments.filter(isObject) : []
  return [
    ...urls.map((url) => `url: ${url}`),
    ...(long === '' || long === 'N/A' ? [] : [`description: ${long}`]),
    ...comments.map(({ author, content }) => `comment by ${stringAt(author) || 'somebody'}: ${stringAt(content)}`),
  ]
}
