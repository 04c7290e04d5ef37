import { type Cpe, cpeKey, cpesMeet, readCpe } from './cpe'
import { type Purl, purlKey, readPurl } from './purl'
import type { NoticeProduct } from './statuses'
import { rangesMeet } from './version-range'
import type { WatchEntry } from './watch'
import { shareWord, significantWords } from './words'

/** How sure it is that a product of a file is the watched one, the surest first. */
export const HOW = {
  package: 'the same package',
  cpe: 'the same CPE name',
  perhaps: 'perhaps: by name',
} as const
export type How = keyof typeof HOW

/** A product of a file that is, or perhaps is, a watched one. */
export interface Match {
  readonly entry: string
  readonly product: string
  readonly how: How
  /** False where the versions could not be compared: somebody has to look. */
  readonly versions: boolean
}

interface Indexed {
  readonly entry: WatchEntry
  readonly purl: Purl | undefined
  readonly cpe: Cpe | undefined
  readonly vendor: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** A watch list made ready for looking products up in it. */
export interface WatchIndex {
  readonly entries: ReadonlyMap<string, WatchEntry>
  readonly byPurl: ReadonlyMap<string, readonly Indexed[]>
  readonly byCpe: ReadonlyMap<string, readonly Indexed[]>
  readonly byWord: ReadonlyMap<string, readonly Indexed[]>
}

/** A word that stands in more lines than these tells too little to look by. */
const COMMON = 200

/** Reads a watch list once, so that each product is looked up and never compared with every line. */
export function indexWatchList(entries: Iterable<WatchEntry>): WatchIndex {
  const byPurl = new Map<string, Indexed[]>()
  const byCpe = new Map<string, Indexed[]>()
  const byWord = new Map<string, Indexed[]>()
  const all = new Map<string, WatchEntry>()
  for (const entry of entries) {
    const one = readIndexed(entry)
    all.set(entry.key, entry)
    if (one.purl !== undefined) push(byPurl, purlKey(one.purl), one)
    if (one.cpe !== undefined) push(byCpe, cpeKey(one.cpe), one)
    for (const word of one.words) push(byWord, word, one)
  }
  return { entries: all, byPurl, byCpe, byWord }
}

function readIndexed(entry: WatchEntry): Indexed {
  return {
    entry,
    purl: readPurl(entry.purl),
    cpe: readCpe(entry.cpe),
    vendor: significantWords(entry.vendor),
    words: significantWords(lastName(entry.name)),
  }
}

/** Components are named with their group: `com.fasterxml.jackson.core/jackson-databind`. */
function lastName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1) || name
}

/**
 * [MON2] [MON4] [MON5] The watched products that a product of a file is: by package URL, then by CPE, then perhaps by vendor
 * and name. What package URL or CPE tells apart, no likeness of names brings together.
 */
export function matchProduct(index: WatchIndex, product: NoticeProduct): readonly Match[] {
  const found = new Map<string, Match>()
  const add = (one: Indexed, how: How, meet: 'yes' | 'no' | 'unknown') => {
    if (meet === 'no' || found.has(one.entry.key)) return
    const versions = meet === 'yes'
    found.set(one.entry.key, { entry: one.entry.key, product: product.id, how: versions ? how : 'perhaps', versions })
  }
  const told = new Set<string>()
  const purl = readPurl(product.purl ?? '')
  const said = product.version ?? ''
  if (purl !== undefined) {
    for (const one of index.byPurl.get(purlKey(purl)) ?? []) {
      told.add(one.entry.key)
      add(one, 'package', rangesMeet(one.purl?.version ?? one.entry.version, said || (purl.version ?? '')))
    }
  }
  const cpe = readCpe(product.cpe ?? '')
  if (cpe !== undefined) {
    const named = { ...cpe, version: cpe.version || said }
    for (const one of index.byCpe.get(cpeKey(cpe)) ?? []) {
      if (one.cpe === undefined || told.has(one.entry.key)) continue
      told.add(one.entry.key)
      add(one, 'cpe', cpesMeet(named, one.cpe, one.entry.version))
    }
  }
  for (const one of candidates(index, product)) {
    const differs = (purl !== undefined && one.purl !== undefined) || (cpe !== undefined && one.cpe !== undefined)
    if (differs || told.has(one.entry.key) || !namesMeet(product, one)) continue
    add(one, 'perhaps', rangesMeet(one.entry.version || (one.purl?.version ?? ''), said || (purl?.version ?? '')))
  }
  return [...found.values()]
}

/** Lines that share a telling word with the product; of words that stand everywhere only the rarest is looked up. */
function candidates({ byWord }: WatchIndex, { name, vendor = '' }: NoticeProduct): ReadonlySet<Indexed> {
  const lists = [...significantWords(lastName(name)), ...significantWords(vendor)]
    .flatMap((word) => {
      const list = byWord.get(word)
      return list === undefined ? [] : [list]
    })
    .sort((a, b) => a.length - b.length)
  const telling = lists.filter((list) => list.length <= COMMON)
  return new Set((telling.length === 0 ? lists.slice(0, 1) : telling).flat())
}

/**
 * [MON5] One name holds all telling words of the other, once the vendors' own names are taken out, and the vendors share a
 * word. Where a vendor is not named, one word alone is not enough.
 */
function namesMeet({ name, vendor = '' }: NoticeProduct, one: Indexed): boolean {
  const theirs = significantWords(vendor)
  const both = theirs.size > 0 && one.vendor.size > 0
  if (both && !shareWord(theirs, one.vendor)) return false
  const without = (words: ReadonlySet<string>) => {
    const rest = [...words].filter((word) => !theirs.has(word) && !one.vendor.has(word))
    return rest.length === 0 ? [...words] : rest
  }
  const [mine, other] = [without(significantWords(lastName(name))), without(one.words)]
  const [few, many] = mine.length <= other.length ? [mine, other] : [other, mine]
  if (!few.every((word) => many.includes(word))) return false
  if (few.length === many.length) return few.join('').length >= 3
  const telling = few.filter((word) => word.length >= 3 && /\p{L}/u.test(word))
  return telling.length > 0 && (both || few.length >= 2)
}

function push(map: Map<string, Indexed[]>, key: string, one: Indexed): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [one])
  else list.push(one)
}
