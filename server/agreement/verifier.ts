import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../root'

/** Where the build puts the stand-alone verifier. */
export function verifierPath(): string {
  return join(projectRoot(), 'dist', 'verify.mjs')
}

/** Where the build puts the same verifier as a page. */
export function verifierPagePath(): string {
  return join(projectRoot(), 'dist', 'verify.html')
}

/** The verifier's program text, as it goes into every bundle. @throws when the project was not built */
export function readVerifier(): Promise<Uint8Array> {
  return readBuilt(verifierPath())
}

/** The verifier's page, as it goes into every bundle and stands at /verify. @throws when the project was not built */
export function readPage(): Promise<Uint8Array> {
  return readBuilt(verifierPagePath())
}

async function readBuilt(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch {
    throw new Error(`${path} is missing: run npm run build.`)
  }
}
