import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CAPABILITY_CODES, type CapabilityCode, type CapabilityControl, controlsFor } from '@/catalog'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** Every file below a folder of the project, as absolute paths in name order; none when the folder is absent. */
export function filesUnder(folder: string): string[] {
  const root = join(PROJECT, folder)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile())
    .sort()
}

/** Every text of a JSON file with the file it stands in; keys count as texts too. */
export function textsIn(file: string): { file: string; text: string }[] {
  const texts: { file: string; text: string }[] = []
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push({ file, text: value })
    else if (Array.isArray(value)) value.forEach(visit)
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) {
        texts.push({ file, text: key })
        visit(inner)
      }
  }
  visit(JSON.parse(readFileSync(file, 'utf8')))
  return texts
}

export function rowsOfEveryCapability(): { code: CapabilityCode; row: CapabilityControl }[] {
  return CAPABILITY_CODES.flatMap((code) => controlsFor(code).map((row) => ({ code, row })))
}
