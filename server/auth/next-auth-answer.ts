import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readBody } from '../http/body'

/** The part of Node's response object that next-auth writes to. */
export class Answer {
  private code = 200
  private readonly fields = new Map<string, string | string[]>()
  private readonly cookies: string[] = []
  private body: string | undefined

  /** A cookie of ours beside those of next-auth, which sets the whole header at once. */
  addCookie(header: string): void {
    this.cookies.push(header)
  }
  status(code: number): this {
    this.code = code
    return this
  }
  getHeader(name: string): string | string[] | undefined {
    return this.fields.get(name.toLowerCase())
  }
  setHeader(name: string, value: string | string[]): this {
    this.fields.set(name.toLowerCase(), value)
    return this
  }
  json(value: unknown): void {
    this.setHeader('content-type', 'application/json')
    this.send(value)
  }
  send(value: unknown): void {
    this.body = value === undefined || typeof value === 'string' ? value : JSON.stringify(value)
  }
  end(): void {}

  toResponse(): Response {
    const headers = new Headers({ 'cache-control': 'no-store' })
    for (const [name, value] of this.fields) for (const each of [value].flat()) headers.append(name, each)
    for (const cookie of this.cookies) headers.append('set-cookie', cookie)
    return new Response(this.body, { status: this.code, headers })
  }
}

/** Bytes of a form of signing in at most: anybody may send one. */
const FORM_LIMIT = 64 * 1024

/**
 * The fields of a posted form, or of JSON; nothing when it cannot be read.
 * @returns refusal `too-large`
 */
export async function bodyOf(request: Request): Promise<Outcome<Record<string, unknown>>> {
  if (request.method !== 'POST') return ok({})
  const body = await readBody(request, FORM_LIMIT)
  if (!body.ok) return body
  const text = new TextDecoder().decode(body.value)
  if (!request.headers.get('content-type')?.includes('json')) return ok(Object.fromEntries(new URLSearchParams(text)))
  try {
    return ok(Object(JSON.parse(text)))
  } catch {
    return ok({})
  }
}
