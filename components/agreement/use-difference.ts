'use client'
import { useEffect, useState } from 'react'
import type { CaseRoom } from '@/components/workspace/room'
import { type CasePart, casePart } from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import type { Baseline } from '@/lib/agreement/proposal'
import { canonicalCase } from '@/lib/case/canonical-case'
import { versionFile } from './check-view'

/** A moment after the last keystroke: comparing a whole case is not for every letter. */
const PAUSE = 800

/**
 * In how many places the live case differs from a baseline, kept up to date while people edit.
 * @returns undefined until it is known
 */
export function useDifference(room: CaseRoom, baseline: Baseline | undefined): number | undefined {
  const [count, setCount] = useState<number>()
  const digest = baseline?.digest
  const proposal = baseline?.proposal
  useEffect(() => {
    setCount(undefined)
    if (digest === undefined || proposal === undefined) return
    let frozen: CasePart | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const compare = () => {
      if (frozen !== undefined) setCount(differenceOf(frozen, casePart(canonicalCase(room.doc))).length)
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(compare, PAUSE)
    }
    void fetch(versionFile(room.caseId, proposal, 'content/case.json'))
      .then((answer) => (answer.ok ? answer.json() : undefined))
      .then((part: CasePart | undefined) => {
        frozen = part
        soon()
      })
      .catch(() => undefined)
    const stops = [room.reader.subscribe(soon), room.synced.subscribe(soon)]
    return () => {
      clearTimeout(timer)
      frozen = undefined
      for (const stop of stops) stop()
    }
  }, [room, digest, proposal])
  return count
}
