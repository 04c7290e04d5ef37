import type { CanonicalElement } from '@/lib/case/canonical-case'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { narrativeText } from '@/lib/case/narrative-text'
import { canonicalJson } from '@/lib/gsn/canonical'
import { type Challenge, challengeKey } from '@/lib/gsn/challenge-edges'
import { compareKeys, type ElementId, type Relation, relationKey } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'

/** One place in which two states of a case differ, in the terms of the case. Empty strings where a state says nothing. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'reworded' | 'changed' | 'related' | 'unrelated'
  readonly element: ElementId
  /** The element's name in the later state that has it. */
  readonly name: string
  /** What it is about: a field's label, or the word for the kind of element. */
  readonly label: string
  readonly before: string
  readonly after: string
}

interface State {
  readonly elements: readonly CanonicalElement[]
  readonly relations: readonly Relation[]
  /** Absent in versions of the first shape. */
  readonly challenges?: readonly Challenge[]
}

/** How the list says each kind of change. */
export const CHANGE_WORDS: Readonly<Record<Change['kind'], string>> = {
  added: 'Added',
  removed: 'Removed',
  reworded: 'Reworded',
  changed: 'Changed',
  related: 'Connected',
  unrelated: 'Disconnected',
}

/** [AGR6] Everything in which `after` differs from `before`, by element name; empty exactly when they say the same. */
export function differenceOf(before: State, after: State): readonly Change[] {
  const old = new Map(before.elements.map((e) => [e.id, e]))
  const now = new Map(after.elements.map((e) => [e.id, e]))
  const changes: Change[] = []
  for (const element of after.elements) {
    const was = old.get(element.id)
    if (was === undefined) changes.push(wholeElement('added', element))
    else changes.push(...elementChanges(was, element))
  }
  for (const element of before.elements) if (!now.has(element.id)) changes.push(wholeElement('removed', element))
  changes.push(...relationChanges(before, after, old, now))
  return changes.sort(
    (a, b) =>
      compareKeys(a.name, b.name) ||
      compareKeys(a.kind, b.kind) ||
      compareKeys(a.label, b.label) ||
      compareKeys(a.before + a.after, b.before + b.after),
  )
}

function wholeElement(kind: 'added' | 'removed', element: CanonicalElement): Change {
  const { id, name, statement } = element
  const text = { before: kind === 'removed' ? statement : '', after: kind === 'added' ? statement : '' }
  return { kind, element: id, name, label: KINDS[element.kind].word, ...text }
}

function elementChanges(was: CanonicalElement, is: CanonicalElement): Change[] {
  const changes: Change[] = []
  const say = (kind: 'reworded' | 'changed', label: string, before: string, after: string) => {
    if (before !== after) changes.push({ kind, element: is.id, name: is.name, label, before, after })
  }
  say('reworded', 'Statement', was.statement, is.statement)
  say('changed', 'Name', was.name, is.name)
  say('changed', 'Kind', KINDS[was.kind].word, KINDS[is.kind].word)
  say('changed', 'Undeveloped', yesNo(was.undeveloped), yesNo(is.undeveloped))
  say('changed', 'Place in the pattern', was.role ?? '', is.role ?? '')
  say('changed', 'Capability', was.capability ?? '', is.capability ?? '')
  say('changed', 'Facet', was.facet ?? '', is.facet ?? '')
  say('changed', 'Pattern', was.pattern ?? '', is.pattern ?? '')
  say('changed', 'Public', yesNo(was.public === true), yesNo(is.public === true))
  say('changed', 'Stands in for', was.away ?? '', is.away ?? '')
  for (const name of keysOf(was.texts, is.texts)) {
    say('reworded', labelOf(is, name), was.texts[name] ?? '', is.texts[name] ?? '')
  }
  for (const name of keysOf(was.fields, is.fields)) {
    say('changed', labelOf(is, name), valueWords(was, name), valueWords(is, name))
  }
  const [before, after] = [canonicalJson(was.narrative ?? []), canonicalJson(is.narrative ?? [])]
  if (before !== after) {
    const [old, now] = [narrativeText(was.narrative ?? []), narrativeText(is.narrative ?? [])]
    const form = old === now ? { before: 'as it was formatted', after: 'formatted anew' } : { before: old, after: now }
    changes.push({ kind: 'reworded', element: is.id, name: is.name, label: 'Narrative', ...form })
  }
  return changes
}

function relationChanges(
  before: State,
  after: State,
  old: ReadonlyMap<ElementId, CanonicalElement>,
  now: ReadonlyMap<ElementId, CanonicalElement>,
): Change[] {
  const was = new Map(before.relations.map((r) => [relationKey(r), r]))
  const is = new Map(after.relations.map((r) => [relationKey(r), r]))
  const name = (id: ElementId) => (now.get(id) ?? old.get(id))?.name ?? id
  const change = (kind: 'related' | 'unrelated', { from, type, to }: Relation): Change => {
    const other = name(to)
    const label = type === 'supportedBy' ? 'Rests on' : 'In the context of'
    const sides = kind === 'related' ? { before: '', after: other } : { before: other, after: '' }
    return { kind, element: from, name: name(from), label, ...sides }
  }
  const changes: Change[] = []
  for (const [key, relation] of is) {
    const earlier = was.get(key)
    if (earlier === undefined) changes.push(change('related', relation))
    else if (earlier.order !== relation.order) {
      const { from, to } = relation
      changes.push({
        kind: 'changed',
        element: from,
        name: name(from),
        label: `Place of ${name(to)} in the order`,
        before: earlier.order,
        after: relation.order,
      })
    }
  }
  for (const [key, relation] of was) if (!is.has(key)) changes.push(change('unrelated', relation))
  for (const [key, relation] of is) {
    const earlier = was.get(key)
    if (earlier === undefined) continue
    const { from, to } = relation
    const [before, after] = [decorationWords(earlier), decorationWords(relation)]
    if (before === after) continue
    changes.push({
      kind: 'changed',
      element: from,
      name: name(from),
      label: `How often ${name(to)} stands`,
      before,
      after,
    })
  }
  return [...changes, ...challengeChanges(before, after, name)]
}

/** [GSN11] [GSN12] The pattern decoration of a relation in words; '' for none. */
function decorationWords({ multiplicity, optional, choice, take }: Relation): string {
  const ball = optional === true ? 'optional' : multiplicity === undefined ? '' : multiplicity || '1..*'
  return [ball, choice === undefined ? '' : `${take ?? 1} of "${choice}"`].filter(Boolean).join(', ')
}

function challengeChanges(before: State, after: State, name: (id: ElementId) => string): Change[] {
  const was = new Map((before.challenges ?? []).map((each) => [challengeKey(each), each]))
  const is = new Map((after.challenges ?? []).map((each) => [challengeKey(each), each]))
  const change = (kind: 'related' | 'unrelated', { from, target }: Challenge): Change => {
    const what =
      'element' in target ? name(target.element) : `${name(target.relation.from)} on ${name(target.relation.to)}`
    const sides = kind === 'related' ? { before: '', after: what } : { before: what, after: '' }
    return { kind, element: from, name: name(from), label: 'Challenges', ...sides }
  }
  return [
    ...[...is].flatMap(([key, each]) => (was.has(key) ? [] : [change('related', each)])),
    ...[...was].flatMap(([key, each]) => (is.has(key) ? [] : [change('unrelated', each)])),
  ]
}

function labelOf(element: CanonicalElement, field: string): string {
  return fieldsOf(facetOf(element))[field]?.label ?? field
}

/** A field's value as the screen says it: a choice by its label. */
export function valueWords(element: CanonicalElement, name: string): string {
  const value = element.fields[name]
  if (value === undefined) return ''
  if (typeof value === 'boolean') return yesNo(value)
  const field = fieldsOf(facetOf(element))[name]
  const choice = field?.type === 'choice' ? field.values.find((v) => v.value === value) : undefined
  return choice?.label ?? String(value)
}

function keysOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
}

function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No'
}
