import { facetOf } from '@/lib/case/fields'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { type Match, matchProduct, type WatchIndex } from './match'
import type { Notice, NoticeVulnerability } from './notice'
import { readPurl } from './purl'
import type { NoticeProduct, Status } from './statuses'
import { insideRange } from './version-range'
import type { WatchEntry } from './watch'

/** A watched product that a file speaks of. */
export interface Met extends Match {
  readonly name: string
  /** Of the product in the file, in words. */
  readonly said: string
}

/** A claim of a case that a file touches, by which vulnerabilities, and why. */
export interface TouchedClaim {
  readonly claim: ElementId
  readonly name: string
  readonly statement: string
  readonly by: readonly { readonly vulnerability: string; readonly because: string }[]
}

/** A vulnerability that a file says does not affect a watched product. */
export interface Unaffected {
  readonly vulnerability: string
  readonly state: 'not-affected' | 'fixed'
  readonly reason: string
  readonly product: string
  /** Controls against the risks that name it: there it could stand as evidence. */
  readonly controls: readonly { readonly claim: ElementId; readonly name: string }[]
}

/** What a file means to one case. */
export interface CaseTouch {
  readonly met: readonly Met[]
  readonly claims: readonly TouchedClaim[]
  readonly unaffected: readonly Unaffected[]
}

/** Whether a file means anything to the case. */
export function touches({ met, claims, unaffected }: CaseTouch): boolean {
  return met.length + claims.length + unaffected.length > 0
}

/**
 * [MON6] What a file means to a case: watched products that it speaks of; claims about a risk that names one of its CVE
 * numbers, and the controls against that risk; controls and claims whose evidence names a watched component that it
 * affects; and, for a vulnerability of a watched product that no risk of the case names, the claim that all threats of the
 * suggested capability are known, else that capability's own claim, else the claim on top. What the file calls fixed or
 * not affected touches no claim: it is told beside them. [MON9]
 */
export function touchedBy(graph: CaseGraph, index: WatchIndex, notice: Notice): CaseTouch {
  if (notice.vulnerabilities.length === 0) return touchedByBill(graph, index, notice)
  const met = metOf(index, notice)
  const byProduct = new Map<string, Met[]>()
  for (const one of met) byProduct.set(one.product, [...(byProduct.get(one.product) ?? []), one])
  const risks = risksByCve(graph)
  const touched = new Map<ElementId, Map<string, string>>()
  const unaffected: Unaffected[] = []
  const mentions = new Mentions(graph)
  for (const vulnerability of notice.vulnerabilities) {
    const add = (claim: ElementId, because: string) => {
      const by = touched.get(claim) ?? new Map<string, string>()
      if (!by.has(vulnerability.key)) by.set(vulnerability.key, because)
      touched.set(claim, by)
    }
    const known = risks.get(vulnerability.key) ?? []
    const controls = known.flatMap((risk) => controlsOf(graph, risk.id).map(({ id, name }) => ({ claim: id, name })))
    const hit = (status: Status) => status.products.flatMap((id) => byProduct.get(id) ?? [])
    const bad = vulnerability.statuses.filter(({ state }) => state === 'affected' || state === 'investigated')
    const affected = bad.flatMap(hit)
    const silent = vulnerability.statuses.length === 0
    for (const status of vulnerability.statuses) {
      if (status.state !== 'fixed' && status.state !== 'not-affected') continue
      for (const one of hit(status)) unaffected.push({ ...safe(vulnerability, status, one), controls })
    }
    // A VEX about products that are not watched still speaks of a CVE that the case names.
    if (known.length > 0 && bad.length === 0 && !silent) {
      const [first] = vulnerability.statuses
      const told = unaffected.some((one) => one.vulnerability === vulnerability.key)
      if (first !== undefined && !told) {
        unaffected.push({ ...safe(vulnerability, first, undefined), product: productWords(notice, first), controls })
      }
      continue
    }
    for (const risk of known) {
      add(risk.id, `${risk.name} names ${vulnerability.key}.`)
      for (const control of controlsOf(graph, risk.id)) {
        add(control.id, `${control.name} is a control against ${vulnerability.key}.`)
      }
    }
    if (affected.length === 0) continue
    const names = [...new Set(affected.map(({ entry }) => entry))]
    for (const key of names) {
      const entry = index.entries.get(key)
      if (entry !== undefined) for (const { claim, because } of mentions.of(entry)) add(claim, because)
    }
    if (known.length === 0) {
      const what = affected
        .map(({ name }) => name)
        .slice(0, 3)
        .join(', ')
      for (const { claim, why } of claimsFor(graph, vulnerability)) add(claim, `${what} is watched, and ${why}`)
    }
  }
  return { met, claims: inOrder(graph, touched), unaffected }
}

/**
 * [MON6] What a bill of materials means to a case: the watched packages that it holds, and the claims that name one of which
 * it holds another version than is watched.
 */
function touchedByBill(graph: CaseGraph, index: WatchIndex, notice: Notice): CaseTouch {
  const anyVersion = new Map(
    [...notice.products.values()].map(({ version: _version, purl = '', ...product }): [string, NoticeProduct] => {
      const plain = purl.replace(/(?<=[^/])@[^@/]*$/, '')
      return [product.id, plain === '' ? product : { ...product, purl: plain }]
    }),
  )
  const met = metOf(index, { ...notice, products: anyVersion })
  const mentions = new Mentions(graph)
  const touched = new Map<ElementId, Map<string, string>>()
  for (const { entry: key, product, how } of met) {
    if (how === 'perhaps') continue
    const entry = index.entries.get(key)
    const { name = '', version = '' } = notice.products.get(product) ?? {}
    const watched = entry === undefined ? '' : entry.version || (readPurl(entry.purl)?.version ?? '')
    if (entry === undefined || version === '' || watched === '' || insideRange(version, watched) !== 'no') continue
    for (const { claim, because } of mentions.of(entry)) {
      const by = touched.get(claim) ?? new Map<string, string>()
      touched.set(claim, by.set(`${name} ${version}`.slice(0, 200), `${because} Version ${watched} is watched.`))
    }
  }
  const said = (id: string) => wordsOf(notice.products.get(id))
  return {
    met: met.map((one) => ({ ...one, said: said(one.product) })),
    claims: inOrder(graph, touched),
    unaffected: [],
  }
}

function safe(
  { key }: NoticeVulnerability,
  { state, reason }: Status,
  one: Met | undefined,
): Omit<Unaffected, 'controls'> {
  return {
    vulnerability: key,
    state: state === 'fixed' ? 'fixed' : 'not-affected',
    reason,
    product: one?.name ?? '',
  }
}

function productWords({ products }: Notice, { products: ids }: Status): string {
  return ids
    .slice(0, 3)
    .map((id) => products.get(id)?.name ?? id)
    .join(', ')
}

function metOf(index: WatchIndex, { products }: Notice): Met[] {
  if (index.entries.size === 0) return []
  return [...products.values()].flatMap((product) =>
    matchProduct(index, product).map((match) => ({
      ...match,
      name: nameOf(index.entries.get(match.entry)),
      said: wordsOf(product),
    })),
  )
}

function wordsOf(product: NoticeProduct | undefined): string {
  return [product?.vendor, product?.name, product?.version].filter(Boolean).join(' ').slice(0, 300)
}

function nameOf(entry: WatchEntry | undefined): string {
  return entry === undefined ? '' : [entry.name, entry.version].filter(Boolean).join(' ')
}

function risksByCve(graph: CaseGraph): ReadonlyMap<string, readonly Element[]> {
  const risks = new Map<string, Element[]>()
  for (const element of graph.elements.values()) {
    if (facetOf(element) !== 'risk' || element.kind !== 'goal' || !graph.reachable.has(element.id)) continue
    const { cve } = element.fields
    for (const number of typeof cve === 'string' ? cve.split(',') : []) {
      const key = number.trim()
      if (key !== '') risks.set(key, [...(risks.get(key) ?? []), element])
    }
  }
  return risks
}

/** The controls that stand below a risk, through whatever strategy. */
function controlsOf(graph: CaseGraph, risk: ElementId): readonly Element[] {
  const found: Element[] = []
  const seen = new Set<ElementId>([risk])
  const queue = [...graph.supports(risk)]
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at] ?? ''
    const element = graph.elements.get(id)
    if (element === undefined || seen.has(id)) continue
    seen.add(id)
    const facet = facetOf(element)
    if (facet === 'control' && element.kind === 'goal') found.push(element)
    else if (facet !== 'risk') queue.push(...graph.supports(id))
  }
  return found
}

const LEAST_NAME = 4

/** Controls and evidence that name a component; what they say is read once, however many components are looked for. */
class Mentions {
  private texts: readonly { readonly element: Element; readonly text: string }[] | undefined
  private readonly known = new Map<string, readonly { claim: ElementId; because: string }[]>()

  constructor(private readonly graph: CaseGraph) {}

  of(entry: WatchEntry): readonly { readonly claim: ElementId; readonly because: string }[] {
    const name = entry.name.slice(entry.name.lastIndexOf('/') + 1).toLowerCase()
    if (name.length < LEAST_NAME) return []
    const there = this.known.get(name)
    if (there !== undefined) return there
    const found = this.all().flatMap(({ element, text }) => {
      if (!names(text, name)) return []
      const because = `${element.name} names ${entry.name}.`
      if (element.kind === 'goal') return [{ claim: element.id, because }]
      return this.graph.supporterOf(element.id).flatMap((claim) => {
        const above = this.graph.elements.get(claim)
        return above?.kind === 'goal' ? [{ claim, because: `${above.name} rests on ${because}` }] : []
      })
    })
    this.known.set(name, found)
    return found
  }

  private all() {
    this.texts ??= [...this.graph.elements.values()].flatMap((element) => {
      const facet = facetOf(element)
      const looked = facet === 'evidence' || (facet === 'control' && element.kind === 'goal')
      if (!looked || !this.graph.reachable.has(element.id)) return []
      const { title, reference, fileName } = element.fields
      const said = [element.statement, title, reference, fileName, ...Object.values(element.texts)]
      return [
        {
          element,
          text: said
            .filter((part) => typeof part === 'string')
            .join('\n')
            .toLowerCase(),
        },
      ]
    })
    return this.texts
  }
}

/** Whether the name stands in the text as a word of its own. */
function names(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`
    if (!/[\p{L}\p{N}]/u.test(around)) return true
  }
  return false
}

/** The claims that a vulnerability puts in question which no risk of the case names. */
function claimsFor(graph: CaseGraph, { key, capabilities }: NoticeVulnerability): { claim: ElementId; why: string }[] {
  const found = capabilities.flatMap((capability) => {
    for (const role of ['C5', 'C4', 'C3', 'C2']) {
      const element = graph.elements.get(`${role}-${capability}`)
      if (element?.kind !== 'goal' || !graph.reachable.has(element.id)) continue
      return [{ claim: element.id, why: `no risk of ${capability} names ${key}.` }]
    }
    return []
  })
  if (found.length > 0 || graph.rootId === undefined) return found
  const root = graph.elements.get(graph.rootId)
  return root?.kind === 'goal' ? [{ claim: root.id, why: `no risk of the case names ${key}.` }] : []
}

function inOrder(graph: CaseGraph, touched: ReadonlyMap<ElementId, ReadonlyMap<string, string>>): TouchedClaim[] {
  return [...touched]
    .flatMap(([claim, by]): TouchedClaim[] => {
      const element = graph.elements.get(claim)
      if (element === undefined) return []
      const all = [...by].map(([vulnerability, because]) => ({ vulnerability, because }))
      return [{ claim, name: element.name, statement: element.statement, by: all }]
    })
    .sort((a, b) => NATURAL.compare(a.name, b.name))
}

const NATURAL = new Intl.Collator('en', { numeric: true })
