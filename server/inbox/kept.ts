/** A bounded memory: what was not asked for the longest is forgotten first. */
export interface Kept<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

/**
 * One memory of this name for the whole process, whichever bundle asks.
 * @param most entries that are kept
 */
export function keptBy<T>(name: string, most: number): Kept<T> {
  const holder = globalThis as { [key: symbol]: unknown }
  const key = Symbol.for(name)
  holder[key] ??= new Map<string, T>()
  const map = holder[key] as Map<string, T>
  return {
    get(id) {
      const value = map.get(id)
      if (value !== undefined) {
        map.delete(id)
        map.set(id, value)
      }
      return value
    },
    set(id, value) {
      map.delete(id)
      map.set(id, value)
      const oldest = map.keys().next().value
      if (map.size > most && oldest !== undefined) map.delete(oldest)
    },
  }
}
