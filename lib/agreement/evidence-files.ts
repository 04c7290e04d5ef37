import { isStored } from '@/lib/evidence/standing'
import { compareKeys } from '@/lib/gsn/graph'
import type { Content } from './content'
import { argued } from './duties'
import { evidencePath, type PartRow } from './manifest'

/** Bytes of one file, and of all together, that a bundle carries. What is larger is named by its hash. */
export const MOST_OF_ONE = 16 * 1024 * 1024
export const MOST_OF_ALL = 64 * 1024 * 1024

/**
 * [VER9] The rows of the argued evidence whose files are kept with the case, by hash. Small files come first into the
 * bundle until it is full; a file that stays with its owner never does.
 * @param closed hashes of files that their side keeps back, whatever the case says of them
 */
export function evidenceRows(
  { case: part, evidence }: Pick<Content, 'case' | 'evidence'>,
  closed: ReadonlySet<string>,
): readonly PartRow[] {
  const reached = argued(part)
  const kept = new Set(closed)
  const found = new Map<string, Omit<PartRow, 'held'>>()
  for (const element of evidence) {
    const { sha256, fileSize, fileType, confidentiality } = element.fields
    if (typeof sha256 === 'string' && confidentiality === 'own-side') kept.add(sha256)
    if (!reached.has(element.id) || !isStored(element)) continue
    if (typeof sha256 !== 'string' || typeof fileSize !== 'number') continue
    const mediaType = typeof fileType === 'string' && fileType !== '' ? fileType : 'application/octet-stream'
    found.set(sha256, { path: evidencePath(sha256), mediaType, size: fileSize, sha256 })
  }
  const bySize = [...found.values()].sort((a, b) => a.size - b.size || compareKeys(a.sha256, b.sha256))
  let room = MOST_OF_ALL
  const rows = bySize.map((row): PartRow => {
    const fits = !kept.has(row.sha256) && row.size <= MOST_OF_ONE && row.size <= room
    if (fits) room -= row.size
    return { ...row, held: fits ? 'embedded' : 'referenced' }
  })
  return rows.sort((a, b) => compareKeys(a.sha256, b.sha256))
}
