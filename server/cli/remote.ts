import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'

/** A running server, and the token that it knows one by. */
export interface Remote {
  readonly url: string
  readonly token: string
}

/**
 * Where to ask, from `ACCORD_URL` and `ACCORD_TOKEN`.
 * @returns refusal `usage` with the sentence that says what is missing
 */
export function remoteFrom(env: Readonly<Record<string, string | undefined>>): Outcome<Remote> {
  const { ACCORD_URL: address = '', ACCORD_TOKEN: token = '' } = env
  if (address === '' || token === '') {
    const missing = [address === '' && 'ACCORD_URL', token === '' && 'ACCORD_TOKEN'].filter(Boolean).join(' and ')
    return refuse('usage', `Set ${missing}: the server's address, and an API token made in your account there.`)
  }
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    return refuse('usage', 'ACCORD_URL is the address of the server, such as https://accord.example.org.')
  }
  return ok({ url: url.origin + url.pathname.replace(/\/$/, ''), token: token.trim() })
}

/** Whether the token would travel where others can read it. */
export function isOpenToOthers({ url }: Remote): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

/**
 * Asks the server. The token goes to no other address, also where the server points to one.
 * @returns the answer, or the server's refusal; `unreachable` when there is no answer
 */
export async function ask(
  { url, token }: Remote,
  path: string,
  init: { readonly method?: 'POST'; readonly body?: Uint8Array<ArrayBuffer> | FormData } = {},
): Promise<Outcome<Response>> {
  let answer: Response
  try {
    const headers = { authorization: `Bearer ${token}` }
    answer = await fetch(`${url}${path}`, { ...init, headers, redirect: 'manual' })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : ''
    return refuse('unreachable', `There is no answer from ${url}${cause}.`)
  }
  if (answer.ok) return ok(answer)
  if (answer.status >= 300 && answer.status < 400) {
    return refuse('unreachable', `${url} sends on to another address. Set ACCORD_URL to that one.`)
  }
  const told = (await answer.json().catch(() => undefined)) as { error?: Refusal } | undefined
  if (told?.error === undefined)
    return refuse('unreachable', `${url} answered ${answer.status}: is it an Accord server?`)
  return refuse(told.error.code, told.error.message, told.error.details)
}
