/** Anything that holds a value and tells when it changed. */
export interface Store<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

export interface Value<T> extends Store<T> {
  /** Listeners hear of it only when it differs by `same`. */
  set(value: T): void
}

export function createValue<T>(initial: T, same: (a: T, b: T) => boolean = Object.is): Value<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set: (value) => {
      if (same(current, value)) return
      current = value
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
