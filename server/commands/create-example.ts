import type { Outcome } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import type { Runtime } from '../runtime'
import type { Author } from '../sync/rooms'

/**
 * Writes the worked example into a new, empty case, by the same commands that people use.
 * @param people  who acts in it; the first one does what nobody else is there for
 */
export async function fillExample(
  { rooms, ids, clock }: Runtime,
  caseId: string,
  people: readonly [Author, ...Author[]],
): Promise<Outcome<unknown>> {
  const [by] = people
  const context = { ids, at: clock(), by: by.personId }
  return rooms.edit(caseId, by, (doc) => runCommand(doc, 'grow-case', {}, context))
}
