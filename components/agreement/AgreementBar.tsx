'use client'
import { useMemo } from 'react'
import { useLedger, useRoom } from '@/components/workspace/CaseContext'
import { dayWords } from '@/lib/agreement/instant'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import classes from './agreement.module.css'
import { useDifference } from './use-difference'
import { baselineWords, placesWords, stateWords } from './words'

/** How far the agreement has come, in the header of the case: what is in force, and whose signature is awaited. */
export function AgreementBar() {
  const room = useRoom()
  const ledger = useLedger()
  const { open, inForce } = useMemo(() => reduceAgreement(ledger.filter(({ chain }) => chain === 'shared')), [ledger])
  const differs = useDifference(room, inForce)
  const base = `/cases/${encodeURIComponent(room.caseId)}/agreement`
  if (open === undefined && inForce === undefined) return null
  return (
    <div className={classes.bar} role="status">
      {open !== undefined && (
        <a href={`${base}/${open.number}`} data-waiting>
          Version {open.number} {sentence(stateWords(open))}
        </a>
      )}
      {inForce !== undefined && (
        <a
          href={differs ? `${base}/since` : `${base}/baselines/${inForce.number}`}
          title={`Baseline ${inForce.number}: ${baselineWords(inForce).toLowerCase()}, since ${dayWords(inForce.since)}`}
        >
          B{inForce.number} in force since {dayWords(inForce.since)}
          {differs === undefined || open !== undefined
            ? ''
            : differs === 0
              ? '; the live case says the same'
              : `; the live case differs in ${placesWords(differs)}`}
        </a>
      )}
    </div>
  )
}

/** The same words in the middle of a sentence. */
function sentence(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
