import { sha256Hex } from '@/lib/gsn/digest'
import { OUTSIDE_PATHS, SIGNATURES_PATH } from './bundle'
import { MANIFEST_PATH, type Manifest, readCanonical } from './manifest'
import type { Problem } from './verdict'
import type { ZipFile } from './zip'

/** The lists of all versions are parts of the newest, so one order judges them all. */
const OUTSIDE: readonly string[] = [...OUTSIDE_PATHS[3], SIGNATURES_PATH]

/**
 * [VER2] [VER3] The parts that the manifest lists, in its order, byte for byte, then what proves them. Evidence that is
 * missing is not judged here: whether it may be is what the seal of the export says.
 */
export function checkParts(files: readonly ZipFile[], manifest: Manifest): Problem[] {
  const problems: Problem[] = []
  const say = (code: string, where: string, message: string) => problems.push({ code, where, message })
  const inside = [MANIFEST_PATH, ...manifest.parts.map((part) => part.path)]
  if (new Set(inside).size !== inside.length) say('part-twice', MANIFEST_PATH, 'The manifest lists a part twice.')
  const found = files.map((file) => file.path)
  const embedded = new Set(manifest.parts.flatMap((part) => (part.held === undefined ? [] : [part.path])))
  for (const path of [...inside, SIGNATURES_PATH]) {
    if (!found.includes(path) && !embedded.has(path)) say('part-missing', path, 'This part is missing.')
  }
  for (const { path, held } of manifest.parts) {
    if (held === 'referenced' && found.includes(path)) say('part-extra', path, 'This file should not travel with it.')
  }
  for (const path of found) {
    if (!inside.includes(path) && !OUTSIDE.includes(path))
      say('part-extra', path, 'The manifest does not know this part.')
  }
  if (problems.length === 0) {
    const wanted = [...inside, ...OUTSIDE].filter((path) => found.includes(path))
    if (wanted.some((path, i) => path !== found[i]))
      say('part-order', 'bundle', 'The parts do not stand in the order of the manifest.')
  }
  const bytes = new Map(files.map((file) => [file.path, file.bytes]))
  for (const part of manifest.parts) {
    const content = bytes.get(part.path)
    if (content === undefined) continue
    if (content.length !== part.size || sha256Hex(content) !== part.sha256) {
      say('part-changed', part.path, 'This part is not the one that was signed.')
    } else if (part.held === undefined && part.path.endsWith('.json') && readCanonical(content) === undefined) {
      say('part-json', part.path, 'This part is not canonical JSON.')
    }
  }
  return problems
}
