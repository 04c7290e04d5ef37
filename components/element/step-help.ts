import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import type { Element } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'

const HELP: ReadonlyMap<string, string> = new Map(SECURITY_CAPABILITY.elements.map(({ role, help }) => [role, help]))

/** What this element is for, in plain words: its step of the pattern, else what its kind looks like. */
export function stepHelp(element: Pick<Element, 'role' | 'kind'>): string {
  return (element.role === undefined ? undefined : HELP.get(element.role)) ?? KINDS[element.kind].form
}

/** What to write as the statement while it is empty. */
export function statementHint(element: Pick<Element, 'kind'>): string {
  return KINDS[element.kind].form
}
