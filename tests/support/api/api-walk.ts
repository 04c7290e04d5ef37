import type { TestPerson, TestServer } from '../startServer'

/** One request that was made and what came of it. */
export interface Walked {
  readonly operation: string
  readonly params: Readonly<Record<string, string | number>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly file: { readonly type: string; readonly text: string } | undefined
  readonly status: number
  readonly type: string
  readonly answer: unknown
}

interface Ask {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly file?: { readonly type: string; readonly text: string }
  /** Where the example is of something else than the usual yes. */
  readonly status?: number
}

/** Asks a real server and remembers the first request of each operation. */
export class ApiWalk {
  readonly walked: Walked[] = []
  /** What was answered otherwise than it should have been. */
  readonly wrong: string[] = []
  /** Every answer of each operation. */
  readonly answers = new Map<string, unknown[]>()
  private readonly cookies = new Map<string, string>()
  /** What stands in the examples for what is different on every run. */
  readonly names = new Map<string, string>()

  constructor(
    private readonly server: TestServer,
    private readonly described: (operation: string) => number,
  ) {}

  /** @param who nobody: without signing in */
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
  async ask(who: TestPerson | undefined, operation: string, ask: Ask = {}): Promise<any> {
    const { params = {}, query = {}, body, file, status = this.described(operation) } = ask
    const [method = '', pattern = ''] = operation.split(' ')
    const path = pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
      String(params[name] ?? '')
        .split('/')
        .map(encodeURIComponent)
        .join('/'),
    )
    const asked = new URLSearchParams(query).toString()
    const response = await this.server.fetch(`${path}${asked === '' ? '' : `?${asked}`}`, {
      method,
      headers: {
        ...(who === undefined ? {} : { cookie: this.cookies.get(who.id) ?? who.cookie }),
        ...(method === 'GET' ? {} : { origin: this.server.url }),
        ...(file === undefined ? {} : { 'content-type': file.type }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: file?.text ?? (body === undefined ? undefined : JSON.stringify(body)),
    })
    const renewed = response.headers.getSetCookie().find((cookie) => /session-token=[^;]/.test(cookie))
    if (who !== undefined && renewed !== undefined) this.cookies.set(who.id, renewed.split(';')[0] ?? '')
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? ''
    const bytes = await response.arrayBuffer()
    const answer = type === 'application/json' ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
    if (response.status !== status) {
      this.wrong.push(
        `${operation}: ${response.status}, not ${status}: ${new TextDecoder().decode(bytes).slice(0, 400)}`,
      )
      return answer ?? {}
    }
    if (type === 'application/json') this.answers.set(operation, [...(this.answers.get(operation) ?? []), answer])
    if (!this.walked.some((each) => each.operation === operation)) {
      this.walked.push({ operation, params, query, body, file, status, type, answer })
    }
    return answer ?? {}
  }

  /** Gives a value that is different on every run the name that stands for it in the examples. */
  name(value: string, name: string): string {
    this.names.set(value, name)
    return value
  }
}
