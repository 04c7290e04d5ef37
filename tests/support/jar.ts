/** A browser's cookies, with what a page does to sign in: real HTTP, no browser. */
export class Jar {
  private readonly cookies = new Map<string, string>()

  constructor(
    readonly url: string,
    readonly agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  ) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  cookieNamed(part: string): string | undefined {
    return [...this.cookies].find(([name]) => name.includes(part))?.[1]
  }

  /** As if somebody had put a cookie there. */
  plant(cookie: string): void {
    const at = cookie.indexOf('=')
    this.cookies.set(cookie.slice(0, at), cookie.slice(at + 1))
  }

  drop(part: string): void {
    for (const name of this.cookies.keys()) if (name.includes(part)) this.cookies.delete(name)
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(path.startsWith('http') ? path : `${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { 'user-agent': this.agent, cookie: this.cookie, ...(init.headers as Record<string, string>) },
    })
    for (const header of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = header.split('; ')
      const at = pair.indexOf('=')
      const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=.*1970/i.test(one))
      if (gone || pair.slice(at + 1) === '') this.cookies.delete(pair.slice(0, at))
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  get(path: string): Promise<Response> {
    return this.fetch(path)
  }

  /** Posts JSON from the page. */
  async post(path: string, body: unknown = {}): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await this.fetch(path, {
      method: 'POST',
      headers: { origin: this.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} }
  }

  /** Posts a form to next-auth, as its own client does. @returns where it says to go */
  async form(path: string, fields: Record<string, string>): Promise<URL> {
    const csrf = (await (await this.fetch('/api/auth/csrf')).json()) as { csrfToken: string }
    const answer = await this.fetch(`/api/auth/${path}`, {
      method: 'POST',
      headers: { origin: this.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...csrf, json: 'true', ...fields }),
    })
    const { url = '' } = (await answer.json()) as { url?: string }
    return new URL(url, this.url)
  }

  /** @returns the code of a refusal; undefined when signed in */
  async signIn(email: string, password: string): Promise<string | undefined> {
    const to = await this.form('callback/credentials', { email, password })
    return to.searchParams.get('error') ?? undefined
  }

  async second(fields: Record<string, string>): Promise<string | undefined> {
    const to = await this.form('callback/second-step', fields)
    return to.searchParams.get('error') ?? undefined
  }

  async signedIn(): Promise<boolean> {
    return (await this.get('/api/me')).status === 200
  }

  signOut(): Promise<URL> {
    return this.form('signout', {})
  }
}
