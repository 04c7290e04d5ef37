import { useCallback, useEffect, useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { callApi } from '@/components/cases/call-api'
import { readPatternValue } from '@/lib/pattern/check-pattern'

/** One pattern of the organisation's library. */
export interface Kept {
  readonly pattern: Pattern
  readonly by: string
  readonly at: string
  /** What its author says is new in this version; empty when they said nothing. */
  readonly note: string
  /** How many versions are kept. */
  readonly versions: number
}

export interface Library {
  /** Undefined while it is being asked for. */
  readonly kept: readonly Kept[] | undefined
  /** Why it could not be read, as a sentence. */
  readonly problem: string | undefined
  /** Keeps a pattern for the organisation. @returns why not, as a sentence; undefined when it is kept */
  readonly keep: (pattern: Pattern, note?: string) => Promise<string | undefined>
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
    async (pattern: Pattern, note?: string) => {
      const answer = await callApi('/api/patterns', { body: { pattern, ...(note === undefined ? {} : { note }) } })
      if (!answer.ok) return answer.refusal.message
      await load(() => false)
      return undefined
    },
    [load],
  )
  return { kept, problem, keep }
}

/** [PTN7] Every version of a pattern that my organisation keeps, the newest first; undefined while they are asked for. */
export function useVersions(patternId: string): readonly Omit<Kept, 'versions'>[] | undefined {
  const [versions, setVersions] = useState<readonly Omit<Kept, 'versions'>[]>()
  useEffect(() => {
    let left = false
    void callApi<{ versions: Kept[] }>(`/api/patterns/${encodeURIComponent(patternId)}/versions`).then((answer) => {
      if (!left)
        setVersions(answer.ok ? answer.value.versions.filter(({ pattern }) => readPatternValue(pattern).ok) : [])
    })
    return () => {
      left = true
    }
  }, [patternId])
  return versions
}
