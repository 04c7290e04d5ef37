import { type DiagramPart, SCHEMES, type Scheme } from '@/lib/drawing/diagram'
import { fileName } from '@/lib/exchange/table-file'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { doAside } from '../document/aside'
import { caseMaterial, fileAnswer, takeAlong } from './take-along'

const TYPES = { svg: 'image/svg+xml', png: 'image/png' } as const

export type DiagramFormat = keyof typeof TYPES

export function isDiagramFormat(format: string): format is DiagramFormat {
  return Object.hasOwn(TYPES, format)
}

/**
 * [DIA1] The argument, one capability or one branch as a picture, drawn without a browser.
 * @param query `capability=ALOF` or `branch=C7-ALOF-1` or `overview=true`; `scheme=light|dark`; `strict=true`; `audience`
 * @returns refusals `malformed`, `element-not-found`, `picture-too-large`, `busy`
 */
export async function exportDiagram(
  person: Person,
  caseId: string,
  format: DiagramFormat,
  query: URLSearchParams,
): Promise<Outcome<Response>> {
  const taking = await takeAlong(person, caseId, query)
  if (!taking.ok) return taking
  const part = partOf(query)
  if (!part.ok) return part
  const scheme = query.get('scheme') ?? 'light'
  if (!isScheme(scheme)) return refuse('malformed', 'Say in which colours: scheme is light or dark.')
  const material = await caseMaterial(caseId, taking.value)
  const { title } = taking.value.case
  const ask = { part: part.value, scheme, strict: query.get('strict') === 'true', caseTitle: title }
  const drawn = await doAside({ kind: 'diagram', material, ask, format })
  if (!drawn.ok) return drawn
  return ok(fileAnswer(drawn.value, TYPES[format], fileName(title, nameOf(part.value), format)))
}

function partOf(query: URLSearchParams): Outcome<DiagramPart> {
  const [capability, branch] = [query.get('capability') ?? '', query.get('branch') ?? '']
  const overview = query.get('overview') === 'true'
  if ([capability !== '', branch !== '', overview].filter(Boolean).length > 1)
    return refuse('malformed', 'Say one of capability, branch and overview, or none for the whole argument.')
  if (capability !== '') return ok({ what: 'capability', capability })
  if (branch !== '') return ok({ what: 'branch', branch })
  return ok({ what: overview ? 'overview' : 'whole' })
}

function nameOf(part: DiagramPart): string {
  return part.what === 'capability' ? part.capability : part.what === 'branch' ? part.branch : part.what
}

function isScheme(word: string): word is Scheme {
  return (SCHEMES as readonly string[]).includes(word)
}
