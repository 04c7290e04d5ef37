import type { FileProduct, RiskSuggestion } from '@/lib/exchange/facts-file'
import { isObject, type Json, objectsAt, stringAt, stringsAt } from '@/lib/exchange/json-walk'
import { readPurl } from './purl'

/** A product that a file names, as far as it is looked for. */
export type NoticeProduct = Pick<FileProduct, 'id' | 'name' | 'vendor' | 'version' | 'purl' | 'cpe'>

/** What a file says about some products and one vulnerability. */
export interface Status {
  readonly state: RiskSuggestion['state']
  /** Ids of products. */
  readonly products: readonly string[]
  /** Why, above all why a product is not affected; empty when the file does not say. */
  readonly reason: string
}

const REASON_MAX = 2_000

/** Rows of CSAF 2.0, 3.2.3.9, the worst first: a product that stands in two counts in the first. */
const CSAF_STATES = [
  ['affected', ['known_affected', 'first_affected', 'last_affected']],
  ['investigated', ['under_investigation']],
  ['fixed', ['fixed', 'first_fixed', 'recommended']],
  ['not-affected', ['known_not_affected']],
] as const

/** [MON2] What an advisory says about each product; a reason is a flag's label or the impact that it tells of. */
export function csafStatuses(item: unknown): readonly Status[] {
  if (!isObject(item)) return []
  const status = isObject(item.product_status) ? item.product_status : {}
  const reasons = reasonsOf(item)
  const told = new Set<string>()
  return CSAF_STATES.flatMap(([state, names]): Status[] => {
    const ids = [...new Set(names.flatMap((name) => stringsAt(status, name)))].filter((id) => !told.has(id))
    for (const id of ids) told.add(id)
    const byReason = new Map<string, string[]>()
    for (const id of ids) {
      const reason = state === 'not-affected' ? (reasons.get(id) ?? reasons.get('') ?? '') : ''
      byReason.set(reason, [...(byReason.get(reason) ?? []), id])
    }
    return [...byReason].map(([reason, products]) => ({ state, products, reason }))
  })
}

function reasonsOf(item: Json): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  const add = (ids: readonly string[], words: string) => {
    if (words === '') return
    for (const id of ids.length === 0 ? [''] : ids) {
      const before = reasons.get(id)
      reasons.set(id, (before === undefined ? words : `${before}: ${words}`).slice(0, REASON_MAX))
    }
  }
  for (const { item: flag } of objectsAt(item, 'flags')) {
    add(stringsAt(flag, 'product_ids'), stringAt(flag, 'label').replaceAll('_', ' '))
  }
  for (const { item: threat } of objectsAt(item, 'threats')) {
    if (stringAt(threat, 'category') === 'impact') add(stringsAt(threat, 'product_ids'), stringAt(threat, 'details'))
  }
  return reasons
}

const NAMED_MAX = 1_000

/**
 * [MON2] What a VEX says about each product. It may name products of another bill by package URL: those are products too.
 * @returns `named`: such products, and those of versions that `affects` narrows
 */
export function cycloneDxStatuses(
  item: unknown,
  known: ReadonlyMap<string, NoticeProduct>,
  { state, stateReason = '' }: Pick<RiskSuggestion, 'state' | 'stateReason'>,
): { readonly statuses: readonly Status[]; readonly named: readonly NoticeProduct[] } {
  const named: NoticeProduct[] = []
  const safe: string[] = []
  const affected: string[] = []
  for (const { item: one } of objectsAt(item, 'affects').slice(0, NAMED_MAX)) {
    const given = stringAt(one, 'ref')
    const ref = given.startsWith('urn:cdx:') ? decode(given.slice(given.indexOf('#') + 1)) : given
    const product = known.get(ref) ?? productOf(ref)
    if (product === undefined) continue
    const versions = objectsAt(one, 'versions')
    if (versions.length === 0) {
      named.push(product)
      affected.push(product.id)
    }
    for (const { item: row, index: at } of versions.slice(0, NAMED_MAX)) {
      const version = stringAt(row, 'version') || stringAt(row, 'range')
      const id = `${ref}@${at}`
      named.push({ ...product, id, version })
      const word = stringAt(row, 'status')
      if (word === 'unaffected') safe.push(id)
      else affected.push(id)
    }
  }
  const reason = stateReason.slice(0, REASON_MAX)
  const all: Status[] = [
    { state, products: affected, reason },
    { state: 'not-affected', products: safe, reason: '' },
  ]
  return { statuses: all.filter(({ products }) => products.length > 0), named }
}

function productOf(ref: string): NoticeProduct | undefined {
  const purl = readPurl(ref)
  if (purl === undefined) return undefined
  const name = [purl.namespace, purl.name].filter(Boolean).join('/')
  return { id: ref, name, purl: ref, ...(purl.version === undefined ? {} : { version: purl.version }) }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
