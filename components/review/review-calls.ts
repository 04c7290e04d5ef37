import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'
import type {
  ApproveManyRequest,
  AssignRequest,
  DeclineRequest,
  DelegateRequest,
  EditWordsRequest,
  RemoveWordsRequest,
  ReplyRequest,
  ThreadRequest,
  VerdictRequest,
} from '@/lib/review/requests'
import type { NotApproved } from '@/lib/review/verdict'

/** What became of approving many claims at once. */
export interface ManyAnswer {
  readonly recorded: number
  readonly unchanged: number
  readonly refused: readonly NotApproved[]
}

/** The calls of the review, each under a key: a lost answer is asked for again without saying anything twice. */
export function reviewCalls(caseId: string, send: typeof fetch = fetch) {
  const base = `/api/cases/${encodeURIComponent(caseId)}`
  const thread = (id: string) => `${base}/threads/${encodeURIComponent(id)}`
  return {
    open: (request: ThreadRequest, key: string) => post(send, `${base}/threads`, request, key),
    reply: (id: string, request: ReplyRequest, key: string) => post(send, `${thread(id)}/replies`, request, key),
    resolve: (id: string) => post(send, `${thread(id)}/resolve`, {}, freshKey()),
    reopen: (id: string) => post(send, `${thread(id)}/reopen`, {}, freshKey()),
    edit: (id: string, request: EditWordsRequest, key: string) => post(send, `${thread(id)}/edit`, request, key),
    remove: (id: string, request: RemoveWordsRequest) => post(send, `${thread(id)}/remove`, request, freshKey()),
    assign: (id: string, request: AssignRequest) => post(send, `${thread(id)}/assign`, request, freshKey()),
    apply: (id: string) => post(send, `${thread(id)}/apply`, {}, freshKey()),
    decline: (id: string, request: DeclineRequest, key: string) => post(send, `${thread(id)}/decline`, request, key),
    approveMany: (request: ApproveManyRequest, key: string) =>
      post(send, `${base}/approvals/many`, request, key) as Promise<Outcome<ManyAnswer>>,
    delegate: (request: DelegateRequest, key: string) => post(send, `${base}/delegations`, request, key),
    endDelegation: (id: string) => post(send, `${base}/delegations/${encodeURIComponent(id)}/end`, {}, freshKey()),
    judge: (request: VerdictRequest, key: string) => post(send, `${base}/approvals`, request, key),
  }
}

/** 128 random bits in hex. Not randomUUID: browsers keep that from pages opened over plain http by a host name. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Posts a command under a key; what never arrived is sent once more, and a refusal is an outcome. */
export async function post(send: typeof fetch, path: string, body: unknown, key: string): Promise<Outcome<unknown>> {
  const attempt = () =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify(body),
    })
  let response: Response
  try {
    response = await attempt().catch(attempt)
  } catch {
    return refuse(
      'offline',
      'The server cannot be reached. What you wrote is kept here: send it again when it is back.',
    )
  }
  const answer = (await response.json().catch(() => undefined)) as { error?: Refusal } | undefined
  if (response.ok) return ok(answer)
  const error = answer?.error
  if (error === undefined) return refuse('failed', 'The server could not do this. What you wrote is kept: try again.')
  return refuse(error.code, error.message, error.details)
}
