import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Right } from '@/lib/access/policy'
import { projectRoot } from '@/server/root'
import { PASSWORD, startServer, type TestPerson } from './startServer'

/** Baselines that earlier releases exported. They are never made again: a file here is what somebody keeps in a safe. */
export const GOLDEN_FOLDER = join(projectRoot(), 'tests/fixtures/agreement')

export function goldenBundle(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(GOLDEN_FOLDER, name)))
}

const ALL: readonly Right[] = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer']

/**
 * Signs the worked example by password on a real server and keeps its first baseline.
 * For a release that changes the format: add a file under a new name and leave the others alone.
 */
export async function makeGolden(name: string): Promise<Uint8Array> {
  const server = await startServer()
  const mara = await server.person('mara@mdm.example', { name: 'Mara Keller', organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { name: 'Hana Novak', organisation: 'St. Brigid', side: 'hdo' })
  const id = await server.newCase(mara, { title: 'Infusion pump', template: 'example' })
  await server.seat(id, mara, 'mdm', ALL)
  await server.seat(id, hana, 'hdo', ALL)
  const call = async (by: TestPerson, path: string, body?: unknown) => {
    const response = await (body === undefined ? by.get(path) : by.post(path, body))
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const json = async <T>(by: TestPerson, path: string, body?: unknown) => (await call(by, path, body)).json() as T
  const api = `/api/cases/${id}`
  const preflight = await json<Record<'digest' | 'warnings' | 'supersedes', string>>(mara, `${api}/proposals/preflight`)
  const { digest, warnings, supersedes } = preflight
  await call(mara, `${api}/proposals`, {
    digest,
    warnings,
    supersedes,
    reason: 'Agreed in the workshop',
    title: 'First',
  })
  for (const person of [mara, hana]) {
    const version = await json<{
      proposal: { digest: string }
      manifest: { parts: { path: string; sha256: string }[] }
    }>(person, `${api}/proposals/1`)
    const view = version.manifest.parts.find((part) => part.path === 'view/agreement.html')?.sha256
    const prepared = { act: 'sign', digest: version.proposal.digest, view, coverage: ['argument'] }
    const { nonce } = await json<{ nonce: string }>(person, `${api}/proposals/1/statement`, prepared)
    await call(person, `${api}/proposals/1/signatures`, { nonce, password: PASSWORD })
  }
  const bytes = new Uint8Array(await (await call(hana, `${api}/baselines/1.rab`)).arrayBuffer())
  mkdirSync(GOLDEN_FOLDER, { recursive: true })
  writeFileSync(join(GOLDEN_FOLDER, name), bytes)
  return bytes
}
