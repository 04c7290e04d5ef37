'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useLedger, useRoom } from '@/components/workspace/CaseContext'
import { dayWords } from '@/lib/agreement/instant'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import classes from './agreement.module.css'
import { useDifference } from './use-difference'
import { missingWords, placesWords } from './words'

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
        <Link href={`${base}/${open.number}`} data-waiting>
          Version {open.number} waits for {missingWords(open)}
        </Link>
      )}
      {inForce !== undefined && (
        <Link
          href={`${base}/baselines/${inForce.number}`}
          title={`Baseline ${inForce.number} in force since ${dayWords(inForce.since)}`}
        >
          B{inForce.number} in force since {dayWords(inForce.since)}
          {differs === undefined || open !== undefined
            ? ''
            : differs === 0
              ? '; the live case says the same'
              : `; the live case differs in ${placesWords(differs)}`}
        </Link>
      )}
    </div>
  )
}
