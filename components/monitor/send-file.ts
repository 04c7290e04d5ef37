import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'

/** Sends a file as the body of a request. Every way it can fail comes back as a refusal with a sentence. */
export async function sendFile<T>(path: string, file: File): Promise<Outcome<T>> {
  try {
    const answer = await fetch(path, { method: 'POST', body: file })
    const json = (await answer.json().catch(() => undefined)) as (T & { error?: Refusal }) | undefined
    if (answer.ok && json !== undefined) return ok(json)
    if (json?.error !== undefined) return refuse(json.error.code, json.error.message, json.error.details)
    return refuse('failed', 'The server could not read the file. Try again in a moment.')
  } catch {
    return refuse('offline', 'The server cannot be reached, or the file changed meanwhile. Choose it again.')
  }
}
