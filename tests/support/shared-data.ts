import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Real files of other tools that stand beside the project and are no part of it. Without them their tests are skipped. */
const folder = join(import.meta.dirname, '../../../shared/data')

export const hasSharedData = existsSync(folder)

/** @param path below the folder */
export function sharedBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, path)))
}

export function sharedText(path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

/** Paths of all files below, sorted, such as `ltac/demo.ltac`. */
export function sharedFiles(under: string, ending: string): string[] {
  if (!hasSharedData) return []
  return readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(under, name))
    .sort()
}
