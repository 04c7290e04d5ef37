import { can } from '@/lib/access/policy'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import type { AnyHeaders } from '../auth/headers'
import { authorise, personFromRequest } from '../auth/person'
import type { Door } from './upgrade'

/** [SYN5] Who asks, and what the policy lets them do in this case: the same policy that routes and buttons ask. */
export async function judgeAtDoor(headers: AnyHeaders, caseId: string): Promise<Door> {
  const person = await personFromRequest(headers)
  if (person === undefined) return { ok: false, close: 'session-expired' }
  const allowed = await authorise(person, caseId, 'read')
  // Absent and not theirs look the same.
  if (!allowed.ok) return { ok: false, close: 'not-found' }
  const { actor } = allowed.value
  const side = actor.participation?.side
  return {
    ok: true,
    by: { personId: actor.personId, name: actor.name, ...(side === undefined ? {} : { side }) },
    // [REP2] An archived case is read by everybody and changed by nobody.
    canEdit: can(actor, 'edit') && !allowed.value.case.archived,
    epoch: allowed.value.case.epoch,
    // An older case is brought to this shape when its room opens.
    schema: Math.max(allowed.value.case.schema, SCHEMA_VERSION),
    expires: person.expires,
  }
}
