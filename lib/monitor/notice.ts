import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import type { ControlSuggestion, FactsFile, RiskSuggestion } from '@/lib/exchange/facts-file'
import { isObject, type Json, objectsAt, parseJson, stringAt } from '@/lib/exchange/json-walk'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { csafStatuses, cycloneDxStatuses, type NoticeProduct, type Status } from './statuses'

/** One vulnerability that a file tells of, with what it says about each product. */
export interface NoticeVulnerability {
  /** Its CVE number, or where it stands in its document: the same in every later file. */
  readonly key: string
  readonly title: string
  /** Codes of the capabilities that its weakness suggests. */
  readonly capabilities: readonly string[]
  readonly text: string
  readonly controls: readonly Pick<ControlSuggestion, 'side' | 'statement'>[]
  readonly statuses: readonly Status[]
}

/** What a file tells: an advisory, a VEX, or a bill of materials (then without vulnerabilities). */
export interface Notice {
  readonly kind: 'csaf' | 'cyclonedx'
  readonly title: string
  /** The identifier that it gives itself; for a bill without one the name of its product. */
  readonly document: string
  /** Its own count of revisions, as it stands there; empty when it says none. */
  readonly revision: string
  readonly at: string
  readonly by: string
  readonly products: ReadonlyMap<string, NoticeProduct>
  readonly vulnerabilities: readonly NoticeVulnerability[]
  readonly problems: FactsFile['problems']
}

/**
 * [MON2] Reads what a check is about: a security advisory of CSAF 2.0, or CycloneDX (VEX, or a bill of materials). Which of
 * the two, the file says itself.
 * @returns refusals `file-unreadable`, `file-empty`
 */
export function readNotice(text: string): Outcome<Notice> {
  const root = parseJson(text)
  if (!isObject(root)) {
    return refuse('file-unreadable', 'The file is not JSON. Fetch the advisory, VEX or SBOM again as JSON.')
  }
  const cyclone = root.bomFormat === 'CycloneDX'
  if (!cyclone && !isObject(root.document)) {
    return refuse('file-unreadable', 'The file is neither a CSAF advisory nor a CycloneDX document.')
  }
  const read = cyclone ? readCycloneDx(text) : readCsaf(text)
  return read.ok ? ok(cyclone ? ofCycloneDx(root, read.value) : ofCsaf(root, read.value)) : read
}

function ofCsaf(root: Json, facts: FactsFile): Notice {
  const items = new Map(
    objectsAt(root, 'vulnerabilities').map(({ item, index }) => [`vulnerabilities[${index}]`, item]),
  )
  return {
    ...headOf('csaf', facts, stringAt(root, 'document', 'tracking', 'version')),
    products: new Map(facts.products.map((product) => [product.id, product])),
    vulnerabilities: risksOf(facts).map((risk) => vulnerabilityOf(risk, csafStatuses(items.get(risk.path)))),
  }
}

function ofCycloneDx(root: Json, facts: FactsFile): Notice {
  const products = new Map<string, NoticeProduct>(facts.products.map((product) => [product.id, product]))
  const items = new Map(
    objectsAt(root, 'vulnerabilities').map(({ item, index }) => [`vulnerabilities[${index}]`, item]),
  )
  const vulnerabilities = risksOf(facts).map((risk) => {
    const { statuses, named } = cycloneDxStatuses(items.get(risk.path), products, risk)
    for (const product of named) products.set(product.id, product)
    return vulnerabilityOf(risk, statuses)
  })
  const head = headOf('cyclonedx', facts, String(typeof root.version === 'number' ? root.version : ''))
  return { ...head, document: head.document || facts.title || facts.by, products, vulnerabilities }
}

function headOf(kind: Notice['kind'], facts: FactsFile, revision: string) {
  const { title, document, at, by, problems } = facts
  return {
    kind,
    title: title.slice(0, 300),
    document: document.slice(0, 200),
    revision: revision.slice(0, 40),
    at,
    by,
    problems,
  }
}

function risksOf({ suggestions }: FactsFile): readonly RiskSuggestion[] {
  return suggestions.flatMap((one) => (one.kind === 'risk' ? [one] : []))
}

function vulnerabilityOf(risk: RiskSuggestion, statuses: readonly Status[]): NoticeVulnerability {
  const { key, title, capabilities, vulnerability, controls } = risk
  return { key: key.slice(0, 200), title: title.slice(0, 300), capabilities, text: vulnerability, controls, statuses }
}
