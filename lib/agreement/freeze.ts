import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import { type Content, PART_NAMES } from './content'
import { evidenceRows } from './evidence-files'
import {
  type Heading,
  MANIFEST_FORMAT,
  MANIFEST_PATH,
  MANIFEST_VERSION,
  type Manifest,
  partPath,
  VIEW_PATH,
} from './manifest'
import { renderView } from './view'
import { writeZip, type ZipFile } from './zip'

/** A frozen version: its digest and its bytes. */
export interface Frozen {
  readonly digest: string
  readonly manifest: Manifest
  /** The manifest, then the parts in its order, without the files of evidence. */
  readonly files: readonly ZipFile[]
}

/**
 * [AGR8] Freezes a version: the same heading and content always give the same bytes and the same digest.
 * @param closed hashes of evidence files that their side keeps back: named by the version, never carried in its bundle
 */
export function freeze(heading: Heading, content: Content, closed: ReadonlySet<string> = new Set()): Frozen {
  const view: ZipFile = { path: VIEW_PATH, bytes: utf8ToBytes(renderView(heading, content)) }
  const parts = [...PART_NAMES.map((name) => ({ path: partPath(name), bytes: canonicalBytes(content[name]) })), view]
  const manifest: Manifest = {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    ...heading,
    parts: [
      ...parts.map(({ path, bytes }) => ({
        path,
        mediaType: path === VIEW_PATH ? 'text/html' : 'application/json',
        size: bytes.length,
        sha256: sha256Hex(bytes),
      })),
      ...evidenceRows(content, closed),
    ],
  }
  const bytes = canonicalBytes(manifest)
  return { digest: sha256Hex(bytes), manifest, files: [{ path: MANIFEST_PATH, bytes }, ...parts] }
}

/** The frozen bytes as they are stored. */
export function frozenZip(frozen: Frozen): Uint8Array {
  return writeZip(frozen.files)
}
