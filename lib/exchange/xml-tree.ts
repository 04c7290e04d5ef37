import { SaxesParser } from 'saxes'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** An element of an XML file: names without their prefixes, as files of different tools spell namespaces differently. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** All text directly in it. */
  readonly text: string
  /** Line of the file, from 1. */
  readonly line: number
}

const MOST_NODES = 500_000
const MOST_DEPTH = 100

interface Building {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlNode[]
  text: string
  readonly line: number
}

/**
 * Reads an XML file into a tree. Nothing outside the text is ever looked at, and a document type is refused as a whole:
 * with it go entities that grow without bounds or name files.
 * @returns refusals `file-unreadable` with the line, and `file-too-large`
 */
export function readXml(text: string): Outcome<XmlNode> {
  const parser = new SaxesParser({ position: true })
  const open: Building[] = []
  let root: Building | undefined
  let nodes = 0
  try {
    parser.on('error', (error) => {
      throw error
    })
    parser.on('doctype', () => {
      throw new NotTaken('refused', 'The file has a document type, which can hide entities. Write it without one.')
    })
    parser.on('opentag', ({ name, attributes }) => {
      if (++nodes > MOST_NODES) throw new NotTaken('large', `A file may hold ${MOST_NODES} XML elements. Split it.`)
      if (open.length >= MOST_DEPTH)
        throw new NotTaken('refused', `The file is nested deeper than ${MOST_DEPTH} levels.`)
      const plain: Record<string, string> = Object.create(null)
      for (const [key, value] of Object.entries(attributes)) plain[localName(key)] = String(value)
      const node: Building = { name: localName(name), attributes: plain, children: [], text: '', line: parser.line }
      const parent = open.at(-1)
      if (parent === undefined) root = node
      else parent.children.push(node)
      open.push(node)
    })
    parser.on('closetag', () => void open.pop())
    const take = (words: string) => {
      const node = open.at(-1)
      if (node !== undefined) node.text += words
    }
    parser.on('text', take)
    parser.on('cdata', take)
    parser.write(text).close()
  } catch (error) {
    const line = parser.line
    if (error instanceof NotTaken) {
      return refuse(error.why === 'large' ? 'file-too-large' : 'file-unreadable', error.message, { line })
    }
    return refuse('file-unreadable', `Line ${line} is not XML. Put it right and try again.`, { line })
  }
  return root === undefined ? refuse('file-empty', 'The file holds no element.') : ok(root)
}

class NotTaken extends Error {
  constructor(
    readonly why: 'refused' | 'large',
    message: string,
  ) {
    super(message)
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Every element below and including this one, in the order of the file. */
export function* everyNode(root: XmlNode): Iterable<XmlNode> {
  const stack = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node
    for (let n = node.children.length - 1; n >= 0; n--) stack.push(node.children[n] as XmlNode)
  }
}

/** Writes text so that it stands in an attribute or between tags as it is. Characters that XML forbids become U+FFFD. */
export function xmlText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden in XML 1.0
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
      .replace(/[<>&"'\r\n\t]/g, (character) => `&#${character.charCodeAt(0)};`)
  )
}
