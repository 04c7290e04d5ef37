'use client'
import { useCallback, useEffect, useRef } from 'react'

/**
 * Notes which sections of a version have been in view, on whichever page: a signature says how much of it its signer had
 * open. Kept for this tab, by the version's digest.
 * @param ids element ids of the sections on this page; those that come and go are found when they come
 * @returns how to read what has been seen so far
 */
export function useCoverage(digest: string, ids: readonly string[]): () => readonly string[] {
  const seen = useRef(new Set<string>())
  const key = ids.join(' ')
  const shelf = `accord.read.${digest}`
  useEffect(() => {
    seen.current = new Set(seenBefore(shelf))
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) seen.current.add(entry.target.id)
      keep(shelf, seen.current)
    })
    for (const id of key.split(' ').filter(Boolean)) {
      const section = document.getElementById(id)
      if (section !== null) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [key, shelf])
  return useCallback(() => [...seen.current].sort(), [])
}

function seenBefore(shelf: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(shelf) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string').slice(0, 50) : []
  } catch {
    return []
  }
}

function keep(shelf: string, seen: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(shelf, JSON.stringify([...seen]))
  } catch {
    // A full shelf: the signature will say less than was seen, never more.
  }
}
