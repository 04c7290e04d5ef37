/**
 * A map with the keys and the order of another one and some new values. Making it costs what is new, not what is there:
 * a small patch lies over a large base, and when the patch has grown the base is made anew.
 */
export class Overlay<V> implements ReadonlyMap<string, V> {
  private constructor(
    private readonly base: ReadonlyMap<string, V>,
    private readonly patch: ReadonlyMap<string, V>,
  ) {}

  /** @param changes  new values of keys that the map has; nobody changes either map afterwards */
  static over<V>(map: ReadonlyMap<string, V>, changes: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
    const [base, before] = map instanceof Overlay ? [map.base as ReadonlyMap<string, V>, map.patch] : [map, undefined]
    const patch = before === undefined ? changes : new Map<string, V>([...before, ...changes])
    const over = new Overlay(base, patch)
    return patch.size <= 16 + Math.sqrt(base.size) ? over : new Map(over)
  }

  get size(): number {
    return this.base.size
  }

  get(key: string): V | undefined {
    return this.patch.get(key) ?? this.base.get(key)
  }

  has(key: string): boolean {
    return this.base.has(key)
  }

  forEach(each: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) each(value, key, this)
  }

  keys(): MapIterator<string> {
    return this.base.keys()
  }

  *values(): MapIterator<V> {
    for (const [key, value] of this.base) yield this.patch.get(key) ?? value
  }

  *entries(): MapIterator<[string, V]> {
    for (const [key, value] of this.base) yield [key, this.patch.get(key) ?? value]
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }
}
