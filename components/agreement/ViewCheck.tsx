'use client'
import { useEffect, useState } from 'react'
import classes from './agreement.module.css'
import { checkView } from './check-view'

/** Says whether what this browser received is the version with this digest. */
export function ViewCheck({ caseId, number, digest }: { caseId: string; number: number; digest: string }) {
  const [said, setSaid] = useState<{ good: boolean; words: string }>()
  useEffect(() => {
    let here = true
    void checkView(caseId, number, digest).then((outcome) => {
      if (!here) return
      const words = outcome.ok
        ? 'This browser has hashed the page below and found the digest above. Compare the digest on another computer if you like.'
        : outcome.refusal.message
      setSaid({ good: outcome.ok, words })
    })
    return () => {
      here = false
    }
  }, [caseId, number, digest])
  return (
    <p role="status" className={said?.good === false ? classes.bad : classes.muted}>
      {said?.words ?? 'Checking the page ...'}
    </p>
  )
}
