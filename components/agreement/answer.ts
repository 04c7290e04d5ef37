import { callApi } from '@/components/cases/call-api'
import type { Side } from '@/lib/agreement/charter'
import type { RefusalCode } from '@/lib/agreement/refusal-codes'
import type { Act } from '@/lib/agreement/statement'
import type { Outcome } from '@/lib/gsn/outcome'

/** What the server gives for an act. */
export interface Receipt {
  readonly act: Act
  readonly proposal: number
  readonly digest: string
  readonly statement: string
  readonly envelope: string
  readonly at: string
  readonly name: string
  readonly side: Side
  readonly ledger: { readonly size: number; readonly head: string }
  readonly baseline: number | null
}

export interface Answer {
  readonly act: Act
  readonly digest: string
  readonly view: string
  readonly coverage: readonly string[]
  readonly reason: { readonly code: RefusalCode | ''; readonly text: string; readonly elements: readonly string[] }
  readonly password: string
}

const ROUTE: Readonly<Record<Act, string>> = {
  sign: 'signatures',
  unsign: 'unsign',
  refuse: 'refuse',
  withdraw: 'withdraw',
  confirm: 'confirm',
  terminate: 'terminate',
}

/** Has the statement written down, then takes it with the password: both at once, so that no time limit presses anyone. */
export async function giveAnswer(caseId: string, number: number, answer: Answer): Promise<Outcome<Receipt>> {
  const base = `/api/cases/${encodeURIComponent(caseId)}/proposals/${number}`
  const { password, ...statement } = answer
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const prepared = await callApi<{ nonce: string }>(`${base}/statement`, { body: { ...statement, timeZone } })
  if (!prepared.ok) return prepared
  const body = { nonce: prepared.value.nonce, password }
  // Without a key of its own: the statement can be taken once only, and no digest of a password should be kept.
  return callApi<Receipt>(`${base}/${ROUTE[answer.act]}`, { body })
}
