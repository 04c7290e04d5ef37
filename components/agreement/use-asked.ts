'use client'
import { useCallback, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'

const EVERY_MS = 15_000

/** What the API tells, asked anew while the page is looked at and whenever something was done. */
export function useAsked<T>(path: string): { told: T | undefined; problem: string; again: () => void } {
  const [told, setTold] = useState<T>()
  const [problem, setProblem] = useState('')
  const [moment, setMoment] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment is the reason to ask again
  useEffect(() => {
    let here = true
    const ask = () =>
      void callApi<T>(path).then((outcome) => {
        if (!here) return
        setProblem(outcome.ok ? '' : outcome.refusal.message)
        if (outcome.ok) setTold(outcome.value)
      })
    ask()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') ask()
    }, EVERY_MS)
    return () => {
      here = false
      clearInterval(timer)
    }
  }, [path, moment])
  return { told, problem, again: useCallback(() => setMoment((n) => n + 1), []) }
}
