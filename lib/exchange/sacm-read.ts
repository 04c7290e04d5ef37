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
import { everyNode, readXml, type XmlNode } from './xml-tree'

/** Names of the metamodel in small letters, and what they are read as. */
const CLAIM = 'claim'
const REASONING = 'argumentreasoning'
const REFERENCE = 'artifactreference'
const RELATIONS = [
  'assertedinference',
  'assertedevidence',
  'assertedcontext',
  'assertedartifactsupport',
  'assertedartifactcontext',
]
const CONTEXTUAL: readonly string[] = ['context', 'assumption', 'justification']

/**
 * [EXC4] Reads SACM 2.x. Tools write it in different namespaces and spellings (`claim`, `Claim`, `argumentElement` with an
 * `xsi:type`), so it is read by local names; references may be `href="#x"`, `ref`, attributes or text.
 * @returns refusals of the XML reader; `file-empty` when it holds no argument
 */
export function readSacm(text: string): Outcome<ArgumentFile> {
  const root = readXml(text)
  return root.ok ? new SacmReader(root.value).read() : root
}

/** A relation of the file: what it leads from and to, in the words of the metamodel. */
interface Asserted {
  readonly kind: string
  readonly sources: readonly string[]
  readonly targets: readonly string[]
  readonly reasoning: readonly string[]
  readonly counter: boolean
  readonly line: number
  readonly id: string
}

class SacmReader {
  private readonly problems = new Problems()
  private readonly nodes = new Map<string, XmlNode>()
  private readonly asserted: Asserted[] = []
  private readonly relations = new Map<string, FileRelation>()
  private readonly challenges: FileChallenge[] = []
  private readonly artifacts = new Map<string, string>()

  constructor(private readonly root: XmlNode) {}

  read(): Outcome<ArgumentFile> {
    for (const node of everyNode(this.root)) this.take(node)
    if (this.nodes.size === 0) return refuse('file-empty', 'The file holds no claim, reasoning or reference.')
    if (this.nodes.size > ARGUMENT_MAX.elements) {
      return refuse('file-too-large', `A file may hold ${ARGUMENT_MAX.elements} elements. Split it.`)
    }
    const kinds = this.kinds()
    const elements = [...this.nodes].map(([id, node]) => this.element(id, node, kinds.get(id) ?? 'goal'))
    for (const each of this.asserted) this.relate(each, kinds)
    return ok({
      title: this.root.attributes.name ?? textOf(this.root, 'name'),
      elements,
      relations: [...this.relations.values()],
      challenges: this.challenges,
      problems: this.problems.list(),
    })
  }

  private take(node: XmlNode): void {
    const type = typeOf(node)
    const { line } = node
    if (type === 'artifact') this.artifacts.set(idOf(node), nameOf(node) || descriptionOf(node))
    if (RELATIONS.includes(type)) {
      this.asserted.push({
        kind: type,
        sources: referencesOf(node, 'source'),
        targets: referencesOf(node, 'target'),
        reasoning: referencesOf(node, 'reasoning'),
        counter: node.attributes.isCounter === 'true' || /^counter/i.test(node.attributes.assertionDeclaration ?? ''),
        line,
        id: idOf(node),
      })
      return
    }
    if (![CLAIM, REASONING, REFERENCE].includes(type)) return
    const id = idOf(node)
    if (id === '') this.problems.leftOut(`A ${type} has no id, so nothing can refer to it.`, { line })
    else if (this.nodes.has(id)) this.problems.leftOut(`${id} is in the file already.`, { line })
    else this.nodes.set(id, node)
  }

  /** A reference is evidence unless it only gives context; a claim that gives context is an assumption or a justification. */
  private kinds(): Map<string, Kind> {
    const gives = new Set<string>()
    const supports = new Set<string>()
    for (const { kind, sources } of this.asserted) {
      for (const source of sources) (kind.endsWith('context') ? gives : supports).add(source)
    }
    const kinds = new Map<string, Kind>()
    for (const [id, node] of this.nodes) {
      const type = typeOf(node)
      const context = gives.has(id) && !supports.has(id)
      const tagged = node.children.find((child) => child.name === 'taggedValue' && child.attributes.key === 'gsn')
      const said = tagged?.attributes.value
      const declared = (node.attributes.assertionDeclaration ?? '').toLowerCase()
      if (isKind(said)) kinds.set(id, said)
      else if (type === REASONING) kinds.set(id, 'strategy')
      else if (type === REFERENCE) kinds.set(id, context ? 'context' : 'solution')
      else if (declared === 'assumed') kinds.set(id, 'assumption')
      else kinds.set(id, context ? 'justification' : 'goal')
    }
    return kinds
  }

  private element(id: string, node: XmlNode, kind: Kind): FileElement {
    const { attributes, line } = node
    const content = attributes.content ?? textOf(node, 'content')
    const description = descriptionOf(node)
    const artifact = (attributes.referencedArtifact ?? '').replace(/^#/, '')
    const statement = content || description || this.artifacts.get(artifact) || nameOf(node)
    const declared = (attributes.assertionDeclaration ?? '').toLowerCase()
    const notes = [
      ...(content !== '' && description !== '' && description !== content ? [`description: ${description}`] : []),
      ...(artifact === '' ? [] : [`artifact: ${this.artifacts.get(artifact) ?? artifact}`]),
      ...(['axiomatic', 'ascited', 'defeated'].includes(declared) ? [`declared: ${declared}`] : []),
    ]
    return {
      id,
      name: id,
      kind,
      statement: statement.slice(0, ARGUMENT_MAX.text),
      undeveloped: declared === 'needssupport',
      notes:
        nameOf(node) === '' || nameOf(node) === statement || nameOf(node) === id
          ? notes
          : [`name: ${nameOf(node)}`, ...notes],
      line,
    }
  }

  private relate({ kind, sources, targets, reasoning, counter, line, id }: Asserted, kinds: Map<string, Kind>): void {
    const known = (all: readonly string[]) =>
      all.filter((each) => {
        if (kinds.has(each)) return true
        this.problems.leftOut(`${id || 'A relation'} refers to ${each}, which is not in the file.`, { line })
        return false
      })
    const [from, to, by] = [known(sources), known(targets), known(reasoning)]
    if (reasoning.length === 0 ? sources.length === 0 || targets.length === 0 : sources.length + targets.length === 0) {
      this.problems.leftOut(`${id || 'A relation'} has no source or no target.`, { line })
      return
    }
    for (const target of to) {
      if (counter) {
        for (const source of from) {
          const defeated = (this.nodes.get(target)?.attributes.assertionDeclaration ?? '').toLowerCase() === 'defeated'
          this.challenges.push({ from: source, target: { element: target }, sustained: defeated })
        }
        continue
      }
      for (const reason of by) this.add(target, reason, kinds)
      if (by.length === 0 || kind.endsWith('context')) for (const source of from) this.add(target, source, kinds)
    }
    if (counter || kind.endsWith('context')) return
    for (const reason of by) for (const source of from) this.add(reason, source, kinds)
  }

  private add(from: string, to: string, kinds: Map<string, Kind>): void {
    const type = CONTEXTUAL.includes(kinds.get(to) ?? '') ? 'inContextOf' : 'supportedBy'
    this.relations.set(`${from}>${type}>${to}`, { from, type, to })
  }
}

function typeOf({ name, attributes }: XmlNode): string {
  const type = attributes.type ?? ''
  const local = type.slice(type.lastIndexOf(':') + 1)
  const isTyped = /^(argumentelement|argumentationelement|element|artifactelement)$/i.test(name)
  return (isTyped && local !== '' ? local : name).toLowerCase()
}

function idOf({ attributes }: XmlNode): string {
  return attributes.id ?? attributes.gid ?? ''
}

function nameOf(node: XmlNode): string {
  return node.attributes.name ?? textOf(node, 'name')
}

/** References by attribute (`source="a b"`), or by child elements (`<source href="#a"/>`, `ref="a"`, `<source>a</source>`). */
function referencesOf(node: XmlNode, what: string): string[] {
  const clean = (word: string) => word.replace(/^.*#/, '').trim()
  const inAttribute = (node.attributes[what] ?? '').split(/\s+/)
  const inChildren = node.children
    .filter(({ name }) => name.toLowerCase() === what)
    .flatMap((child) => {
      const { href, ref, idref } = child.attributes
      return (href ?? ref ?? idref ?? child.text).split(/\s+/)
    })
  return [...inAttribute, ...inChildren].map(clean).filter((word) => word !== '')
}

/** The text of a child, which may be nested in `content`, `value` or a language string. */
function textOf(node: XmlNode, name: string): string {
  const child = node.children.find((each) => each.name.toLowerCase() === name)
  return child === undefined ? '' : wordsIn(child)
}

function descriptionOf(node: XmlNode): string {
  return node.attributes.description ?? textOf(node, 'description')
}

function wordsIn(node: XmlNode): string {
  const own = node.text.replace(/\s+/g, ' ').trim()
  const { content, value } = node.attributes
  if (own !== '' || node.children.length === 0) return own || content || value || ''
  return node.children.map(wordsIn).find((words) => words !== '') ?? ''
}
