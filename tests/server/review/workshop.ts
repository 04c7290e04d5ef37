import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Y from 'yjs'
import * as changes from '@/app/api/cases/[caseId]/approvals/changes/route'
import * as many from '@/app/api/cases/[caseId]/approvals/many/route'
import * as approvals from '@/app/api/cases/[caseId]/approvals/route'
import * as endDelegation from '@/app/api/cases/[caseId]/delegations/[delegationId]/end/route'
import * as delegations from '@/app/api/cases/[caseId]/delegations/route'
import * as ledger from '@/app/api/cases/[caseId]/ledger/route'
import * as apply from '@/app/api/cases/[caseId]/threads/[threadId]/apply/route'
import * as assign from '@/app/api/cases/[caseId]/threads/[threadId]/assign/route'
import * as decline from '@/app/api/cases/[caseId]/threads/[threadId]/decline/route'
import * as edit from '@/app/api/cases/[caseId]/threads/[threadId]/edit/route'
import * as remove from '@/app/api/cases/[caseId]/threads/[threadId]/remove/route'
import * as reopen from '@/app/api/cases/[caseId]/threads/[threadId]/reopen/route'
import * as replies from '@/app/api/cases/[caseId]/threads/[threadId]/replies/route'
import * as resolve from '@/app/api/cases/[caseId]/threads/[threadId]/resolve/route'
import * as threads from '@/app/api/cases/[caseId]/threads/route'
import type { Right, Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import type { CaseGraph } from '@/lib/gsn/graph'
import { must, ok } from '@/lib/gsn/outcome'
import { COMMANDS, type CommandName, runCommand } from '@/lib/pattern/registry'
import { type ClaimDigests, claimDigests } from '@/lib/review/digests'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { sessionCookie } from '@/server/auth/next-auth'
import { buildCase, type Founder } from '@/server/commands/build-case'
import { parseEnv } from '@/server/env'
import type { Route } from '@/server/http/handle'
import { type Running, serve } from '@/server/serve'
import { people } from '@/server/store/schema'

/** The people around the table. `olga` takes part in nothing. */
const CAST = {
  mia: { side: 'mdm', rights: ['read', 'comment', 'edit', 'approve'] },
  max: { side: 'mdm', rights: ['read', 'comment', 'edit', 'approve'] },
  hana: { side: 'hdo', rights: ['read', 'comment', 'edit', 'approve'] },
  rita: { side: 'hdo', rights: ['read', 'comment', 'approve'] },
  ben: { side: 'hdo', rights: ['read'] },
  assessor: { rights: ['read', 'comment'] },
  olga: undefined,
} as const satisfies Record<string, { side?: Side; rights: readonly Right[] } | undefined>

const TURNS = { edit: edit.POST, remove: remove.POST, assign: assign.POST, apply: apply.POST, decline: decline.POST }
export type PersonName = keyof typeof CAST

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on anything else
  readonly body: any
}

/** One case on a real server and store, and its people with their sessions, who use its routes. */
export class Workshop {
  private constructor(
    private readonly running: Running,
    private readonly dir: string,
    readonly caseId: string,
    private readonly cookies: ReadonlyMap<PersonName, string>,
  ) {}

  static async open(): Promise<Workshop> {
    const dir = mkdtempSync(join(tmpdir(), 'accord-review-'))
    const env = parseEnv({ PORT: '0', DATA_DIR: dir, LOG_LEVEL: 'error' })
    const running = await serve({ env, pages: 'none' })
    const { db, clock } = running.runtime
    const cookies = new Map<PersonName, string>()
    const founders: Founder[] = []
    for (const name of Object.keys(CAST) as PersonName[]) {
      await db.insert(people).values({ id: name, email: `${name}@example.org`, name, createdAt: clock() })
      cookies.set(name, await sessionCookie(name, 1))
      const participation = CAST[name]
      if (participation !== undefined) founders.push({ personId: name, name, participation })
    }
    const { runtime } = running
    const request = {
      title: 'Pump',
      template: 'blank' as const,
      device: { name: 'Pump' },
      mdm: { organisation: 'Maker' },
      hdo: { organisation: 'Hospital' },
    }
    const built = await buildCase(runtime, request, founders as [Founder, ...Founder[]], (caseId, by) =>
      runtime.rooms.edit(caseId, by, (doc) => {
        const context = { ids: runtime.ids, at: runtime.clock(), by: by.personId }
        const grown = COMMANDS['grow-case'].run(
          doc,
          COMMANDS['grow-case'].args.parse({ device: { name: 'Pump' } }),
          context,
        )
        return grown.ok
          ? runCommand(doc, 'decide-capability', { capability: 'ALOF', decision: 'required' }, context)
          : grown
      }),
    )
    return new Workshop(running, dir, must(built).id, cookies)
  }

  async close(): Promise<void> {
    await this.running.close()
    rmSync(this.dir, { recursive: true, force: true })
  }

  comment(who: PersonName, body: unknown, key?: string): Promise<Answer> {
    return this.post(threads.POST, who, 'threads', {}, body, key)
  }
  reply(who: PersonName, threadId: string, body: unknown): Promise<Answer> {
    return this.post(replies.POST, who, `threads/${threadId}/replies`, { threadId }, body)
  }
  resolve(who: PersonName, threadId: string): Promise<Answer> {
    return this.post(resolve.POST, who, `threads/${threadId}/resolve`, { threadId }, undefined)
  }
  reopen(who: PersonName, threadId: string): Promise<Answer> {
    return this.post(reopen.POST, who, `threads/${threadId}/reopen`, { threadId }, undefined)
  }
  /** `edit`, `remove`, `assign`, `apply` or `decline`. */
  turn(who: PersonName, threadId: string, what: keyof typeof TURNS, body?: unknown): Promise<Answer> {
    return this.post(TURNS[what], who, `threads/${threadId}/${what}`, { threadId }, body)
  }
  judge(who: PersonName, body: unknown): Promise<Answer> {
    return this.post(approvals.POST, who, 'approvals', {}, body)
  }
  approveMany(who: PersonName, body: unknown, key?: string): Promise<Answer> {
    return this.post(many.POST, who, 'approvals/many', {}, body, key)
  }
  changesSince(who: PersonName, claim: string, side: string): Promise<Answer> {
    return this.get(changes.GET, who, `approvals/changes?claim=${claim}&side=${side}`)
  }
  delegate(who: PersonName, body: unknown): Promise<Answer> {
    return this.post(delegations.POST, who, 'delegations', {}, body)
  }
  endDelegation(who: PersonName, delegationId: string): Promise<Answer> {
    return this.post(endDelegation.POST, who, `delegations/${delegationId}/end`, { delegationId }, undefined)
  }
  delegations(who: PersonName): Promise<Answer> {
    return this.get(delegations.GET, who, 'delegations')
  }

  private async post(
    route: Route,
    who: PersonName,
    path: string,
    params: Record<string, string>,
    body: unknown,
    key?: string,
  ): Promise<Answer> {
    const { url } = this.running
    const request = new Request(`${url}/api/cases/${this.caseId}/${path}`, {
      method: 'POST',
      headers: {
        cookie: this.cookies.get(who) ?? '',
        origin: url,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await route(request, { params: Promise.resolve({ caseId: this.caseId, ...params }) })
    return { status: response.status, body: await response.json() }
  }

  threads(who: PersonName): Promise<Answer> {
    return this.get(threads.GET, who, 'threads')
  }
  approvals(who: PersonName, claim: string): Promise<Answer> {
    return this.get(approvals.GET, who, `approvals?claim=${claim}`)
  }

  private async get(route: Route, who: PersonName, path: string): Promise<Answer> {
    const headers = { cookie: this.cookies.get(who) ?? '' }
    const request = new Request(`${this.running.url}/api/cases/${this.caseId}/${path}`, { headers })
    const response = await route(request, { params: Promise.resolve({ caseId: this.caseId }) })
    return { status: response.status, body: await response.json() }
  }

  /** What the API tells this person of the ledger, as the bytes it sends. */
  async ledgerText(who: PersonName): Promise<string> {
    const request = new Request(`${this.running.url}/api/cases/${this.caseId}/ledger`, {
      headers: { cookie: this.cookies.get(who) ?? '' },
    })
    return (await ledger.GET(request, { params: Promise.resolve({ caseId: this.caseId }) })).text()
  }

  async entries(who: PersonName): Promise<readonly LedgerEntry[]> {
    return (JSON.parse(await this.ledgerText(who)) as { entries: LedgerEntry[] }).entries
  }

  graph(): Promise<CaseGraph> {
    return this.running.runtime.rooms.read(this.caseId, (doc) => readCase(doc))
  }

  async id(name: string): Promise<string> {
    for (const element of (await this.graph()).elements.values()) if (element.name === name) return element.id
    throw new Error(`Nothing is called ${name}`)
  }

  async digests(claim: string): Promise<ClaimDigests> {
    const digests = claimDigests(await this.graph()).get(claim)
    if (digests === undefined) throw new Error(`${claim} is not a claim`)
    return digests
  }

  /** What somebody does in the document itself, as their editor would. */
  async write(who: PersonName, change: (doc: Y.Doc) => void): Promise<void> {
    const part: { side?: Side; rights: readonly Right[] } | undefined = CAST[who]
    const by = { personId: who, name: who, side: part?.side }
    must(await this.running.runtime.rooms.edit(this.caseId, by, (doc) => ok(change(doc))))
  }

  read<T>(look: (doc: Y.Doc) => T): Promise<T> {
    return this.running.runtime.rooms.read(this.caseId, look)
  }

  async edit(who: PersonName, command: CommandName, args: Record<string, unknown>): Promise<void> {
    const { rooms, ids, clock } = this.running.runtime
    const part: { side?: Side; rights: readonly Right[] } | undefined = CAST[who]
    const by = { personId: who, name: who, side: part?.side }
    must(await rooms.edit(this.caseId, by, (doc) => runCommand(doc, command, args, { ids, at: clock(), by: who })))
  }
}
