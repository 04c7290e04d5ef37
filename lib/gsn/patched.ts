import { compareKeys } from './graph'

/**
 * A map that is never changed: `with` gives a new one that shares the old one's memory. A small patch lies over a large
 * base; when the patch has grown, the base is made anew, so that one change costs about the square root of the size.
 */
export class Patched<V> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    private readonly patch: ReadonlyMap<string, V | undefined>,
  ) {}

  static of<V>(base: ReadonlyMap<string, V>): Patched<V> {
    return new Patched(base, new Map())
  }

  get(key: string): V | undefined {
    if (this.patch.size > 0) {
      const value = this.patch.get(key)
      if (value !== undefined || this.patch.has(key)) return value
    }
    return this.base.get(key)
  }

  /** @param changes values by key; undefined takes the key out */
  with(changes: Iterable<readonly [string, V | undefined]>): Patched<V> {
    const patch = new Map(this.patch)
    for (const [key, value] of changes) patch.set(key, value)
    if (patch.size <= 16 + Math.sqrt(this.base.size)) return new Patched(this.base, patch)
    const base = new Map(this.base)
    for (const [key, value] of patch) {
      if (value === undefined) base.delete(key)
      else base.set(key, value)
    }
    return Patched.of(base)
  }
}

/** A patched map that can be gone through in the order of its keys' code units. */
export class OrderedMap<V> implements ReadonlyMap<string, V> {
  private constructor(
    private readonly values_: Patched<V>,
    private readonly keys_: readonly string[],
  ) {}

  static of<V>(entries: ReadonlyMap<string, V>): OrderedMap<V> {
    return new OrderedMap(Patched.of(entries), [...entries.keys()].sort(compareKeys))
  }

  with(changes: readonly (readonly [string, V | undefined])[]): OrderedMap<V> {
    if (changes.length === 0) return this
    let keys = this.keys_
    for (const [key, value] of changes) {
      if (this.has(key) === (value !== undefined)) continue
      const at = placeOf(keys, key)
      const there = keys[at] === key
      if (value !== undefined && !there) keys = keys.toSpliced(at, 0, key)
      if (value === undefined && there) keys = keys.toSpliced(at, 1)
    }
    return new OrderedMap(this.values_.with(changes), keys)
  }

  get size(): number {
    return this.keys_.length
  }

  get(key: string): V | undefined {
    return this.values_.get(key)
  }

  has(key: string): boolean {
    return this.values_.get(key) !== undefined
  }

  forEach(each: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) each(value, key, this)
  }

  keys(): MapIterator<string> {
    return this.keys_.values()
  }

  *values(): MapIterator<V> {
    for (const key of this.keys_) yield this.values_.get(key) as V
  }

  *entries(): MapIterator<[string, V]> {
    for (const key of this.keys_) yield [key, this.values_.get(key) as V]
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }
}

/** A set that is never changed, in the order of code units. */
export class OrderedSet implements ReadonlySet<string> {
  private constructor(private readonly map: OrderedMap<true>) {}

  static of(ids: Iterable<string>): OrderedSet {
    return new OrderedSet(OrderedMap.of(new Map([...ids].map((id) => [id, true as const]))))
  }

  /** @param changes whether each id is in */
  with(changes: ReadonlyMap<string, boolean>): OrderedSet {
    if (changes.size === 0) return this
    return new OrderedSet(this.map.with([...changes].map(([id, is]) => [id, is ? true : undefined])))
  }

  get size(): number {
    return this.map.size
  }

  has(id: string): boolean {
    return this.map.has(id)
  }

  forEach(each: (id: string, same: string, set: ReadonlySet<string>) => void): void {
    for (const id of this) each(id, id, this)
  }

  keys(): SetIterator<string> {
    return this.map.keys()
  }

  values(): SetIterator<string> {
    return this.map.keys()
  }

  *entries(): SetIterator<[string, string]> {
    for (const id of this.map.keys()) yield [id, id]
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.map.keys()
  }
}

/** Where a key stands in a sorted list, or would stand. */
export function placeOf(sorted: readonly string[], key: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareKeys(sorted[middle] ?? '', key) < 0) low = middle + 1
    else high = middle
  }
  return low
}
