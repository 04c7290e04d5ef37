'use client'
import { useEffect, useState } from 'react'
import { useLedger, useMe, useRoom } from '@/components/workspace/CaseContext'
import { HistoryWatch } from './HistoryWatch'

/** A moment after the last entry: several come at once. */
const PAUSE = 3000

/** Keeps looking, while people work in the case, whether its history goes on from where this browser saw it last. */
export function CaseHistoryWatch() {
  const { caseId } = useRoom()
  const { side } = useMe()
  const size = useLedger().length
  const [moment, setMoment] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => setMoment(size), PAUSE)
    return () => clearTimeout(timer)
  }, [size])
  // Before the first pause nothing is asked: the case is opening, and that is worth more.
  return moment === 0 ? null : <HistoryWatch caseId={caseId} side={side} moment={moment} />
}
