import { startAuthentication, WebAuthnError } from '@simplewebauthn/browser'
import { callApi } from '@/components/cases/call-api'
import type { Method, Side } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import type { RefusalCode } from '@/lib/agreement/refusal-codes'
import type { ProposeRequest } from '@/lib/agreement/requests'
import type { Act } from '@/lib/agreement/statement'
import { kindWords } from '@/lib/audit/sentences'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

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
  readonly ending?: 'together' | 'notice'
}

/** How the person proves that it is them. */
export type Proof = { readonly method: 'passkey' } | { readonly method: 'password'; readonly password: string }

const ROUTE: Readonly<Record<Act, string>> = {
  sign: 'signatures',
  unsign: 'unsign',
  refuse: 'refuse',
  withdraw: 'withdraw',
  confirm: 'confirm',
  terminate: 'terminate',
}

interface Prepared {
  readonly nonce: string
  readonly passkey: Parameters<typeof startAuthentication>[0]['optionsJSON'] | null
}

/** Has the statement written down, then takes it with the proof: all at once, so that no time limit presses anyone. */
export async function giveAnswer(
  caseId: string,
  number: number,
  answer: Answer,
  proof: Proof,
): Promise<Outcome<Receipt>> {
  const taken = await prepareAndProve(caseId, number, answer, proof)
  if (!taken.ok) return taken
  // Without a key of its own: the statement can be taken once only, and no digest of a password should be kept.
  const done = await callApi<Receipt>(`${routeOf(caseId, number)}/${ROUTE[answer.act]}`, { body: taken.value })
  return done.ok ? done : refuse(done.refusal.code, `${done.refusal.message}${meanwhile(done.refusal.details)}`)
}

/** A refusal with another version in its place, in one step. */
export async function giveCounter(
  caseId: string,
  number: number,
  answer: Answer,
  proof: Proof,
  propose: ProposeRequest,
): Promise<Outcome<{ receipt: Receipt; proposal: number }>> {
  const taken = await prepareAndProve(caseId, number, answer, proof)
  if (!taken.ok) return taken
  return callApi(`${routeOf(caseId, number)}/counter`, { body: { ...taken.value, propose } })
}

/** What happened between reading and answering, in words; whoever is told so may look and answer again. */
function meanwhile(details: unknown): string {
  const since = (details as { since?: readonly { kind: string; by: string }[] } | undefined)?.since ?? []
  return since.length === 0
    ? ''
    : ` Meanwhile: ${since.map(({ kind, by }) => `${kindWords(kind)} (${by})`).join(', ')}.`
}

function routeOf(caseId: string, number: number): string {
  return `/api/cases/${encodeURIComponent(caseId)}/proposals/${number}`
}

async function prepareAndProve(
  caseId: string,
  number: number,
  answer: Answer,
  proof: Proof,
): Promise<Outcome<{ nonce: string; password?: string; assertion?: unknown }>> {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const body = { ...answer, timeZone, method: proof.method satisfies Method }
  const prepared = await callApi<Prepared>(`${routeOf(caseId, number)}/statement`, { body })
  if (!prepared.ok) return prepared
  const { nonce, passkey } = prepared.value
  if (proof.method === 'password') return ok({ nonce, password: proof.password })
  if (passkey === null) return refuse('no-passkey', 'No passkey of yours may be used here. Use your password.')
  const used = await withPasskey(() => startAuthentication({ optionsJSON: passkey }))
  return used.ok ? ok({ nonce, assertion: used.value }) : used
}

/**
 * Proves the adoption of a charter: a password as it was typed, or a passkey over the statement that the server writes
 * down about it.
 * @param about a charter that waits, by its number and digest, or the terms of a new one
 */
export async function proveAdoption(
  caseId: string,
  about:
    | { readonly charter: number; readonly digest: string }
    | { readonly terms: CharterTerms; readonly supersedes: string | null },
  proof: Proof,
): Promise<Outcome<{ password: string } | { nonce: string; assertion: unknown }>> {
  if (proof.method === 'password') return ok({ password: proof.password })
  const path = `/api/cases/${encodeURIComponent(caseId)}/charter/statement`
  const prepared = await callApi<{ nonce: string; passkey: NonNullable<Prepared['passkey']> }>(path, { body: about })
  if (!prepared.ok) return prepared
  const { nonce, passkey } = prepared.value
  const used = await withPasskey(() => startAuthentication({ optionsJSON: passkey }))
  return used.ok ? ok({ nonce, assertion: used.value }) : used
}

/** Lets the browser ask for the passkey. Whatever goes wrong there comes back as a sentence. */
export async function withPasskey<T>(use: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await use())
  } catch (error) {
    const code = error instanceof WebAuthnError ? error.code : ''
    if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
      return refuse(
        'passkey-known',
        'This device has a passkey of yours already. Use another device, or revoke that one.',
      )
    }
    const name = error instanceof Error ? error.name : ''
    if (name === 'SecurityError') {
      return refuse('passkey-address', 'Passkeys of this service do not work at this address. Open its proper address.')
    }
    return refuse(
      'passkey-not-used',
      'The passkey was not used: it was cancelled, took too long, or is not on this device. Nothing was recorded.',
    )
  }
}
