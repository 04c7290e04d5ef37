import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/server/root'

export interface Source {
  /** From the top of the project: `server/mail/transport.ts`. */
  readonly file: string
  readonly text: string
}

/** Every source file of ours in these folders, in the order of their names. */
export function ownSources(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'))
      .sort()
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(projectRoot(), folder, file), 'utf8') })),
  )
}
