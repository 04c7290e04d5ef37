'use client'
import { useEffect, useRef } from 'react'

/**
 * Notes which sections of the page have been in view: a signature says how much of the version its signer had open.
 * @param ids element ids of the sections
 * @returns how to read what has been seen so far
 */
export function useCoverage(ids: readonly string[]): () => readonly string[] {
  const seen = useRef(new Set<string>())
  const key = ids.join(' ')
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) seen.current.add(entry.target.id)
    })
    for (const id of key.split(' ')) {
      const section = document.getElementById(id)
      if (section !== null) observer.observe(section)
    }
    return () => observer.disconnect()
  }, [key])
  return () => [...seen.current].sort()
}
