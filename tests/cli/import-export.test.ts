import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as esbuild from 'esbuild'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exportFrom } from '@/server/cli/export-from'
import { importInto } from '@/server/cli/import-into'
import { projectRoot } from '@/server/root'
// @ts-expect-error a plain script without types
import { settings } from '../../server/scripts/bundle.mjs'
import { PASSWORD, startServer, type TestPerson, type TestServer } from '../support/startServer'

let server: TestServer
let folder: string
let maria: TestPerson
let caseId: string
let token: string
let readToken: string
beforeAll(async () => {
  folder = mkdtempSync(join(projectRoot(), 'node_modules/.accord-cli-'))
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(maria, { template: 'iec-80001-2-9' })
  await maria.post(`/api/cases/${caseId}/commands`, {
    command: 'decide-capability',
    args: { capability: 'ALOF', decision: 'required' },
  })
  const made = async (scope: string) => {
    const answer = await maria.post('/api/me/tokens', { name: scope, scope, days: 1, password: PASSWORD })
    expect(answer.status, await answer.clone().text()).toBe(201)
    return ((await answer.json()) as { token: string }).token
  }
  token = await made('write')
  readToken = await made('read')
}, 60_000)
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Ran {
  readonly status: number | null
  readonly out: string
  readonly bytes: Buffer
  readonly err: string
}

/** The verb as the program runs it, here, with what it says caught: starting the program takes longer than what it does. */
async function accord([verb, ...args]: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const [out, err]: [Buffer[], string[]] = [[], []]
  const caught = (into: (chunk: string | Uint8Array) => void) =>
    ((chunk: string | Uint8Array, done?: () => void) => {
      into(chunk)
      if (typeof done === 'function') done()
      return true
    }) as typeof process.stdout.write
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(caught((chunk) => out.push(Buffer.from(chunk)))),
    vi.spyOn(process.stderr, 'write').mockImplementation(caught((chunk) => err.push(String(chunk)))),
  ]
  const run = verb === 'import' ? importInto : exportFrom
  try {
    const status = await run(args, { ACCORD_URL: server.url, ACCORD_TOKEN: token, ...env })
    const bytes = Buffer.concat(out)
    return { status, out: bytes.toString(), bytes, err: err.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** The program itself, with a file on its standard input. */
async function program(args: readonly string[], input: string): Promise<Pick<Ran, 'status' | 'out'>> {
  const entryPoints = [{ in: 'server/cli/main.ts', out: 'accord' }]
  await esbuild.build({ ...settings(folder), entryPoints, splitting: false, sourcemap: false })
  const env = { ...process.env, ACCORD_URL: server.url, ACCORD_TOKEN: token }
  const child = spawn(process.execPath, [join(folder, 'accord.js'), ...args], { cwd: folder, env })
  child.stdin.end(input)
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  return new Promise((done) => child.on('close', (status) => done({ status, out })))
}

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const CSAF = JSON.stringify({
  document: { csaf_version: '2.0', title: 'Pump', tracking: { id: 'ICSMA-1' } },
  vulnerabilities: [
    {
      cve: 'CVE-2026-0001',
      cwe: { id: 'CWE-613', name: 'Sessions' },
      product_status: { known_affected: ['P'] },
      remediations: [{ category: 'mitigation', details: 'Lock the ward' }],
    },
  ],
})

describe('accord import and accord export', () => {
  it('[EXC18] looks first, then takes what was accepted, and again nothing', async () => {
    const name = file('advisory.json', CSAF)
    const dry = await accord(['import', caseId, name, '--dry-run'])
    expect(dry.out).toContain('csaf: Pump')
    expect(dry.out).toContain('CVE-2026-0001@ALOF')
    expect(dry.out).toMatch(/Nothing was taken/)
    // The product that the advisory names is none of its own: told with its path.
    expect(dry).toMatchObject({
      status: 3,
      err: expect.stringContaining('advisory.json vulnerabilities[0].product_status: P'),
    })
    const [, control = ''] = /^ {2}(\S+@ALOF) {2}hdo: Lock the ward$/m.exec(dry.out) ?? []
    const taken = await accord(['import', caseId, name, '--accept', control, '--json'])
    expect(JSON.parse(taken.out).created.length).toBeGreaterThan(3)
    const again = await program(['import', caseId, '-', '--name', 'advisory.json', '--accept', 'all'], CSAF)
    expect(again.out).toContain('0 elements added, 1 were there already.')
    const refused = await accord(['import', caseId, name, '--accept', 'CVE-1@ALOF'])
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('names no suggestion of this file') })
  })

  it('[EXC18] says a wrong line of an argument by its line, and what it takes and does not count', async () => {
    const bad = await accord(['import', caseId, file('bad.yaml', 'G1:\n  text: "open\n')])
    expect([bad.status, bad.err]).toEqual([1, expect.stringMatching(/bad\.yaml:\d+: Line \d+/)])
    const yaml = 'G1:\n  text: Top\n  supportedBy: [Sn1]\nSn1:\n  text: Report\n  supportedBy: [G1]\n'
    const good = await accord(['import', caseId, file('good.yaml', yaml), '--under', 'C1'])
    expect(good.status).toBe(3)
    expect(good.out).toContain('2 elements added')
    expect(good.err).toContain('not counted')
  })

  it('[EXC18] writes a case in any format, bytes as they are, and says what has no place in it', async () => {
    const json = await accord(['export', caseId, '--format', 'json'])
    expect(json.status).toBe(0)
    expect(json.out).toBe(await (await maria.get(`/api/cases/${caseId}/export?format=json`)).text())
    const yaml = await accord(['export', caseId, '--format', 'gsn-yaml', '--out', join(folder, 'case.yaml')])
    expect([yaml.status, yaml.out, yaml.err]).toEqual([3, '', expect.stringContaining('Not in this format')])
    const xlsx = await accord(['export', caseId, '--format', 'xlsx', '--with', 'reading=matrix'])
    expect([xlsx.status, xlsx.bytes.subarray(0, 2).toString()]).toEqual([0, 'PK'])
    expect(await accord(['export', caseId, '--format', 'ltac', '--dry-run'])).toMatchObject({ status: 3, out: '' })
    expect((await accord(['export', caseId, '--format', 'word'])).status).toBe(1)
  })

  it('[EXC18] does only what the token may, tells no token to another address, and says what is missing', async () => {
    const name = file('advisory.json', CSAF)
    expect((await accord(['export', caseId, '--format', 'json'], { ACCORD_TOKEN: readToken })).status).toBe(0)
    const reads = await accord(['import', caseId, name], { ACCORD_TOKEN: readToken })
    expect([reads.status, reads.err]).toEqual([1, expect.stringContaining('token')])
    expect((await accord(['import', caseId, name], { ACCORD_TOKEN: 'made-up' })).status).toBe(1)
    expect((await accord(['import', 'no-such-case', name])).err).toContain('There is no such case')
    const wrong: Record<string, string>[] = [
      { ACCORD_TOKEN: '' },
      { ACCORD_URL: '' },
      { ACCORD_URL: 'ftp://x' },
      { ACCORD_URL: 'http://127.0.0.1:9' },
    ]
    for (const env of wrong) {
      expect((await accord(['import', caseId, name], env)).status, JSON.stringify(env)).toBe(2)
    }
    for (const args of [['import', caseId], ['import', caseId, 'absent.json'], ['export', caseId], ['export']]) {
      expect((await accord(args)).status, args.join(' ')).toBe(2)
    }
    const asked: (string | undefined)[] = []
    const elsewhere = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.writeHead(request.url === '/there' ? 200 : 302, { location: '/there' }).end()
    })
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
    const sent = await accord(['export', caseId, '--format', 'json'], { ACCORD_URL: url })
    expect([sent.status, asked.length]).toEqual([2, 1])
    elsewhere.close()
  })
})
