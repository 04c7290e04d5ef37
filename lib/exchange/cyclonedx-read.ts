import { capabilitiesForWeakness } from '@/catalog/weaknesses'
import { readCvss } from '@/lib/case/cvss'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { Problems } from './argument-file'
import { type ControlSuggestion, FACTS_MAX, type FactsFile, type FileProduct, type RiskSuggestion } from './facts-file'
import { keyed, withControlKeys } from './facts-keys'
import { isObject, type Json, notJson, objectsAt, parseJson, stringAt } from './json-walk'

const CVE = /^CVE-\d{4}-\d{4,19}$/
const VERSIONS = /^1\.[2-7]$/
const MOST_DEPTH = 50
/** States of an impact analysis, CycloneDX 1.4 and later, `vulnerabilities[].analysis.state`. */
const STATES: Readonly<Record<string, RiskSuggestion['state']>> = {
  exploitable: 'affected',
  in_triage: 'investigated',
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  not_affected: 'not-affected',
  false_positive: 'not-affected',
}

/**
 * [EXC8] Reads CycloneDX in JSON, 1.2 to 1.7: the components of a bill of materials, and the vulnerabilities of a VEX or
 * of a bill that holds them, each with its weakness, score, state and what is recommended.
 * @returns refusals `file-unreadable` and `file-empty`
 */
export function readCycloneDx(text: string): Outcome<FactsFile> {
  const root = parseJson(text)
  if (!isObject(root)) return notJson(text, 'Export it as CycloneDX JSON and bring that file.')
  if (root.bomFormat !== 'CycloneDX') return refuse('file-unreadable', 'The file is no CycloneDX: it does not say so.')
  const problems = new Problems()
  const version = stringAt(root, 'specVersion')
  if (!VERSIONS.test(version)) {
    problems.changed(`CycloneDX ${version || 'of no version'} is not known here and read like 1.6.`, {
      path: 'specVersion',
    })
  }
  const products = componentsOf(root, problems)
  const about = isObject(root.metadata) ? root.metadata.component : undefined
  const vulnerabilities = objectsAt(root, 'vulnerabilities')
  if (products.size === 0 && vulnerabilities.length === 0) {
    return refuse('file-empty', 'The file names no component and no vulnerability.')
  }
  const suggestions = keyed(vulnerabilities, 'vulnerabilities', problems, ({ item, index }) =>
    riskOf(item, `vulnerabilities[${index}]`, products, problems),
  ).map(withControlKeys)
  return ok({
    title: [stringAt(about, 'name'), stringAt(about, 'version')].filter(Boolean).join(' '),
    document: stringAt(root, 'serialNumber'),
    at: stringAt(root, 'metadata', 'timestamp'),
    by: stringAt(root, 'metadata', 'supplier', 'name') || stringAt(root, 'metadata', 'manufacture', 'name'),
    products: [...products.values()],
    suggestions,
    texts: [],
    problems: problems.list(),
  })
}

function componentsOf(root: Json, problems: Problems): Map<string, FileProduct> {
  const products = new Map<string, FileProduct>()
  const add = (item: unknown, path: string, depth: number) => {
    if (!isObject(item)) return
    if (products.size >= FACTS_MAX.products || depth > MOST_DEPTH) {
      problems.leftOut('There are more components than can be taken.', { path })
      return
    }
    const name = [stringAt(item, 'group'), stringAt(item, 'name')].filter(Boolean).join('/')
    const given = stringAt(item, 'bom-ref') || stringAt(item, 'purl')
    const id = given !== '' && !products.has(given) ? given : `${given || 'component'}#${products.size}`
    if (name === '') problems.leftOut('A component has no name.', { path })
    else {
      const [version, purl, cpe] = [stringAt(item, 'version'), stringAt(item, 'purl'), stringAt(item, 'cpe')]
      const vendor = stringAt(item, 'supplier', 'name') || stringAt(item, 'publisher')
      products.set(id, {
        id,
        path,
        name,
        ...(vendor === '' ? {} : { vendor }),
        ...(version === '' ? {} : { version }),
        ...(purl === '' ? {} : { purl }),
        ...(cpe === '' ? {} : { cpe }),
      })
    }
    for (const { item: child, index } of objectsAt(item, 'components'))
      add(child, `${path}.components[${index}]`, depth + 1)
  }
  if (isObject(root.metadata)) add(root.metadata.component, 'metadata.component', 0)
  for (const { item, index } of objectsAt(root, 'components')) add(item, `components[${index}]`, 0)
  return products
}

function riskOf(
  item: Json,
  path: string,
  products: ReadonlyMap<string, FileProduct>,
  problems: Problems,
): RiskSuggestion {
  const id = stringAt(item, 'id')
  const cwe = (Array.isArray(item.cwes) ? item.cwes : []).filter(Number.isSafeInteger).map((number) => `CWE-${number}`)
  const capabilities = [...new Set(cwe.flatMap(capabilitiesForWeakness))]
  const analysis = isObject(item.analysis) ? item.analysis : {}
  const given = stringAt(analysis, 'state')
  const state = Object.hasOwn(STATES, given) ? (STATES[given] ?? 'investigated') : 'affected'
  if (given !== '' && !Object.hasOwn(STATES, given)) {
    problems.changed(`${given} is no state of an analysis; it is taken as affected.`, {
      path: `${path}.analysis.state`,
    })
  }
  const reason = [stringAt(analysis, 'justification').replaceAll('_', ' '), stringAt(analysis, 'detail')].filter(
    Boolean,
  )
  const affects = objectsAt(item, 'affects').map(({ item: one }) => refOf(stringAt(one, 'ref')))
  return {
    kind: 'risk',
    key: id || `${path}`,
    capabilities,
    because:
      capabilities.length > 0
        ? `${cwe.join(', ')} suggests ${capabilities.join(' or ')}; this is a suggestion of the catalogue, not of the file.`
        : 'Nothing in it suggests a capability. Choose one.',
    path,
    title: id || 'Vulnerability',
    ...(CVE.test(id) ? { cve: id } : {}),
    cwe,
    vulnerability: (stringAt(item, 'description') || stringAt(item, 'detail') || id).slice(0, FACTS_MAX.text),
    ...scoreOf(item, path, problems),
    advisory: id,
    products: affects.filter((ref) => products.has(ref)),
    state,
    ...(reason.length === 0 ? {} : { stateReason: reason.join(': ').slice(0, FACTS_MAX.text) }),
    controls: controlsOf(item, path),
  }
}

/** `urn:cdx:serial/1#ref` names a component of another bill by what stands after the hash. */
function refOf(ref: string): string {
  return ref.startsWith('urn:cdx:') ? decode(ref.slice(ref.indexOf('#') + 1)) : ref
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first vector that can be computed; vectors without their prefix are those of 3.1. */
function scoreOf(item: Json, path: string, problems: Problems): { cvss?: string; cvss4?: string } {
  for (const { item: rating, index } of objectsAt(item, 'ratings')) {
    const [method, vector] = [stringAt(rating, 'method'), stringAt(rating, 'vector')]
    if (vector === '' || !method.startsWith('CVSSv')) continue
    if (method === 'CVSSv2') continue
    const four = method === 'CVSSv4' || vector.startsWith('CVSS:4')
    const bare = vector.replace(/^CVSS:[0-9.]+\//, '')
    const whole = four ? `CVSS:4.0/${bare}` : `CVSS:3.1/${bare}`
    if (readCvss(whole) !== undefined) return four ? { cvss4: whole } : { cvss: whole }
    problems.leftOut(`${vector.slice(0, 80)} is no CVSS vector.`, { path: `${path}.ratings[${index}]` })
  }
  return {}
}

/** A recommendation is the manufacturer's to carry out; a workaround is the hospital's. */
function controlsOf(item: Json, path: string): ControlSuggestion[] {
  const [recommended, workaround] = [stringAt(item, 'recommendation'), stringAt(item, 'workaround')]
  return [
    ...(recommended === ''
      ? []
      : [{ key: '', side: 'mdm' as const, statement: recommended, path: `${path}.recommendation` }]),
    ...(workaround === ''
      ? []
      : [{ key: '', side: 'hdo' as const, statement: workaround, path: `${path}.workaround` }]),
  ].map((control) => ({ ...control, statement: control.statement.slice(0, FACTS_MAX.text) }))
}
