import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { listCases } from './list-cases'

/** Who is signed in, and their cases. */
export async function readMe(person: Person): Promise<Outcome<unknown>> {
  const list = await listCases(person)
  if (!list.ok) return list
  return ok({
    id: person.personId,
    email: person.email,
    name: person.name,
    organisation: person.organisation,
    expires: person.expires,
    /** What the token leaves, for a program that asks. */
    ...(person.limits === undefined ? {} : { token: person.limits }),
    cases: list.value.cases,
  })
}
