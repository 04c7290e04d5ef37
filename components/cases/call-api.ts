import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'

interface Call {
  /** Absent: a GET. */
  readonly body?: unknown
  /** Where it is neither a GET nor a POST. */
  readonly method?: 'DELETE'
  /** Makes a repeated send harmless. */
  readonly key?: string
}

/** Asks the API. Every way it can fail comes back as a refusal with a sentence; nothing is thrown. */
export async function callApi<T>(path: string, { body, method, key }: Call = {}): Promise<Outcome<T>> {
  try {
    const answer = await fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const json = (await answer.json().catch(() => undefined)) as (T & { error?: Refusal }) | undefined
    if (answer.ok && json !== undefined) return ok(json)
    if (json?.error !== undefined) return refuse(json.error.code, json.error.message, json.error.details)
    return refuse('failed', 'The server could not do this. Try again in a moment.')
  } catch {
    return refuse('offline', 'The server cannot be reached. Check your connection and try again.')
  }
}
