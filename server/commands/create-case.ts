import type { Side } from '@/lib/access/policy'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { CreateCaseRequest } from '@/lib/wire/requests'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { buildCase, fullRights } from './build-case'
import { fillExample } from './create-example'
import { firstContext } from './first-context'

/**
 * Creates a case; its creator takes part with every right, on the side of their organisation.
 * @returns the new case's id
 */
export async function createCase(person: Person, request: CreateCaseRequest): Promise<Outcome<{ id: string }>> {
  const current = runtime()
  const side = request.side ?? sideOf(person, request)
  const founder = { personId: person.personId, name: person.name, participation: { side, rights: fullRights(side) } }
  return buildCase(current, request, [founder], async (caseId, by) => {
    if (request.template === 'example') return fillExample(current, caseId, [by])
    if (request.template === 'blank') return ok()
    const context = { ids: current.ids, at: current.clock(), by: person.personId }
    return current.rooms.edit(caseId, by, (doc) => firstContext(doc, request, context))
  })
}

/** The side that a new case of this person is made on, where they do not say. */
export function sideOf(person: Person, request: CreateCaseRequest): Side | undefined {
  const organisation = person.organisation?.toLowerCase()
  if (organisation === request.mdm.organisation.toLowerCase()) return 'mdm'
  if (organisation === request.hdo.organisation.toLowerCase()) return 'hdo'
  return person.organisationSide
}
