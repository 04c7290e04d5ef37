import { canonicalJson } from '@/lib/gsn/canonical'
import type { Side } from './charter'
import type { Content } from './content'
import { decodeUtf8 } from './utf8'
import type { ZipFile } from './zip'

export const MANIFEST_PATH = 'manifest.json'
export const VIEW_PATH = 'view/agreement.html'
export const MANIFEST_FORMAT = 'accord-baseline'
export const MANIFEST_VERSION = 1

export interface PartRow {
  readonly path: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** What a version is: its SHA-256 is the version's digest and the only subject of signatures. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT
  readonly version: typeof MANIFEST_VERSION
  readonly case: { readonly id: string; readonly title: string }
  readonly proposal: number
  readonly title: string
  /** Digest of the baseline in force when this was proposed; null for the first. */
  readonly supersedes: string | null
  readonly frozen: string
  readonly proposer: { readonly id: string; readonly name: string; readonly side: Side }
  readonly expires: string
  readonly parts: readonly PartRow[]
}

export type Heading = Omit<Manifest, 'format' | 'version' | 'parts'>

export function partPath(name: keyof Content): string {
  return `content/${name}.json`
}

/** Reads canonical JSON from bytes; undefined unless the bytes are exactly the canonical spelling of their value. */
export function readCanonical(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return canonicalJson(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

/** Reads one part of a version that the store holds. @throws when the stored bytes are not a version: the store is damaged */
export function readPart<K extends keyof Content>(files: readonly ZipFile[], name: K): Content[K] {
  const file = files.find((f) => f.path === partPath(name))
  const value = file === undefined ? undefined : readCanonical(file.bytes)
  if (value === undefined) throw new Error(`The stored version has no readable part ${partPath(name)}`)
  return value as Content[K]
}

export function readManifest(files: readonly ZipFile[]): Manifest {
  const value = files[0] === undefined ? undefined : readCanonical(files[0].bytes)
  if (value === undefined) throw new Error('The stored version has no readable manifest')
  return value as Manifest
}
