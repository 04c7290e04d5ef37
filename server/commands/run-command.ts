import { type Outcome, ok } from '@/lib/gsn/outcome'
import { actOf, runCommand as runOn } from '@/lib/pattern/registry'
import type { CommandRequest } from '@/lib/wire/requests'
import { authorise, type Person } from '../auth/person'
import { filesForCommand } from '../files/files-for-command'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Runs one structural command on a case, by the same code that the browser uses, under the case's lock.
 * @returns `{seq, created, changes}`; refusals `command-unknown`, `arguments-invalid`, and the command's own
 */
export async function runCommand(person: Person, caseId: string, request: CommandRequest): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, actOf(request.command))
  if (!allowed.ok) return allowed
  const { rooms, ids, clock } = runtime()
  const author = authorOf(allowed.value.actor)
  const files = await filesForCommand(request.command, allowed.value.actor, caseId)
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side, files }
  const outcome = await rooms.edit(caseId, author, (doc) => runOn(doc, request.command, request.args, context))
  if (!outcome.ok) return outcome
  const { seq, value } = outcome.value
  return ok({ seq, created: value.created, changes: value.changes })
}
