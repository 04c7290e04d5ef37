'use client'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { shallowSame } from './same'

/** Anything that holds a value and tells when it changed. */
export interface Readable<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

interface Memo<S, T> {
  readonly source: S
  readonly select: (source: S) => T
  readonly value: T
}

/**
 * Reads a store through a selector. The component is drawn again only when the selected value differs (one level
 * deep), so a keystroke elsewhere in the case costs one call of the selector and no drawing [UI1].
 */
export function useSelected<S, T>(store: Readable<S>, select: (source: S) => T): T {
  const memo = useRef<Memo<S, T> | undefined>(undefined)
  const read = () => {
    const source = store.get()
    const last = memo.current
    if (last !== undefined && Object.is(last.source, source) && last.select === select) return last.value
    const fresh = select(source)
    const value = last !== undefined && shallowSame(last.value, fresh) ? last.value : fresh
    memo.current = { source, select, value }
    return value
  }
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  return useSyncExternalStore(subscribe, read, read)
}

/** Reads the whole value of a store. */
export function useValue<T>(store: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  const read = () => store.get()
  return useSyncExternalStore(subscribe, read, read)
}
