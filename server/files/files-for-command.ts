import type { Actor } from '@/lib/access/policy'
import type { StoredFile } from '@/lib/case/command'
import { readCase } from '@/lib/case/read'
import { runtime } from '../runtime'
import { attachable, filesOf } from './file-rows'

/** What a command may know of the case's files: nothing, but for the one that binds a file to evidence. */
export async function filesForCommand(
  command: string,
  actor: Actor,
  caseId: string,
): Promise<ReadonlyMap<string, StoredFile> | undefined> {
  if (command !== 'attach-file') return undefined
  const { db, rooms } = runtime()
  const rows = await filesOf(db, caseId)
  return rooms.read(caseId, (doc) => attachable(actor, rows, readCase(doc)))
}
