import { freshKey, post } from '@/components/review/review-calls'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { OpenWorkshopRequest, WorkshopRequest } from '@/lib/workshop/requests'

/** The calls of a workshop, each under a key: a lost answer is asked for again without saying anything twice. */
export function workshopCalls(caseId: string, send: typeof fetch = fetch) {
  const base = `/api/cases/${encodeURIComponent(caseId)}/workshops`
  return {
    open: (request: OpenWorkshopRequest, key = freshKey()) => post(send, base, request, key),
    act: async (number: number, request: WorkshopRequest, key = freshKey()): Promise<Outcome<unknown>> => {
      const outcome = await post(send, `${base}/${number}/acts`, request, key)
      return outcome.ok ? ok(outcome.value) : outcome
    },
  }
}

/** The address of the minutes as a page. */
export function minutesPath(caseId: string, number: number): string {
  return `/cases/${encodeURIComponent(caseId)}/workshops/${number}`
}
