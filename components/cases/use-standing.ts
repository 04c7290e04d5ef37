'use client'
import { useEffect, useState } from 'react'

export interface Standing {
  readonly case: string
  readonly agreement: { readonly open?: number; readonly inForce?: number }
  readonly waiting: { readonly count: number; readonly words: string }
  readonly news?: { readonly since: string; readonly edits: number; readonly entries: number }
}

/** Where each of my cases stands, once the server has told it; the list is complete without. */
export function useStanding(): ReadonlyMap<string, Standing> | undefined {
  const [standing, setStanding] = useState<ReadonlyMap<string, Standing>>()
  useEffect(() => {
    const ask = new AbortController()
    fetch('/api/standing', { signal: ask.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ cases: Standing[] }>) : undefined))
      .then((answer) => answer && setStanding(new Map(answer.cases.map((one) => [one.case, one]))))
      .catch(() => {})
    return () => ask.abort()
  }, [])
  return standing
}
