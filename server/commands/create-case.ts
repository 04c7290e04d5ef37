import type { Side } from '@/lib/access/policy'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { CreateCaseRequest } from '@/lib/wire/requests'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { buildCase, fullRights } from './build-case'
import { fillExample } from './create-example'

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
    const args = { context: contextSentence(request) }
    return current.rooms.edit(caseId, by, (doc) => runCommand(doc, 'grow-case', args, context))
  })
}

function sideOf(person: Person, request: CreateCaseRequest): Side | undefined {
  const organisation = person.organisation?.toLowerCase()
  if (organisation === request.mdm.organisation.toLowerCase()) return 'mdm'
  if (organisation === request.hdo.organisation.toLowerCase()) return 'hdo'
  return person.organisationSide
}

/** What is known of the device, for CTXT1. Without its use and its place the context stays a placeholder. */
function contextSentence({ device }: CreateCaseRequest): string | undefined {
  if (!device.intendedUse && !device.environment) return undefined
  const named = [device.name, device.model, device.version].filter(Boolean).join(' ')
  return [named, device.intendedUse, device.environment].filter(Boolean).join('; ')
}
