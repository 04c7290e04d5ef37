import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { holdsPlaceholder, KINDS } from '@/lib/gsn/kinds'
import type { Picture } from '@/lib/layout/picture'
import { CLAIM_STATUSES } from '@/lib/review/state'
import { count } from './card-svg'
import { sideOf } from './element-svg'
import type { CardFacts, Doubt, Mark } from './marks'

const SIDE_WORDS: Readonly<Record<string, string>> = { mdm: 'manufacturer', hdo: 'hospital', shared: 'both sides' }

/** [CAN5] What a screen reader says about an element: kind, name, text, status, place. */
export function describeElement(graph: CaseGraph, picture: Picture, element: Element, mark: Mark): string {
  const parts = [`${KINDS[element.kind].word} ${element.name}`, element.statement.trim() || 'not written yet']
  const side = SIDE_WORDS[sideOf(element)]
  if (side !== undefined) parts.push(`responsible: ${side}`)
  if (mark.status !== undefined) parts.push(CLAIM_STATUSES[mark.status].word.toLowerCase())
  if (element.undeveloped) parts.push('undeveloped')
  if (holdsPlaceholder(element.statement)) parts.push('still holds a placeholder')
  if (mark.doubt !== undefined) parts.push(doubtWords(mark.doubt))
  if (element.public === true) parts.push('public: other modules may cite it')
  if (element.away !== undefined) parts.push('stands in for an element of another module')
  const hidden = picture.folded.get(element.id)
  if (hidden !== undefined) parts.push(`branch closed, ${hidden} hidden`)
  parts.push(...talk(mark), placeInWords(graph, picture, element.id))
  return `${parts.map((part) => part.replace(/(?<![.\s])[.\s]+$/, '')).join('. ')}.`
}

export function describeCard(graph: CaseGraph, picture: Picture, id: ElementId, facts: CardFacts, mark: Mark): string {
  const parts = [facts.title === facts.code ? `Capability ${facts.code}` : `Capability ${facts.code}, ${facts.title}`]
  if (facts.decision === 'not-required')
    parts.push(facts.closed ? 'not required, justified' : 'not required, not agreed yet')
  else if (facts.decision === 'undecided') parts.push('not decided yet')
  else {
    if (facts.decision === 'required') parts.push(`${count(facts.risks, 'risk')}, ${count(facts.controls, 'control')}`)
    if (facts.undeveloped > 0) parts.push(`${facts.undeveloped} undeveloped`)
    parts.push(`${facts.agreed} agreed, ${facts.open} open, ${facts.challenged} challenged`)
  }
  parts.push(...talk(mark), placeInWords(graph, picture, id), 'Enter opens it')
  return `${parts.join('. ')}.`
}

function doubtWords({ state, direct }: Doubt): string {
  if (state === 'defeated') return 'defeated by a challenge'
  return direct ? 'in doubt: it is challenged' : 'rests on something that is challenged'
}

function talk(mark: Mark): string[] {
  const parts: string[] = []
  if (mark.comments > 0) parts.push(count(mark.comments, 'open comment'))
  if (mark.visitors.length > 0) parts.push(`${mark.visitors.map((visitor) => visitor.name).join(', ')} here`)
  return parts
}

function placeInWords(graph: CaseGraph, picture: Picture, id: ElementId): string {
  const place = picture.places.get(id)
  if (place === undefined) return 'not in this picture'
  const parent = place.parent === undefined ? undefined : graph.elements.get(place.parent)?.name
  const at = place.siblings.indexOf(id) + 1
  const below = place.children.length === 0 ? '' : `, rests on ${place.children.length}`
  const beside = place.contexts.length === 0 ? '' : `, ${count(place.contexts.length, 'context')}`
  if (parent === undefined) return `top of this picture${below}${beside}`
  return `${at} of ${place.siblings.length} ${place.asContext ? 'beside' : 'below'} ${parent}${below}${beside}`
}
