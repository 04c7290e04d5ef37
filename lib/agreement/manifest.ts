import { canonicalJson } from '@/lib/gsn/canonical'
import type { Side } from './charter'
import type { Content } from './content'
import type { Effect } from './events'
import { decodeUtf8 } from './utf8'
import type { ZipFile } from './zip'

export const MANIFEST_PATH = 'manifest.json'
export const VIEW_PATH = 'view/agreement.html'
export const MANIFEST_FORMAT = 'accord-baseline'
/** Version 1 names no evidence files; version 2 does. Both are read for ever. */
export const MANIFEST_VERSION = 2

export interface PartRow {
  readonly path: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  /**
   * For files of evidence only: whether the bytes travel in the bundle, or are named by their hash and stay where they
   * are kept. Parts without this word are always there.
   */
  readonly held?: 'embedded' | 'referenced'
}

/** What a version is: its SHA-256 is the version's digest and the only subject of signatures. */
export interface Manifest {
  readonly format: typeof MANIFEST_FORMAT
  readonly version: 1 | typeof MANIFEST_VERSION
  readonly case: { readonly id: string; readonly title: string }
  readonly proposal: number
  readonly title: string
  /** Digest of the baseline in force when this was proposed; null for the first. */
  readonly supersedes: string | null
  readonly frozen: string
  readonly proposer: { readonly id: string; readonly name: string; readonly side: Side }
  readonly expires: string
  /** Digest of the adopted charter, which is the part `charter` byte for byte; absent before charters were adopted. */
  readonly charter?: string
  /** When it takes effect once both sides have signed; at once when absent. */
  readonly effect?: Effect
  /** Number of the proposal that this one answers. */
  readonly counters?: number
  readonly parts: readonly PartRow[]
}

export type Heading = Omit<Manifest, 'format' | 'version' | 'parts'>

export function partPath(name: keyof Content): string {
  return `content/${name}.json`
}

/** Where the bytes of an evidence file stand in a bundle. */
export function evidencePath(sha256: string): string {
  return `evidence/${sha256}`
}

/** The parts whose bytes are frozen with the version itself: all but the files of evidence, which their store keeps. */
export function frozenParts({ parts }: Pick<Manifest, 'parts'>): readonly PartRow[] {
  return parts.filter((part) => part.held === undefined)
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
