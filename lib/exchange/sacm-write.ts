import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import type { WrittenArgument } from './argument-file'
import { inOrder } from './gsn-yaml-write'
import { Lost } from './lost'
import { freshNames } from './written-names'
import { xmlText } from './xml-tree'

const NAMESPACE = 'http://www.omg.org/spec/SACM/2.3/Argumentation'

/**
 * [EXC4] Writes an argument as SACM 2.3: claims and assumptions as claims, strategies as argument reasoning, evidence and
 * context as artifact references, relations as asserted inference, evidence and context, challenges as counter-inference.
 */
export function writeSacm(graph: CaseGraph, title = 'Security assurance case'): WrittenArgument {
  const lost = new Lost()
  const names = freshNames([...graph.elements.values()], /[^A-Za-z0-9_.-]/g)
  const nameOf = (id: ElementId) => xmlText(names.get(id) ?? id)
  const lines: string[] = []
  for (const element of inOrder(graph)) {
    lost.element(element)
    lines.push(...elementLines(element, nameOf(element.id)))
  }
  let count = 0
  const relation = (
    tag: string,
    ends: Readonly<Record<'source' | 'target' | 'reasoning', readonly ElementId[]>>,
    more = '',
  ) => {
    lines.push(`    <${tag} id="R${++count}"${more}>`)
    for (const end of ['source', 'target', 'reasoning'] as const) {
      for (const id of ends[end]) lines.push(`      <${end} href="#${nameOf(id)}"/>`)
    }
    lines.push(`    </${tag}>`)
  }
  const kindOf = (id: ElementId) => graph.elements.get(id)?.kind
  for (const { id, kind } of inOrder(graph)) {
    for (const to of graph.contexts(id)) relation('assertedContext', { source: [to], target: [id], reasoning: [] })
    if (kind === 'strategy') {
      // One inference for each claim that it stands below: from what it rests on, by this reasoning.
      const above = graph.supporterOf(id)
      if (above.length === 0) relation('assertedInference', { source: graph.supports(id), target: [], reasoning: [id] })
      for (const claim of above) {
        relation('assertedInference', { source: graph.supports(id), target: [claim], reasoning: [id] })
      }
      continue
    }
    for (const to of graph.supports(id)) {
      if (kindOf(to) === 'strategy') continue
      const tag = kindOf(to) === 'solution' ? 'assertedEvidence' : 'assertedInference'
      relation(tag, { source: [to], target: [id], reasoning: [] })
    }
  }
  for (const { from, target } of graph.challenges) {
    if ('element' in target) {
      relation('assertedInference', { source: [from], target: [target.element], reasoning: [] }, ' isCounter="true"')
    } else lost.count('challenges of a relation')
  }
  lost.graph(graph)
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<sacm:AssuranceCasePackage xmlns:sacm="${NAMESPACE}" id="case" name="${xmlText(title)}">`,
    '  <argumentPackage id="argument">',
    ...lines,
    '  </argumentPackage>',
    '</sacm:AssuranceCasePackage>',
    '',
  ].join('\n')
  return { text, lost: lost.list() }
}

const TAG: Readonly<Record<Kind, string>> = {
  goal: 'claim',
  justification: 'claim',
  assumption: 'claim',
  strategy: 'argumentReasoning',
  solution: 'artifactReference',
  context: 'artifactReference',
}

/** The kind stands beside it, too: SACM tells evidence from context only by what it is used for. */
function elementLines({ kind, statement, undeveloped }: Element, id: string): string[] {
  const declared = kind === 'assumption' ? 'assumed' : undeveloped ? 'needsSupport' : undefined
  const declaration = declared === undefined ? '' : ` assertionDeclaration="${declared}"`
  return [
    `    <${TAG[kind]} id="${id}" content="${xmlText(statement)}"${declaration}>`,
    `      <taggedValue key="gsn" value="${kind}"/>`,
    `    </${TAG[kind]}>`,
  ]
}
