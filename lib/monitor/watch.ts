import { canonicalJson } from '@/lib/gsn/canonical'
import { sha256Hex } from '@/lib/gsn/digest'
import { purlKey, readPurl } from './purl'

/** Where a line of a watch list came from. */
export const WATCH_SOURCES = { typed: 'Typed', sbom: 'SBOM', csaf: 'Advisory', mds2: 'Disclosure form' } as const
export type WatchSource = keyof typeof WATCH_SOURCES

/** How many products a case watches at most, and how long each part of a line may be. */
export const WATCH_MAX = { entries: 20_000, name: 300, vendor: 300, version: 200, purl: 1000, cpe: 500 } as const

/** A product or component that is watched: empty strings stand for what is not known. */
export interface Watched {
  readonly name: string
  readonly vendor: string
  /** One version, or a range such as `>=2.0 <3.1` or `vers:npm/<2.0`; empty for every version. */
  readonly version: string
  readonly purl: string
  readonly cpe: string
}

/** A line of a case's watch list. */
export interface WatchEntry extends Watched {
  /** Digest of what is watched; unique in its case. */
  readonly key: string
}

/** What stands in a file or a form, tidied: trimmed, cut to length, and without control characters. */
export function tidyWatched(given: Partial<Watched>): Watched {
  const tidy = (part: keyof Watched) =>
    (given[part] ?? '')
      .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, WATCH_MAX[part])
  return { name: tidy('name'), vendor: tidy('vendor'), version: tidy('version'), purl: tidy('purl'), cpe: tidy('cpe') }
}

/**
 * [MON1] What makes a line the same line: its package where it has one, else its CPE, else vendor and name, each with the
 * version. Whoever adds it again, from whatever file, adds nothing.
 */
export function watchKey(watched: Watched): string {
  const purl = readPurl(watched.purl)
  const fold = (text: string) => text.toLocaleLowerCase('en')
  const what =
    purl !== undefined
      ? ['purl', purlKey(purl), purl.version ?? watched.version]
      : watched.cpe !== ''
        ? ['cpe', fold(watched.cpe), watched.version]
        : ['name', fold(watched.vendor), fold(watched.name), watched.version]
  return sha256Hex(canonicalJson(what)).slice(0, 40)
}
