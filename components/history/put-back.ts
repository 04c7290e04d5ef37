import { callApi } from '@/components/cases/call-api'
import { randomKey } from '@/components/cases/random-key'
import { tellDone, tellRefusal } from '@/components/workspace/tell'

/**
 * [HIS4] Puts a past state of the case, or of one element, back as a new edit in my name, and says what stays because only
 * the other side may change it.
 * @param seq number of the state
 */
export async function putBack(caseId: string, seq: string, element: string | undefined): Promise<void> {
  const outcome = await callApi<{ changes: unknown[]; left: string[] }>(
    `/api/cases/${encodeURIComponent(caseId)}/history/${seq}/restore`,
    { body: element === undefined ? {} : { element }, key: randomKey() },
  )
  if (!outcome.ok) return tellRefusal(outcome.refusal)
  const { left } = outcome.value
  const kept = left.length === 0 ? '' : ` Only the other side can put these back: ${left.slice(0, 5).join(', ')}.`
  tellDone(`It is back as it was.${kept}`)
}
