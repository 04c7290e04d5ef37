import { capabilitiesForWeakness } from '@/catalog/weaknesses'
import { readCvss } from '@/lib/case/cvss'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { Problems } from './argument-file'
import {
  type ControlSuggestion,
  FACTS_MAX,
  type FactsFile,
  type FileProduct,
  type OfferedText,
  type RiskSuggestion,
} from './facts-file'
import { keyed, textKey, withControlKeys } from './facts-keys'
import { isObject, type Json, notJson, objectsAt, parseJson, stringAt, stringsAt } from './json-walk'

const CVE = /^CVE-\d{4}-\d{4,19}$/
const CWE = /^CWE-\d{1,6}$/
/** Remediation categories of CSAF 2.0, 3.2.3.12, by who can carry them out. */
const SIDE_OF = {
  vendor_fix: 'mdm',
  none_available: undefined,
  no_fix_planned: undefined,
  fix_planned: 'mdm',
  optional_patch: 'mdm',
  mitigation: 'hdo',
  workaround: 'hdo',
} as const
/** Note categories that hold no duty of anybody. */
const DULL = new Set(['legal_disclaimer'])
const MOST_BRANCHES = 100

/**
 * [EXC7] Reads a security advisory of CSAF 2.0: products, and for each vulnerability a risk with the capability that its
 * weakness suggests. A vendor fix suggests a control of the manufacturer, a mitigation or workaround one of the hospital;
 * document notes, in which most of what a site must do stands, are offered as texts.
 * @returns refusals `file-unreadable` and `file-empty`
 */
export function readCsaf(text: string): Outcome<FactsFile> {
  const root = parseJson(text)
  if (!isObject(root)) return notJson(text, 'Fetch the advisory again and bring that file.')
  if (!isObject(root.document)) return refuse('file-unreadable', 'The file is no advisory: it has no document.')
  const problems = new Problems()
  const version = stringAt(root, 'document', 'csaf_version')
  if (version !== '2.0') {
    problems.changed(`It calls itself CSAF ${version || 'of no version'} and is read as 2.0.`, {
      path: 'document.csaf_version',
    })
  }
  const document = stringAt(root, 'document', 'tracking', 'id')
  const products = productsOf(root.product_tree, problems)
  const consequence = consequenceOf(root)
  const suggestions = keyed(objectsAt(root, 'vulnerabilities'), 'vulnerabilities', problems, ({ item, index }) =>
    riskOf(item, `vulnerabilities[${index}]`, { document, products, problems, consequence }),
  ).map(withControlKeys)
  return ok({
    title: stringAt(root, 'document', 'title'),
    document,
    at: stringAt(root, 'document', 'tracking', 'current_release_date'),
    by: stringAt(root, 'document', 'publisher', 'name'),
    products: [...products.values()],
    suggestions,
    texts: textsOf(root),
    problems: problems.list(),
  })
}

interface About {
  readonly document: string
  readonly products: ReadonlyMap<string, FileProduct>
  readonly problems: Problems
  readonly consequence: string
}

function riskOf(item: Json, path: string, { document, products, problems, consequence }: About): RiskSuggestion {
  const cve = stringAt(item, 'cve')
  if (cve !== '' && !CVE.test(cve))
    problems.changed(`${cve} is no CVE number and is left out.`, { path: `${path}.cve` })
  const cwe = [stringAt(item, 'cwe', 'id')].filter((id) => CWE.test(id))
  const capabilities = [...new Set(cwe.flatMap(capabilitiesForWeakness))]
  const title = stringAt(item, 'title') || stringAt(item, 'cwe', 'name') || cve || document
  const notes = objectsAt(item, 'notes').map(({ item: note }) => note)
  const summary = notes.find((note) => ['summary', 'description'].includes(stringAt(note, 'category'))) ?? notes[0]
  const status = isObject(item.product_status) ? item.product_status : {}
  const { state, ids } = stateOf(status)
  for (const id of ids) {
    if (!products.has(id)) problems.leftOut(`${id} is no product of the file.`, { path: `${path}.product_status` })
  }
  return {
    kind: 'risk',
    key: CVE.test(cve) ? cve : `${document || 'advisory'}:${path}`,
    capabilities,
    because:
      capabilities.length > 0
        ? `${cwe[0]} suggests ${capabilities.join(' or ')}; this is a suggestion of the catalogue, not of the advisory.`
        : 'Nothing in it suggests a capability. Choose one.',
    path,
    title,
    ...(CVE.test(cve) ? { cve } : {}),
    cwe,
    vulnerability: stringAt(summary, 'text').slice(0, FACTS_MAX.text) || title,
    ...(consequence === '' ? {} : { consequence }),
    ...scoreOf(item, path, problems),
    ...(document === '' ? {} : { advisory: document }),
    products: ids.filter((id) => products.has(id)),
    state,
    controls: controlsOf(item, path),
  }
}

/** The worst that is said about any product counts. CSAF 2.0, 3.2.3.9. */
function stateOf(status: Json): { state: RiskSuggestion['state']; ids: readonly string[] } {
  const all = (...names: string[]) => [...new Set(names.flatMap((name) => stringsAt(status, name)))]
  const affected = all('known_affected', 'first_affected', 'last_affected')
  if (affected.length > 0) return { state: 'affected', ids: affected }
  const unknown = all('under_investigation')
  if (unknown.length > 0) return { state: 'investigated', ids: unknown }
  const fixed = all('fixed', 'first_fixed', 'recommended')
  if (fixed.length > 0) return { state: 'fixed', ids: fixed }
  const safe = all('known_not_affected')
  return safe.length > 0 ? { state: 'not-affected', ids: safe } : { state: 'investigated', ids: [] }
}

/** The first vector whose score can be computed. */
function scoreOf(item: Json, path: string, problems: Problems): { cvss?: string; cvss4?: string } {
  for (const { item: score, index } of objectsAt(item, 'scores')) {
    const vector = stringAt(score, 'cvss_v3', 'vectorString')
    if (vector === '') continue
    if (readCvss(vector) !== undefined) return { cvss: vector }
    problems.leftOut(`${vector.slice(0, 80)} is no CVSS vector.`, { path: `${path}.scores[${index}]` })
  }
  return {}
}

function controlsOf(item: Json, path: string): ControlSuggestion[] {
  const said = new Set<string>()
  return objectsAt(item, 'remediations').flatMap(({ item: each, index }): ControlSuggestion[] => {
    const category = stringAt(each, 'category')
    const side = Object.hasOwn(SIDE_OF, category) ? SIDE_OF[category as keyof typeof SIDE_OF] : undefined
    const statement = stringAt(each, 'details').slice(0, FACTS_MAX.text)
    if (side === undefined || statement === '' || said.has(statement)) return []
    said.add(statement)
    const url = stringAt(each, 'url')
    return [{ key: '', side, statement, path: `${path}.remediations[${index}]`, ...(url === '' ? {} : { url }) }]
  })
}

function consequenceOf(root: Json): string {
  const notes = objectsAt(root.document, 'notes').map(({ item }) => item)
  return stringAt(
    notes.find((note) => stringAt(note, 'category') === 'summary'),
    'text',
  ).slice(0, FACTS_MAX.text)
}

function textsOf(root: Json): OfferedText[] {
  return objectsAt(root.document, 'notes').flatMap(({ item, index }): OfferedText[] => {
    const text = stringAt(item, 'text').slice(0, FACTS_MAX.text)
    if (text === '' || DULL.has(stringAt(item, 'category'))) return []
    const title = stringAt(item, 'title') || 'Note'
    return [{ key: textKey({ title, text }), title, text, path: `document.notes[${index}]` }]
  })
}

/** Products stand at the leaves of branches (vendor, name, version), in a list, and as relationships of two others. */
function productsOf(tree: unknown, problems: Problems): Map<string, FileProduct> {
  const products = new Map<string, FileProduct>()
  const add = (product: unknown, path: string, about: { vendor?: string; version?: string }) => {
    const id = stringAt(product, 'product_id')
    if (id === '' || products.size >= FACTS_MAX.products) return
    const helper = isObject(product) ? product.product_identification_helper : undefined
    const [purl, cpe] = [stringAt(helper, 'purl'), stringAt(helper, 'cpe')]
    products.set(id, {
      id,
      path,
      name: stringAt(product, 'name') || id,
      ...about,
      ...(purl === '' ? {} : { purl }),
      ...(cpe === '' ? {} : { cpe }),
    })
  }
  const walk = (node: unknown, path: string, about: { vendor?: string; version?: string }, depth: number) => {
    if (depth > MOST_BRANCHES) {
      problems.leftOut('Branches of products lie too deep.', { path: 'product_tree' })
      return
    }
    for (const { item, index } of objectsAt(node, 'branches')) {
      const at = `${path}.branches[${index}]`
      const [category, name] = [stringAt(item, 'category'), stringAt(item, 'name')]
      const own =
        category === 'vendor'
          ? { ...about, vendor: name }
          : category.startsWith('product_version')
            ? { ...about, version: name }
            : about
      add(item.product, `${at}.product`, own)
      walk(item, at, own, depth + 1)
    }
  }
  walk(tree, 'product_tree', {}, 0)
  for (const { item, index } of objectsAt(tree, 'full_product_names')) {
    add(item, `product_tree.full_product_names[${index}]`, {})
  }
  for (const { item, index } of objectsAt(tree, 'relationships')) {
    add(item.full_product_name, `product_tree.relationships[${index}]`, {})
  }
  return products
}
