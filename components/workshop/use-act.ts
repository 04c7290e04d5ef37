'use client'
import { useState } from 'react'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { tellRefusal } from '@/components/workspace/tell'
import { mayDo } from '@/lib/workshop/may'
import type { WorkshopActName, WorkshopRequest } from '@/lib/workshop/requests'
import type { Workshop } from '@/lib/workshop/workshop'
import { workshopCalls } from './workshop-calls'

/** What I may do in a workshop now: the same policy that the server asks. */
export function useMay(workshop: Workshop): (act: WorkshopActName) => boolean {
  const { id, email, name, side, rights } = useMe()
  const actor = { personId: id, email, name, participation: { rights, ...(side === undefined ? {} : { side }) } }
  return (act) => mayDo(actor, act, workshop.facilitator.id) === 'yes'
}

/** Doing something in a workshop; a refusal is shown, and `busy` says that it is on its way. */
export function useAct(workshop: Pick<Workshop, 'number'>) {
  const { caseId } = useRoom()
  const [busy, setBusy] = useState(false)
  async function act(request: WorkshopRequest): Promise<boolean> {
    setBusy(true)
    const outcome = await workshopCalls(caseId).act(workshop.number, request)
    setBusy(false)
    if (!outcome.ok) tellRefusal(outcome.refusal)
    return outcome.ok
  }
  return { act, busy }
}
