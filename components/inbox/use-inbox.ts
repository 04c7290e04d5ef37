'use client'
import { useEffect, useState } from 'react'
import type { Waiting } from '@/lib/review/inbox'

export type InboxCases = readonly { readonly case: string; readonly waiting: readonly Waiting[] }[]

/** What waits for me over all cases, once the server has told it; undefined before that, and when it cannot be reached. */
export function useInbox(): InboxCases | undefined {
  const [cases, setCases] = useState<InboxCases>()
  useEffect(() => {
    const ask = new AbortController()
    fetch('/api/inbox', { signal: ask.signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ cases: InboxCases }>) : undefined))
      .then((answer) => setCases(answer?.cases))
      // Without it the page is complete: the inbox says more when the server is back.
      .catch(() => {})
    return () => ask.abort()
  }, [])
  return cases
}
