import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../root'

/** Where the build puts the stand-alone verifier. */
export function verifierPath(): string {
  return join(projectRoot(), 'dist', 'verify.mjs')
}

/** The verifier's program text, as it goes into every bundle. @throws when the project was not built */
export async function readVerifier(): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(verifierPath()))
  } catch {
    throw new Error(`${verifierPath()} is missing: run npm run build.`)
  }
}
