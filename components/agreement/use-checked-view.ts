'use client'
import { useEffect, useState } from 'react'
import type { Outcome } from '@/lib/gsn/outcome'
import { type CheckedView, checkView } from './check-view'

/** The version as this browser received and hashed it; undefined while that is going on. */
export function useCheckedView(caseId: string, number: number, digest: string): Outcome<CheckedView> | undefined {
  const [checked, setChecked] = useState<Outcome<CheckedView>>()
  useEffect(() => {
    let here = true
    setChecked(undefined)
    void checkView(caseId, number, digest).then((outcome) => {
      if (here) setChecked(outcome)
    })
    return () => {
      here = false
    }
  }, [caseId, number, digest])
  return checked
}
