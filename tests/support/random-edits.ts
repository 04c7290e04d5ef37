import fc from 'fast-check'
import { type Facet, facetOf, fieldsOf } from '@/lib/case/fields'
import { edgesOf, nodesOf } from '@/lib/case/ydoc'
import { KIND_NAMES } from '@/lib/gsn/kinds'
import type { CommandName } from '@/lib/pattern/registry'
import type { Peer } from './case'

/** One random edit: what kind of edit, and three numbers that choose where and what. */
export interface Step {
  readonly what: (typeof VERBS)[number]
  readonly a: number
  readonly b: number
  readonly c: number
}

const VERBS = [
  'word',
  'word',
  'field',
  'field',
  'field',
  'add',
  'relate',
  'unrelate',
  'bin',
  'bin-branch',
  'restore',
  'rename',
  'mark',
  'risk',
  'control',
  'evidence',
  'required',
  'not-required',
  'force',
  'challenge',
  'public',
  'away',
  'term',
  'drop',
  'asset',
  'names',
] as const

export const EDITS: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(...VERBS),
  a: fc.nat(9999),
  b: fc.nat(9999),
  c: fc.nat(9999),
})

const WORDS = ['', 'Idle sessions are locked', 'Is it?', 'Risk of {threat} mitigated', 'Report', 'The log is kept here']
const CAPABILITIES = ['ALOF', 'AUDT', 'AUTH']

/** Does one random edit, as a person, another program or a merge could. @returns false when the case refused it */
export function edit(peer: Peer, { what, a, b, c }: Step): boolean {
  const ids = [...peer.graph.elements.keys()]
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const withFacet = (facet: Facet) => ids.filter((id) => peer.graph.elements.get(id)?.facet === facet)
  const element = pick(ids, a)
  const other = pick(ids, b)
  if (element === undefined || other === undefined) return false
  const run = (name: CommandName, args: unknown) => peer.try(name, args).ok
  const type = c % 2 === 0 ? 'supportedBy' : 'inContextOf'
  switch (what) {
    case 'word':
      return run('set-text', { element, text: pick(WORDS, b) })
    case 'field':
      return setField(peer, element, b, c)
    case 'add':
      return run('add-element', {
        kind: pick(KIND_NAMES, b),
        statement: pick(WORDS, c),
        ...(c % 5 === 0 ? {} : { under: element }),
      })
    case 'relate':
      return run('relate', { from: element, type, to: other })
    case 'unrelate': {
      const relation = pick(peer.graph.relations, a)
      return relation !== undefined && run('unrelate', relation)
    }
    case 'bin':
    case 'bin-branch':
      return run('delete-element', { element, branch: what === 'bin-branch' })
    case 'restore': {
      const binned = pick([...peer.graph.bin.keys()], a)
      return binned !== undefined && run('restore-element', { element: binned })
    }
    case 'rename': {
      // Two people who name two elements alike at once: no command does it.
      if (c % 3 > 0) return run('rename', { element, name: `N${b % 7}` })
      nodesOf(peer.doc)
        .get(element)
        ?.set('name', peer.graph.elements.get(other)?.name ?? 'N')
      return true
    }
    case 'mark':
      nodesOf(peer.doc)
        .get(element)
        ?.set('undeveloped', c % 2 === 0)
      return true
    case 'public':
      nodesOf(peer.doc)
        .get(element)
        ?.set('public', c % 2 === 0)
      return true
    case 'away':
      // Rare enough for most cases to stay without one.
      if (c % 5 > 0) return false
      nodesOf(peer.doc).get(element)?.set('away', other)
      return true
    case 'risk':
      return run('add-risk', { capability: pick(CAPABILITIES, a) })
    case 'control':
      return run('add-control', { risk: pick(withFacet('risk'), a) ?? 'none' })
    case 'evidence':
      return run('add-evidence', { claim: pick(withFacet('control'), a) ?? element, statement: pick(WORDS, b) })
    case 'required':
    case 'not-required':
      return run('decide-capability', {
        capability: pick(CAPABILITIES, a),
        decision: what,
        justification: 'It is used alone.',
      })
    case 'term':
      return run('add-terms', { topics: [`RA-${20 + (a % 20)}`] })
    case 'drop':
      if (c % 2 === 0) return run('restore-term', { term: pick(withFacet('term'), a) ?? 'none' })
      return run('drop-term', { topic: `RA-${20 + (a % 20)}`, reason: 'It does not concern this device.' })
    case 'asset':
      return run('add-list-item', { list: c % 3 === 0 ? 'interface' : 'asset', name: pick(WORDS, b) || 'Drug library' })
    case 'names':
      return run('choose-asset', {
        claim: pick(['C4-ALOF', 'C4-AUDT', element], b),
        asset: pick(withFacet('asset'), a) ?? 'none',
        chosen: c % 4 > 0,
      })
    case 'force':
      // What a merge or another program can leave: circles, illegal and dangling relations.
      edgesOf(peer.doc).set(`${element}>${type}>${c % 7 === 0 ? 'gone' : other}`, {
        order: '',
        ...(c % 4 === 0 ? { multiplicity: '0..2' } : {}),
      })
      return true
    case 'challenge':
      edgesOf(peer.doc).set(`${element}>challenges>${other}`, { order: '', ...(c % 3 === 0 ? { deleted: true } : {}) })
      return true
  }
}

/** Sets any field of the element's facet to something that fits it, or to something that does not. */
function setField(peer: Peer, element: string, b: number, c: number): boolean {
  const found = peer.graph.elements.get(element)
  const fields = Object.entries(found === undefined ? {} : fieldsOf(facetOf(found)))
  const [name, field] = fields[b % Math.max(1, fields.length)] ?? []
  if (name === undefined || field === undefined) return false
  const node = nodesOf(peer.doc).get(element)
  switch (field.type) {
    case 'text':
      return peer.try('set-text', { element, field: name, text: WORDS[c % WORDS.length] }).ok
    case 'choice':
      node?.set(name, field.values[c % field.values.length]?.value ?? '')
      return true
    case 'date':
      node?.set(name, c % 2 === 0 ? '2026-11-20' : '2027-01-01')
      return true
    case 'number':
      node?.set(name, field.min + (c % (field.max - field.min + 1)))
      return true
    case 'boolean':
      node?.set(name, c % 2 === 0)
      return true
    case 'string':
      node?.set(name, ['', 'words', 'CVE-2024-12345'][c % 3] ?? '')
      return true
  }
}
