import type { CanonicalElement, NarrativeNode } from '@/lib/case/canonical-case'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { mentionWords, pictureWords } from '@/lib/case/narrative-text'
import { PROVENANCE, provenanceOf } from '@/lib/control/provenance'
import { challengeStates, challengesAgainst } from '@/lib/gsn/challenge'
import { type CaseGraph, compareKeys, type ElementId, type Relation, relationKey } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import type { CasePart } from './content'
import { valueWords } from './difference'
import { argued } from './duties'
import { type Html, html } from './html'
import { isMatrixField, matricesHtml, verdictsHtml } from './view-risk'

/** The argument as nested lists, from the top claim down; an element with several parents is told once and named after. */
export function argumentHtml(part: CasePart): Html {
  const byId = new Map(part.elements.map((e) => [e.id, e]))
  const from = new Map<ElementId, Relation[]>()
  for (const relation of part.relations) from.set(relation.from, [...(from.get(relation.from) ?? []), relation])
  const below = (id: ElementId, type: 'supportedBy' | 'inContextOf') =>
    (from.get(id) ?? [])
      .filter((r) => r.type === type)
      .sort((a, b) => compareKeys(a.order, b.order) || compareKeys(relationKey(a), relationKey(b)))
      .flatMap((r) => byId.get(r.to) ?? [])
  const told = new Set<ElementId>()
  const reached = argued(part)
  const policies = part.elements.filter((e) => e.facet === 'policy' && reached.has(e.id))
  const graph = graphOfPart(part)
  const bodyHtml = (element: CanonicalElement) =>
    html`${challengeHtml(graph, element)}${elementHtml(element, policies)}`
  const once = (context: CanonicalElement) => {
    told.add(context.id)
    return bodyHtml(context)
  }
  const tell = (element: CanonicalElement): Html => {
    if (told.has(element.id)) return html`<li>${headline(element)} <span class="soft">(told above)</span></li>`
    told.add(element.id)
    const contexts = below(element.id, 'inContextOf')
    const supports = below(element.id, 'supportedBy')
    return html`<li>${headline(element)}${bodyHtml(element)}${contexts.map(
      (c) => html`<div class="context">${headline(c)}${told.has(c.id) ? '' : once(c)}</div>`,
    )}${supports.length === 0 ? '' : html`<ul class="tree">${supports.map(tell)}</ul>`}</li>`
  }
  const root = part.elements.find((e) => reached.has(e.id) && isRoot(part, e.id, reached))
  const beside = part.elements.filter((e) => !reached.has(e.id))
  return html`${root === undefined ? html`<p>The case holds no argument.</p>` : html`<ul class="tree top">${tell(root)}</ul>`}${
    beside.length === 0
      ? ''
      : html`<h3>In the case, but not part of the argument</h3><p class="soft">Nothing above refers to these elements.</p><ul class="tree top">${beside.map(
          (e) => html`<li>${headline(e)}${bodyHtml(e)}</li>`,
        )}</ul>`
  }`
}

function isRoot(part: CasePart, id: ElementId, reached: ReadonlySet<ElementId>): boolean {
  return !part.relations.some((r) => r.to === id && reached.has(r.from))
}

function headline(element: CanonicalElement): Html {
  const marks = [
    element.undeveloped ? ', undeveloped' : '',
    element.public === true ? ', public' : '',
    element.away === undefined ? '' : ', cited from another module',
  ]
  const open = marks.join('')
  return html`<span class="name">${element.name}</span> <span class="kind">${KINDS[element.kind].word}${open}</span> ${element.statement}`
}

/** [GSN14] What speaks against an element, and what that makes of it; nothing for what nobody challenges. */
function challengeHtml(graph: CaseGraph, { id }: CanonicalElement): Html | string {
  const state = challengeStates(graph).get(id)
  if (state === undefined) return ''
  const name = (each: ElementId) => graph.elements.get(each)?.name ?? each
  const word = state.state === 'defeated' ? 'Defeated' : 'In doubt'
  const by = challengesAgainst(graph, id).map(({ from }) => name(from))
  const why =
    by.length > 0 ? `challenged by ${by.join(', ')}` : `rests on ${state.by.map(name).join(', ')}, which is challenged`
  return html`<p><strong>${word}</strong>: ${why}.</p>`
}

/** Every field, text and narrative of an element, by the labels that the screens use. */
function elementHtml(element: CanonicalElement, policies: readonly CanonicalElement[]): Html {
  const facet = facetOf(element)
  const rows = Object.entries(fieldsOf(facet)).flatMap(([name, field]) => {
    if (isMatrixField(name)) return []
    if (facet === 'control' && name === 'basis') return [originHtml(field.label, element)]
    const value = field.type === 'text' ? (element.texts[name] ?? '') : valueWords(element, name)
    return value === '' ? [] : [html`<dt>${field.label}</dt><dd>${value}</dd>`]
  })
  const narrative = element.narrative ?? []
  return html`${rows.length === 0 ? '' : html`<dl>${rows}</dl>`}${facet === 'policy' ? matricesHtml(element) : ''}${facet === 'risk' ? verdictsHtml(policies, element) : ''}${
    narrative.length === 0 ? '' : html`<div class="narrative">${narrative.map(narrativeHtml)}</div>`
  }`
}

/** [AGR10] Where a control comes from, said also where nobody has said it. */
function originHtml(label: string, { fields }: CanonicalElement): Html {
  const { label: word, meaning } = PROVENANCE[provenanceOf(fields.basis)]
  return html`<dt>${label}</dt><dd>${word}: ${meaning}</dd>`
}

/** Rich text with the tags of its structure; anything unknown becomes a plain block, and no attribute is carried over. */
function narrativeHtml(node: NarrativeNode): Html {
  if ('text' in node) return runHtml(node)
  const inner = (node.content ?? []).map(narrativeHtml)
  switch (node.type) {
    case 'paragraph':
      return html`<p>${inner}</p>`
    case 'heading':
      return html`<p><strong>${inner}</strong></p>`
    case 'bulletList':
      return html`<ul>${inner}</ul>`
    case 'orderedList':
      return html`<ol>${inner}</ol>`
    case 'listItem':
      return html`<li>${inner}</li>`
    case 'blockquote':
      return html`<blockquote>${inner}</blockquote>`
    case 'codeBlock':
      return html`<pre>${inner}</pre>`
    case 'hardBreak':
      return html`<br>`
    case 'horizontalRule':
      return html`<hr>`
    case 'table':
      return html`<table>${inner}</table>`
    case 'tableRow':
      return html`<tr>${inner}</tr>`
    case 'tableHeader':
      return cellHtml('th', node, inner)
    case 'tableCell':
      return cellHtml('td', node, inner)
    case 'image':
      return html`<p>${pictureWords(node)} <small>SHA-256 ${String(node.attrs?.sha256 ?? '')}</small></p>`
    case 'mention':
      return html`${mentionWords(node)}`
    default:
      return html`<div>${inner}</div>`
  }
}

/** A cell with what it reaches over, as far as that is a number. */
function cellHtml(tag: 'th' | 'td', { attrs }: Extract<NarrativeNode, { type: string }>, inner: readonly Html[]): Html {
  const span = (name: 'colspan' | 'rowspan') => (Number.isSafeInteger(attrs?.[name]) ? Number(attrs?.[name]) : 1)
  const [across, down] = [span('colspan'), span('rowspan')]
  return tag === 'th'
    ? html`<th colspan="${across}" rowspan="${down}">${inner}</th>`
    : html`<td colspan="${across}" rowspan="${down}">${inner}</td>`
}

function runHtml({ text, marks }: Extract<NarrativeNode, { text: string }>): Html {
  const link = marks?.link
  const href = typeof link === 'object' && link !== null && 'href' in link ? String(link.href) : ''
  // An address is shown and never followed: the page that is signed leads nowhere.
  let out = href === '' || href === text ? html`${text}` : html`${text} [${href}]`
  if (marks?.bold !== undefined) out = html`<strong>${out}</strong>`
  if (marks?.italic !== undefined) out = html`<em>${out}</em>`
  if (marks?.strike !== undefined) out = html`<s>${out}</s>`
  if (marks?.underline !== undefined) out = html`<u>${out}</u>`
  if (marks?.code !== undefined) out = html`<code>${out}</code>`
  return out
}
