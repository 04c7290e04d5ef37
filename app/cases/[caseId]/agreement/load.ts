import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { Actor } from '@/lib/access/policy'
import type { Outcome } from '@/lib/gsn/outcome'
import { authorise, type CaseRow, type Person, personFromRequest } from '@/server/auth/person'

export interface Visit {
  readonly person: Person
  readonly actor: Actor
  readonly case: CaseRow
}

/** Who asks, and whether the case is theirs to read; sends others to the sign-in page or to "not found". */
export async function visit(caseId: string, path: string): Promise<Visit> {
  const person = await personFromRequest(await headers())
  const here = `/cases/${encodeURIComponent(caseId)}/agreement${path}`
  if (person === undefined) redirect(`/sign-in?callbackUrl=${encodeURIComponent(here)}`)
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) notFound()
  return { person, ...allowed.value }
}

/** The value, or the "not found" page. */
export function found<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) notFound()
  return outcome.value
}
