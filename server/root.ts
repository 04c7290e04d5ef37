import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of the project: the nearest one above this file (or its bundle) that holds Accord's package.json.
 * Migrations, the Next build and the catalogue's data are found from here.
 * @throws when the file was moved out of the project
 */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (folder !== dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'accord') return folder
    folder = dirname(folder)
  }
  throw new Error('The server must run from inside the project folder: no package.json of accord was found above it.')
}
