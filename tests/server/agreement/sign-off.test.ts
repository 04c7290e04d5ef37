import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifierPath } from '@/server/agreement/verifier'
import type { PreflightAnswer } from '@/server/commands/read-preflight'
import type { ProposalAnswer } from '@/server/commands/read-proposal'
import { idempotency, ledger, participants, proposals } from '@/server/store/schema'
// @ts-expect-error a plain script without types
import { verifierSettings } from '../../../server/scripts/bundle.mjs'
// @ts-expect-error a plain script without types
import { verifyPage } from '../../../server/scripts/verify-page.mjs'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let editor: TestPerson
let outsider: TestPerson

beforeAll(async () => {
  await esbuild.build(verifierSettings())
  await verifyPage()
  server = await startServer()
  mara = await server.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
  editor = await server.person('eva@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
  outsider = await server.person('nobody@outside.example')
}, 60_000)

afterAll(() => server?.close())

const ALL = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer'] as const

/** A case of both sides with one claim, ready to be proposed. */
async function newCase(): Promise<Case> {
  const id = await server.newCase(mara, { title: 'Infusion pump' })
  await server.seat(id, mara, 'mdm', ALL)
  await server.seat(id, hana, 'hdo', ALL)
  await server.seat(id, editor, 'hdo', ['read', 'comment', 'edit'])
  await server.adoptCharter(id, mara, hana)
  const it = new Case(id)
  await it.edit('The pump is acceptably secure')
  return it
}

class Case {
  constructor(readonly id: string) {}
  readonly api = (rest: string) => `/api/cases/${this.id}${rest}`

  async edit(statement: string): Promise<void> {
    await server.runtime.rooms.edit(this.id, { personId: mara.id, name: mara.name, side: 'mdm' }, (doc) => {
      const { runCommand } = commands
      return runCommand(
        doc,
        'add-element',
        { kind: 'goal', statement },
        { ids: server.runtime.ids, at: server.runtime.clock(), by: mara.id },
      )
    })
  }

  async preflight(by = mara): Promise<PreflightAnswer> {
    return (await by.get(this.api('/proposals/preflight'))).json() as Promise<PreflightAnswer>
  }

  async propose(by = mara, change: object = {}) {
    const { digest, warnings, supersedes } = await this.preflight(by)
    const response = await by.post(this.api('/proposals'), {
      digest,
      warnings,
      supersedes,
      reason: 'Agreed in the workshop',
      ...change,
    })
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async version(n: number, by = mara): Promise<ProposalAnswer> {
    return (await by.get(this.api(`/proposals/${n}`))).json() as Promise<ProposalAnswer>
  }

  async prepare(by: TestPerson, n: number, act: 'sign' | 'refuse' | 'withdraw', change: object = {}) {
    const { proposal, manifest } = await this.version(n, mara)
    const view = manifest.parts.find((p) => p.path === 'view/agreement.html')?.sha256
    const response = await by.post(this.api(`/proposals/${n}/statement`), {
      act,
      digest: proposal.digest,
      view,
      ...change,
    })
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async take(
    by: TestPerson,
    n: number,
    route: 'signatures' | 'refuse' | 'withdraw',
    nonce: unknown,
    password = PASSWORD,
  ) {
    const response = await by.post(this.api(`/proposals/${n}/${route}`), { nonce, password })
    return { status: response.status, body: (await response.json()) as Answer }
  }

  async sign(by: TestPerson, n: number) {
    const { body } = await this.prepare(by, n, 'sign')
    return this.take(by, n, 'signatures', body.nonce)
  }

  async bundle(n: number): Promise<Uint8Array> {
    return new Uint8Array(await (await hana.get(this.api(`/baselines/${n}.rab`))).arrayBuffer())
  }
}

/** Runs a program to its end, without holding up the server, which lives in this process. */
function program(command: string, args: readonly string[], cwd: string) {
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(command, args, { cwd })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (text) => {
      said.stdout += text
    })
    child.stderr.on('data', (text) => {
      said.stderr += text
    })
    child.on('close', (status) => resolve({ status, ...said }))
  })
}

interface Answer {
  readonly nonce?: string
  readonly baseline?: number | null
  readonly proposal?: number
  readonly digest?: string
  readonly error?: { code: string; details?: { changes?: unknown[]; red?: { code: string }[] } }
}

const commands = await import('@/lib/pattern/registry')

describe('agreeing on a case', () => {
  it('[AGR4] [VER1] both sides sign, the version is in force, and its file can be checked by anyone', async () => {
    const it = await newCase()
    expect((await it.propose()).status).toBe(201)
    expect((await it.sign(mara, 1)).body).toMatchObject({ act: 'sign', baseline: null })
    const second = await it.sign(hana, 1)
    expect(second.body).toMatchObject({ baseline: 1 })

    const bytes = await it.bundle(1)
    const verdict = verifyBundle(bytes)
    expect(verdict.problems).toEqual([])
    expect(verdict).toMatchObject({ status: 'valid', digest: second.body.digest, facts: { baseline: 1 } })
    expect(verdict.facts?.parties).toEqual(['M', 'H'])
  })

  it('[VER1] the verifier that travels in the file says VALID with exit 0, and 1 after any change', async () => {
    const it = await newCase()
    await it.propose()
    await it.sign(hana, 1)
    await it.sign(mara, 1)
    const bytes = await it.bundle(1)
    const folder = mkdtempSync(join(tmpdir(), 'accord-rab-'))
    try {
      const run = (name: string) => program(process.execPath, [verifierPath(), name], folder)
      writeFileSync(join(folder, 'good.rab'), bytes)
      const good = await run('good.rab')
      expect([good.status, good.stdout.split('\n')[0]]).toEqual([0, 'VALID'])
      const changed = bytes.slice()
      changed[Math.floor(bytes.length / 2)] = (changed[Math.floor(bytes.length / 2)] ?? 0) ^ 4
      writeFileSync(join(folder, 'bad.rab'), changed)
      const bad = await run('bad.rab')
      expect([bad.status, bad.stdout.split('\n')[0]]).toEqual([1, 'NOT VALID'])
      expect((await run('missing.rab')).status).toBe(2)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('[AGR6] the live case stays editable, and the baseline tells where it differs', async () => {
    const it = await newCase()
    await it.propose()
    await it.sign(mara, 1)
    await it.sign(hana, 1)
    await it.edit('A claim that came later')
    const baseline = (await (await hana.get(it.api('/baselines/1'))).json()) as {
      changes: { kind: string; after: string }[]
    }
    expect(baseline.changes).toEqual([expect.objectContaining({ kind: 'added', after: 'A claim that came later' })])
  })

  it('[AGR4] a second version replaces the first, and says what changed between them', async () => {
    const it = await newCase()
    await it.propose()
    await it.sign(mara, 1)
    await it.sign(hana, 1)
    await it.edit('A claim that came later')
    expect((await it.propose(hana)).status).toBe(201)
    expect((await it.version(2)).changes.changes).toHaveLength(1)
    await it.sign(mara, 2)
    expect((await it.sign(hana, 2)).body).toMatchObject({ baseline: 2 })
    expect(verifyBundle(await it.bundle(1)).remarks[0]).toMatch(/replaced/)
    expect(verifyBundle(await it.bundle(2)).status).toBe('valid')
  })
})

describe('proposing', () => {
  it('[AGR7] tells a proposer whose case was edited meanwhile what changed, and freezes nothing', async () => {
    const it = await newCase()
    const seen = await it.preflight()
    await it.edit('Somebody was faster')
    const late = await it.propose(mara, { digest: seen.digest })
    expect([late.status, late.body.error?.code]).toEqual([409, 'case-changed'])
    expect(late.body.error?.details?.changes).toEqual([expect.objectContaining({ after: 'Somebody was faster' })])
    expect((await it.preflight()).open).toBeNull()
  })

  it('[AGR7] takes a reason for what is still open', async () => {
    const it = await newCase()
    expect((await it.preflight()).amber.map((a) => a.code)).toContain('unapproved-hdo')
    const silent = await it.propose(mara, { reason: '' })
    expect([silent.status, silent.body.error?.code]).toEqual([422, 'reason-missing'])
  })

  it('[AGR7] is not possible while something red stands: a text with a hidden character, a side without a signatory', async () => {
    const it = await newCase()
    await it.edit('Looks like this \u202Ebut reads like that')
    await server.seat(it.id, hana, 'hdo', ['read'])
    const refused = await it.propose()
    expect(refused.body.error?.code).toBe('preflight-red')
    const codes = refused.body.error?.details?.red?.map((r) => r.code)
    expect(codes).toEqual(expect.arrayContaining(['hidden-character', 'no-signatory-hdo']))
  })

  it('[AGR4] of two who propose at once one succeeds', async () => {
    const it = await newCase()
    const both = await Promise.all([it.propose(mara), it.propose(hana)])
    expect(both.map((r) => r.status).sort()).toEqual([201, 409])
  })

  it('is not for an outsider, who is told nothing, nor for a participant without the right', async () => {
    const it = await newCase()
    await it.propose()
    for (const path of [
      '/proposals',
      '/proposals/1',
      '/proposals/preflight',
      '/proposals/1/files/manifest.json',
      '/baselines',
      '/baselines/1.rab',
    ]) {
      expect((await outsider.get(it.api(path))).status).toBe(404)
    }
    expect((await it.propose(editor)).status).toBe(403)
    expect((await it.prepare(editor, 1, 'sign')).status).toBe(403)
    expect(
      (await outsider.post(it.api('/proposals/1/signatures'), { nonce: '0'.repeat(32), password: 'x' })).status,
    ).toBe(404)
  })
})

describe('signing', () => {
  it('[AGR9] takes the password again; a wrong one signs nothing, is told to the own side only, and locks nobody out', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    const wrong = await it.take(hana, 1, 'signatures', body.nonce, 'not my password')
    expect([wrong.status, wrong.body.error?.code]).toEqual([403, 'wrong-password'])
    const failed = await server.runtime.db.select().from(ledger).where(eq(ledger.kind, 'proposal.attempt-failed'))
    expect(failed.filter((e) => e.caseId === it.id).map((e) => e.chain)).toEqual(['hdo'])
    expect((await it.take(hana, 1, 'signatures', body.nonce)).status).toBe(200)
  })

  it('[AGR9] takes a prepared statement once, and only from the person it was prepared for', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    expect((await it.take(mara, 1, 'signatures', body.nonce)).body.error?.code).toBe('not-your-statement')
    expect((await it.take(hana, 1, 'refuse', body.nonce)).body.error?.code).toBe('statement-not-found')
    expect((await it.take(hana, 1, 'signatures', body.nonce)).status).toBe(200)
    expect((await it.take(hana, 1, 'signatures', body.nonce)).body.error?.code).toBe('statement-used')
    expect((await it.version(1)).proposal.signatures).toHaveLength(1)
  })

  it('[AGR9] keeps nothing of a password, not even a digest, whatever key a client sends', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    const request = { nonce: body.nonce, password: PASSWORD }
    await hana.post(it.api('/proposals/1/signatures'), request, { 'idempotency-key': 'sign-once' })
    const kept = await server.runtime.db.select().from(idempotency).where(eq(idempotency.key, 'sign-once'))
    expect(kept).toEqual([])
  })

  it('[AGR9] of one statement sent twice at once one counts', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    const both = await Promise.all([1, 2].map(() => it.take(hana, 1, 'signatures', body.nonce)))
    expect(both.map((r) => r.status).sort()).toEqual([200, 409])
  })

  it('[AGR9] of the last two signers at once both count, and the version comes into force once', async () => {
    const it = await newCase()
    await it.propose()
    const prepared = [await it.prepare(mara, 1, 'sign'), await it.prepare(hana, 1, 'sign')]
    const both = await Promise.all([
      it.take(mara, 1, 'signatures', prepared[0]?.body.nonce),
      it.take(hana, 1, 'signatures', prepared[1]?.body.nonce),
    ])
    // The slower one is told that the other signed meanwhile and looks again.
    const statuses = both.map((r) => r.status).sort()
    expect(statuses[0]).toBe(200)
    if (statuses[1] === 409) await it.sign(both[0]?.status === 409 ? mara : hana, 1)
    const { baselines } = (await (await mara.get(it.api('/baselines'))).json()) as { baselines: unknown[] }
    expect(baselines).toHaveLength(1)
  })

  it('[AGR5] is refused when the right was taken back after reading', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    await server.seat(it.id, hana, 'hdo', ['read'])
    expect((await it.take(hana, 1, 'signatures', body.nonce)).status).toBe(403)
  })

  it('[AGR5] is refused to a signatory who came after the version was frozen', async () => {
    const it = await newCase()
    await it.propose()
    await server.seat(it.id, editor, 'hdo', ALL)
    expect((await it.prepare(editor, 1, 'sign')).body.error?.code).toBe('not-rostered')
  })

  it('[AGR8] is about the page that was shown: another page or another version is refused', async () => {
    const it = await newCase()
    await it.propose()
    const other = '0'.repeat(64)
    expect((await it.prepare(hana, 1, 'sign', { view: other })).body.error?.code).toBe('version-changed')
    expect((await it.prepare(hana, 1, 'sign', { digest: other })).body.error?.code).toBe('version-changed')
  })

  it('[AGR8] reads nothing from a store in which the frozen bytes were changed', async () => {
    const it = await newCase()
    await it.propose()
    const [row] = await server.runtime.db.select().from(proposals).where(eq(proposals.caseId, it.id))
    const frozen = Uint8Array.from(row?.frozen ?? [])
    const at = Buffer.from(frozen).indexOf('acceptably secure')
    frozen[at] = 'A'.charCodeAt(0)
    await server.runtime.db.update(proposals).set({ frozen }).where(eq(proposals.caseId, it.id))
    expect((await hana.get(it.api('/proposals/1'))).status).toBe(500)
  })
})

describe('answering otherwise', () => {
  it('[AGR4] a refusal with a reason ends the proposal, voids the signatures and opens a thread on what it names', async () => {
    const it = await newCase()
    await it.propose()
    await it.sign(mara, 1)
    const { elements } = (await (await mara.get(it.api('/graph'))).json()) as { elements: { id: string }[] }
    const element = elements[0]?.id
    const silent = await it.prepare(hana, 1, 'refuse')
    expect(silent.body.error?.code).toBe('reason-missing')
    const reason = { code: 'wording', text: 'Say which network', elements: [element] }
    const { body } = await it.prepare(hana, 1, 'refuse', { reason })
    expect((await it.take(hana, 1, 'refuse', body.nonce)).status).toBe(200)
    expect((await it.version(1)).proposal).toMatchObject({
      state: 'refused',
      ending: { code: 'wording', text: 'Say which network' },
    })
    const threads = await server.runtime.db.select().from(ledger).where(eq(ledger.kind, 'thread.opened'))
    expect(threads.filter((t) => t.caseId === it.id).map((t) => t.body?.element)).toEqual([element])
    expect((await it.prepare(mara, 1, 'sign')).body.error?.code).toBe('proposal-closed')
  })

  it('[AGR4] the side that proposed may take its version back, the other side may not', async () => {
    const it = await newCase()
    await it.propose()
    expect((await it.prepare(hana, 1, 'withdraw')).body.error?.code).toBe('not-your-side')
    const { body } = await it.prepare(mara, 1, 'withdraw')
    expect((await it.take(mara, 1, 'withdraw', body.nonce)).status).toBe(200)
    expect((await it.propose()).body.proposal).toBe(2)
  })

  it('[AGR9] something that happened to the proposal since it was opened stops the signature', async () => {
    const it = await newCase()
    await it.propose()
    const { body } = await it.prepare(hana, 1, 'sign')
    await it.sign(mara, 1)
    expect((await it.take(hana, 1, 'signatures', body.nonce)).body.error?.code).toBe('agreement-changed')
    await server.runtime.db.delete(participants).where(eq(participants.personId, outsider.id))
    expect((await it.sign(hana, 1)).body).toMatchObject({ baseline: 1 })
  })
})
