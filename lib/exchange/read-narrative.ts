import * as Y from 'yjs'
import type { NarrativeNode } from '@/lib/case/canonical-case'
import { problemWithMark, problemWithNode } from '@/lib/case/narrative-shape'
import { MAX_DEPTH, NARRATIVE_MAX } from '@/lib/case/schema-check'
import { canonicalJson } from '@/lib/gsn/canonical'
import { isObject } from './json-walk'

/**
 * [EXC13] Whether JSON is a narrative that a case may hold.
 * @returns a sentence about the first thing that cannot stand in one; undefined when all of it can
 */
export function problemWithNarrative(value: unknown): string | undefined {
  let letters = 0
  const look = (nodes: unknown, depth: number): string | undefined => {
    if (!Array.isArray(nodes)) return 'A narrative is a list of its parts.'
    if (depth > MAX_DEPTH) return `A narrative nests at most ${MAX_DEPTH} levels.`
    for (const node of nodes) {
      const problem = isObject(node) ? lookAt(node, depth) : 'A part of a narrative is an object.'
      if (problem !== undefined) return problem
    }
    return undefined
  }
  const lookAt = (node: Readonly<Record<string, unknown>>, depth: number): string | undefined => {
    if (typeof node.text === 'string') {
      letters += node.text.length
      if (letters > NARRATIVE_MAX) return `A narrative holds at most ${NARRATIVE_MAX} characters.`
      const marks = isObject(node.marks) ? Object.entries(node.marks) : []
      return marks.map(([name, mark]) => problemWithMark(name, mark)).find((problem) => problem !== undefined)
    }
    if (typeof node.type !== 'string') return 'A part of a narrative says what it is.'
    const attributes = new Map(Object.entries(isObject(node.attrs) ? node.attrs : {}))
    return problemWithNode(node.type, attributes, true) ?? look(node.content ?? [], depth + 1)
  }
  return look(value, 0)
}

/** The parts of a narrative as the document holds them, ready to be inserted. */
export function narrativeParts(nodes: readonly NarrativeNode[]): (Y.XmlElement | Y.XmlText)[] {
  const parts: (Y.XmlElement | Y.XmlText)[] = []
  let run: { insert: string; attributes: Record<string, unknown> }[] = []
  const flush = () => {
    if (run.length === 0) return
    const text = new Y.XmlText()
    text.applyDelta(run)
    parts.push(text)
    run = []
  }
  for (const node of nodes) {
    if ('text' in node) {
      const attributes = { ...node.marks }
      const last = run.at(-1)
      // Runs with equal marks stood in two texts: in one they would be one run.
      if (last !== undefined && canonicalJson(last.attributes) === canonicalJson(attributes)) flush()
      run.push({ insert: node.text, attributes })
      continue
    }
    flush()
    const element = new Y.XmlElement(node.type)
    for (const [name, value] of Object.entries(node.attrs ?? {})) element.setAttribute(name, value as string)
    if (node.content !== undefined) element.insert(0, narrativeParts(node.content))
    parts.push(element)
  }
  flush()
  return parts
}
