import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import * as esbuild from 'esbuild'
import { expect } from 'vitest'
import { runCommand } from '@/lib/pattern/registry'
import type { PreflightAnswer } from '@/server/commands/read-preflight'
import type { ProposalAnswer } from '@/server/commands/read-proposal'
// @ts-expect-error a plain script without types
import { verifierSettings } from '../../server/scripts/bundle.mjs'
// @ts-expect-error a plain script without types
import { verifyPage } from '../../server/scripts/verify-page.mjs'
import { Authenticator, type Bent } from './authenticator'
import { PASSWORD, type TestPerson, type TestServer } from './startServer'

export const ALL = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer'] as const
export type ActName = 'sign' | 'unsign' | 'refuse' | 'withdraw' | 'confirm' | 'terminate'
const ROUTE: Readonly<Record<ActName, string>> = {
  sign: 'signatures',
  unsign: 'unsign',
  refuse: 'refuse',
  withdraw: 'withdraw',
  confirm: 'confirm',
  terminate: 'terminate',
}

export interface Said {
  readonly status: number
  readonly body: Answer
}

export interface Answer {
  readonly [key: string]: unknown
  readonly nonce?: string
  readonly passkey?: PublicKeyCredentialRequestOptionsJSON | null
  readonly baseline?: number | null
  readonly proposal?: number
  readonly digest?: string
  readonly error?: { readonly code: string; readonly message: string; readonly details?: Record<string, unknown> }
}

/** Builds what travels in every bundle, as the build does. */
export async function buildVerifier(): Promise<void> {
  await esbuild.build(verifierSettings())
  await verifyPage()
}

/** A case of two sides over the API, each act one line. */
export class AgreementCase {
  readonly keys = new Map<string, Authenticator>()

  constructor(
    readonly server: TestServer,
    readonly id: string,
    private readonly author: TestPerson,
  ) {}

  readonly api = (rest: string) => `/api/cases/${this.id}${rest}`

  async post(by: TestPerson, path: string, body: unknown = {}): Promise<Said> {
    const response = await by.post(path, body)
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async get<T = Answer>(by: TestPerson, path: string): Promise<T> {
    return (await by.get(path)).json() as Promise<T>
  }

  async edit(statement: string): Promise<void> {
    const { rooms, ids, clock } = this.server.runtime
    const by = { personId: this.author.id, name: this.author.name, side: 'mdm' as const }
    await rooms.edit(this.id, by, (doc) =>
      runCommand(doc, 'add-element', { kind: 'goal', statement }, { ids, at: clock(), by: by.personId }),
    )
  }

  preflight(by = this.author): Promise<PreflightAnswer> {
    return this.get<PreflightAnswer>(by, this.api('/proposals/preflight'))
  }

  async propose(by = this.author, change: object = {}): Promise<Said> {
    return this.post(by, this.api('/proposals'), await this.proposal(by, change))
  }

  async proposal(by = this.author, change: object = {}): Promise<object> {
    const { digest, warnings, supersedes } = await this.preflight(by)
    return { digest, warnings, supersedes, reason: 'Agreed in the workshop', ...change }
  }

  version(n: number, by = this.author): Promise<ProposalAnswer> {
    return this.get<ProposalAnswer>(by, this.api(`/proposals/${n}`))
  }

  async prepare(by: TestPerson, n: number, act: ActName, change: object = {}): Promise<Said> {
    const { proposal, manifest } = await this.version(n)
    const view = manifest.parts.find((p) => p.path === 'view/agreement.html')?.sha256
    const reason = { code: act === 'refuse' ? 'other' : '', text: 'Because', elements: [] }
    const body = { act, digest: proposal.digest, view, reason, ...change }
    return this.post(by, this.api(`/proposals/${n}/statement`), body)
  }

  take(by: TestPerson, n: number, act: ActName, proof: object): Promise<Said> {
    return this.post(by, this.api(`/proposals/${n}/${ROUTE[act]}`), proof)
  }

  /** Prepares and takes with the password typed again. */
  async act(by: TestPerson, n: number, act: ActName, change: object = {}): Promise<Said> {
    const { body } = await this.prepare(by, n, act, change)
    if (body.error !== undefined) return { status: 0, body }
    return this.take(by, n, act, { nonce: body.nonce, password: PASSWORD })
  }

  /** Prepares and takes with the person's passkey. */
  async actByKey(by: TestPerson, n: number, act: ActName, change: object = {}, bent: Bent = {}): Promise<Said> {
    const { body } = await this.prepare(by, n, act, { method: 'passkey', ...change })
    if (body.error !== undefined) return { status: 0, body }
    return this.take(by, n, act, { nonce: body.nonce, assertion: this.assertion(by, body, bent) })
  }

  assertion(by: TestPerson, { passkey }: Answer, bent: Bent = {}) {
    const key = this.keys.get(by.id)
    if (key === undefined || !passkey) throw new Error(`${by.name} has no passkey to sign with.`)
    return key.assert({ challenge: passkey.challenge, rpId: passkey.rpId ?? '' }, bent)
  }

  /** Enrols a key in software for a person. @returns it */
  async enrol(by: TestPerson, bent: Bent = {}): Promise<{ key: Authenticator; said: Said }> {
    const options = await this.post(by, '/api/passkeys/options')
    expect(options.status).toBe(200)
    const key = new Authenticator(this.server.url)
    const registration = key.register(options.body as unknown as PublicKeyCredentialCreationOptionsJSON, bent)
    const said = await this.post(by, '/api/passkeys', { label: `${by.name}’s key`, registration })
    if (said.status === 201) this.keys.set(by.id, key)
    return { key, said }
  }

  check(by: TestPerson, credential: string, reviewBy = '2028-11-22'): Promise<Said> {
    return this.post(by, this.api(`/passkeys/${credential}/check`), { how: 'In person, with passport', reviewBy })
  }

  /** The `.rab` file of a baseline. Needs `buildVerifier` once. */
  async bundle(n: number, by = this.author): Promise<Uint8Array> {
    return new Uint8Array(await (await by.get(this.api(`/baselines/${n}.rab`))).arrayBuffer())
  }

  /** The kinds of the shared history, oldest first. */
  async history(by = this.author): Promise<{ kind: string; actor: { id: string }; body: Record<string, unknown> }[]> {
    const { entries } = await this.get<{
      entries: { chain: string; kind: string; actor: { id: string }; body: Record<string, unknown> }[]
    }>(by, this.api('/ledger'))
    return entries.filter(({ chain }) => chain === 'shared')
  }
}
