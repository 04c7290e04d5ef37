import { type LeftOut, leftOutWords } from '@/lib/access/audience'
import type { CanonicalCase } from '@/lib/case/canonical-case'
import { graphOfPart, type StoredPart } from '@/lib/case/graph-of-part'
import { canonicalJson } from '@/lib/gsn/canonical'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { isObject, parseJson } from './json-walk'

/**
 * [EXC11] The case as canonical JSON (RFC 8785): every element, field, text and narrative, the same bytes for equal cases.
 * @param left what its audience does not get: said in the file, which then is no whole case
 */
export function writeCaseJson(canonical: CanonicalCase, left: LeftOut = {}): string {
  const leftOut = leftOutWords(left)
  return canonicalJson(leftOut.length === 0 ? canonical : { ...canonical, leftOut })
}

/**
 * [EXC11] Reads what writeCaseJson wrote, or the answer of `GET .../graph`.
 * @returns refusal `no-case`
 */
export function readCaseJson(text: string): Outcome<StoredPart> {
  const value = parseJson(text)
  if (value === undefined) return refuse('no-case', 'The file is not JSON.')
  if (!isObject(value) || !Array.isArray(value.elements) || !Array.isArray(value.relations)) {
    return refuse('no-case', 'The JSON holds no elements and relations of a case.')
  }
  const sound = value.elements.every(
    (each) => isObject(each) && typeof each.id === 'string' && typeof each.kind === 'string',
  )
  if (!sound) return refuse('no-case', 'Not every element of the JSON has an id and a kind.')
  return ok(value as unknown as StoredPart)
}

/** [EXC11] The graph of a case's JSON. */
export function graphOfCaseJson(text: string): Outcome<CaseGraph> {
  const read = readCaseJson(text)
  if (!read.ok) return read
  try {
    return ok(graphOfPart(read.value))
  } catch {
    return refuse('no-case', 'The JSON is not a whole case. Export it again.')
  }
}
