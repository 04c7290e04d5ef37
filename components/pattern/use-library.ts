import { useCallback, useEffect, useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { callApi } from '@/components/cases/call-api'
import { readPatternValue } from '@/lib/pattern/check-pattern'

/** One pattern of the organisation's library. */
export interface Kept {
  readonly pattern: Pattern
  readonly by: string
  readonly at: string
}

export interface Library {
  /** Undefined while it is being asked for. */
  readonly kept: readonly Kept[] | undefined
  /** Why it could not be read, as a sentence. */
  readonly problem: string | undefined
  /** Keeps a pattern for the organisation. @returns why not, as a sentence; undefined when it is kept */
  readonly keep: (pattern: Pattern) => Promise<string | undefined>
}

/** [PTN6] The patterns that my organisation keeps. */
export function useLibrary(): Library {
  const [kept, setKept] = useState<readonly Kept[]>()
  const [problem, setProblem] = useState<string>()
  const load = useCallback(async (gone: () => boolean) => {
    const answer = await callApi<{ patterns: Kept[] }>('/api/patterns')
    if (gone()) return
    // What a newer server keeps may be no pattern to this page.
    if (answer.ok) setKept(answer.value.patterns.filter(({ pattern }) => readPatternValue(pattern).ok))
    setProblem(answer.ok ? undefined : answer.refusal.message)
  }, [])
  useEffect(() => {
    let left = false
    void load(() => left)
    return () => {
      left = true
    }
  }, [load])

  const keep = useCallback(
    async (pattern: Pattern) => {
      const answer = await callApi('/api/patterns', { body: { pattern } })
      if (!answer.ok) return answer.refusal.message
      await load(() => false)
      return undefined
    },
    [load],
  )
  return { kept, problem, keep }
}
