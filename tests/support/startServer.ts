import { eq } from 'drizzle-orm'
import { onTestFinished } from 'vitest'
import type { Right, Side } from '@/lib/access/policy'
import { must } from '@/lib/gsn/outcome'
import { adoptOffered } from '@/server/agreement/charter-store'
import { sessionCookie } from '@/server/auth/next-auth'
import { hashPassword } from '@/server/auth/passwords'
import { parseEnv } from '@/server/env'
import type { Log } from '@/server/log'
import type { MailPace } from '@/server/mail/mailer'
import type { Runtime } from '@/server/runtime'
import { serve } from '@/server/serve'
import { organisations, participants, people } from '@/server/store/schema'
import { freshDataDir, removeDataDir, silent } from './dataDir'
import { serveRoutes } from './routes'

export const PASSWORD = 'correct horse battery'

export interface TestServer {
  readonly runtime: Runtime
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** A new account. */
  person(email: string, options?: { name?: string; organisation?: string; side?: Side }): Promise<TestPerson>
  /** Makes a case for its creator over the API. @returns its id */
  newCase(
    creator: TestPerson,
    options?: { title?: string; template?: 'blank' | 'iec-80001-2-9' | 'example' },
  ): Promise<string>
  /** Puts a person into a case, without asking anybody. */
  seat(caseId: string, person: TestPerson, side: Side | undefined, rights: readonly Right[]): Promise<void>
  /** Lets an administrator of each side adopt the usual charter, without asking for their passwords. */
  adoptCharter(caseId: string, mdm: TestPerson, hdo: TestPerson): Promise<void>
  /** A request of nobody in particular. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** As when the process is asked to stop. */
  drain(): void
  close(): Promise<void>
}

export interface TestPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  /** The session cookie, as a browser would send it. */
  readonly cookie: string
  get(path: string): Promise<Response>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
}

export interface StartOptions {
  /** Keep and reuse a data directory; absent: a new one, removed on close. */
  readonly dataDir?: string
  /** A real Postgres instead of the embedded store. */
  readonly databaseUrl?: string
  readonly env?: Record<string, string>
  /** Server time instead of the machine's. */
  readonly clock?: () => string
  readonly mailPace?: Partial<MailPace>
  readonly log?: Log
  /** A disk that is watched: `watchedDisk`. */
  readonly disk?: string
}

/**
 * Starts the real server in this process on a free port: store, rooms, sockets and every API route, without Next's pages.
 * Closes itself when the test that started it ends; started outside a test (in `beforeAll`), close it yourself.
 */
export async function startServer(options: StartOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? (await freshDataDir())
  const env = parseEnv({ PORT: '0', DATA_DIR: dataDir, DATABASE_URL: options.databaseUrl, ...options.env })
  const running = await serve({
    env,
    pages: 'none',
    answer: serveRoutes(),
    log: options.log ?? silent,
    mailPace: options.mailPace,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.disk === undefined ? {} : { disk: options.disk }),
  })
  const { runtime, port, url } = running
  const { db } = runtime

  const close = async () => {
    await running.close()
    if (!options.dataDir) removeDataDir(dataDir)
  }
  try {
    onTestFinished(close)
  } catch {
    // Not inside a test: the caller closes.
  }

  const fetchAt = (path: string, init?: RequestInit) => fetch(`${url}${path}`, { redirect: 'manual', ...init })
  return {
    runtime,
    url,
    port,
    dataDir,
    fetch: fetchAt,
    drain: running.drain,
    close,
    async person(email, { name = email.split('@')[0] ?? email, organisation, side } = {}) {
      const id = runtime.ids()
      let organisationId: string | undefined
      if (organisation) {
        const row = { id: runtime.ids(), name: organisation, side, createdAt: runtime.clock() }
        await db.insert(organisations).values(row).onConflictDoNothing()
        organisationId = (await db.select().from(organisations).where(eq(organisations.name, organisation)))[0]?.id
      }
      const passwordHash = await hashPassword(PASSWORD)
      await db.insert(people).values({ id, email, name, organisationId, passwordHash, createdAt: runtime.clock() })
      const cookie = await sessionCookie(id, 1)
      return {
        id,
        email,
        name,
        cookie,
        get: (path) => fetchAt(path, { headers: { cookie } }),
        post: (path, body, headers = {}) =>
          fetchAt(path, {
            method: 'POST',
            headers: { cookie, origin: url, 'content-type': 'application/json', ...headers },
            body: typeof body === 'string' ? body : JSON.stringify(body),
          }),
      }
    },
    async newCase(creator, { title = 'A case', template = 'blank' } = {}) {
      const request = {
        title,
        template,
        device: { name: 'Pump' },
        mdm: { organisation: 'M' },
        hdo: { organisation: 'H' },
        side: 'mdm',
      }
      const response = await creator.post('/api/cases', request)
      if (response.status !== 201) throw new Error(`No case: ${response.status} ${await response.text()}`)
      return ((await response.json()) as { id: string }).id
    },
    async seat(caseId, person, side, rights) {
      const row = { caseId, personId: person.id, side, rights: [...rights], since: runtime.clock() }
      await db
        .insert(participants)
        .values(row)
        .onConflictDoUpdate({ target: [participants.caseId, participants.personId], set: row })
    },
    async adoptCharter(caseId, mdm, hdo) {
      const author = ({ id: personId, name }: TestPerson, side: Side) => ({ personId, name, side })
      const organisations = { mdmOrganisation: 'M', hdoOrganisation: 'H' }
      must(await adoptOffered(runtime, caseId, organisations, [author(mdm, 'mdm'), author(hdo, 'hdo')]))
    },
  }
}

/** Signs in with a password as the sign-in page does. @returns the session cookie, or undefined when refused */
export async function signIn(url: string, email: string, password: string): Promise<string | undefined> {
  const first = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const cookies = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies.join('; '), origin: url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  const session = answer.headers.getSetCookie().find((cookie) => /session-token=[^;]/.test(cookie))
  return session?.split(';')[0]
}
