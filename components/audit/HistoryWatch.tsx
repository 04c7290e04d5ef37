'use client'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import type { ChainedEntry, ChainName } from '@/lib/agreement/ledger-chain'
import { HistoryAlarm } from './HistoryAlarm'
import { askedAfter, type ChainAlarm, watchHistory } from './history-memory'

interface Props {
  readonly caseId: string
  readonly side: 'mdm' | 'hdo' | undefined
  /** Another value: look again. */
  readonly moment?: number | string
}

/** The chains that a person of this side may read. */
export function chainsOf(side: 'mdm' | 'hdo' | undefined): readonly ChainName[] {
  return side === undefined ? ['shared'] : ['shared', side]
}

/**
 * Looks whether the history goes on from where this browser saw it last, and says so only if it does not. Asks for the
 * entries from the remembered one on; when those do not fit, nothing more is needed to know it.
 */
export function HistoryWatch({ caseId, side, moment }: Props) {
  const [alarms, setAlarms] = useState<readonly ChainAlarm[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment is the reason to look again
  useEffect(() => {
    let here = true
    const chains = chainsOf(side)
    const path = `/api/cases/${encodeURIComponent(caseId)}/ledger?after=${askedAfter(caseId, chains)}`
    void callApi<{ entries: readonly ChainedEntry[] }>(path).then((told) => {
      if (here && told.ok) setAlarms(watchHistory(caseId, chains, told.value.entries, new Date().toISOString()).alarms)
    })
    return () => {
      here = false
    }
  }, [caseId, side, moment])
  return <HistoryAlarm caseId={caseId} alarms={alarms} />
}
