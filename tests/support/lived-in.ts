import { expect } from 'vitest'
import { askServer } from '@/server/admin/ask-server'
import { type OpenBackup, openBackup } from '@/server/backup/open-backup'
import { saveBackup } from '@/server/backup/save-backup'
import { AgreementCase, ALL } from './agreement-case'
import type { TestPerson, TestServer } from './startServer'

export interface LivedIn {
  readonly it: AgreementCase
  readonly mara: TestPerson
  readonly hana: TestPerson
  /** Of the evidence file that was brought. */
  readonly sha256: string
}

/** A case in which people have edited, commented, brought evidence and signed a version. */
export async function livedIn(server: TestServer): Promise<LivedIn> {
  const mara = await server.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
  const hana = await server.person('hana@hdo.example', { organisation: 'St. Brigid', side: 'hdo' })
  const id = await server.newCase(mara)
  await server.seat(id, hana, 'hdo', ALL)
  await server.adoptCharter(id, mara, hana)
  const it = new AgreementCase(server, id, mara)
  await it.edit('The pump is acceptably secure, in Zürich and 東京 too')
  const response = await server.fetch(`/api/cases/${id}/files?name=report.txt`, {
    method: 'POST',
    headers: { cookie: mara.cookie, origin: server.url, 'content-type': 'application/octet-stream' },
    body: `pentest report ${'x'.repeat(700_000)}`,
  })
  const { sha256 } = (await response.json()) as { sha256: string }
  expect((await it.propose()).status).toBe(201)
  expect((await it.act(mara, 1, 'sign')).status).toBe(200)
  expect((await it.act(hana, 1, 'sign')).status).toBe(200)
  return { it, mara, hana, sha256 }
}

/** Has a running server back itself up, as the command line does. */
export async function backUp(dataDir: string, path: string): Promise<void> {
  const running = await askServer(dataDir, 'backup')
  if (running === undefined) throw new Error(`No server answers for ${dataDir}.`)
  await saveBackup(path, running)
}

/** Every row and file of a backup, with what a restore is to change left out: what two stores that are equal have equal. */
export async function contentsOf(backup: string | OpenBackup): Promise<Record<string, readonly string[]>> {
  const open = typeof backup === 'string' ? await openBackup(backup) : backup
  const contents: Record<string, string[]> = {}
  for (const { name, rows } of open.manifest.tables) if (rows > 0) contents[name] = []
  for (const { name, table, sha256 } of open.manifest.parts) {
    if (table === undefined) contents[name] = [sha256]
    else {
      const rows = JSON.parse(await open.rowsOf(name)) as Record<string, unknown>[]
      contents[table]?.push(...rows.map((row) => JSON.stringify(normal(row))))
    }
  }
  if (typeof backup === 'string') await open.close()
  for (const rows of Object.values(contents)) rows.sort()
  return contents
}

/** Both stores give the same moment in the words of their own time zone. */
function normal({ epoch: _, session_epoch: __, ...row }: Record<string, unknown>): Record<string, unknown> {
  const moment = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/.test(value)
      ? new Date(value).toISOString()
      : value
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, moment(value)]))
}
