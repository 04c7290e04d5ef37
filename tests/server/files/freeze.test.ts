import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startServer } from '../../support/startServer'
import { send } from './file-house'

it('[FIL7] a file that is missing, damaged or another one stands in the way of a version until it is put right', async () => {
  const server = await startServer()
  const maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  const caseId = await server.newCase(maria, { template: 'iec-80001-2-9' })
  const hana = await server.person('hana@hdo.example', { organisation: 'Hospital', side: 'hdo' })
  await server.seat(caseId, hana, 'hdo', ['read', 'sign', 'administer'])
  await server.adoptCharter(caseId, maria, hana)
  const run = async (command: string, args: object) =>
    (await (await maria.post(`/api/cases/${caseId}/commands`, { command, args })).json()) as { created: string[] }
  const preflight = async () =>
    (await (await maria.get(`/api/cases/${caseId}/proposals/preflight`)).json()) as {
      digest: string
      warnings: string
      red: { code: string; message: string }[]
    }
  const reds = async () => (await preflight()).red.filter(({ code }) => code === 'FIL7').map(({ message }) => message)

  const { body } = await send(server, maria, caseId, 'the report', { name: 'report.txt' })
  const sha256 = body.sha256 as string
  const { created } = await run('add-evidence', { claim: 'C1', statement: 'A report', values: { side: 'mdm' } })
  const element = created[0] as string
  await run('attach-file', { element, sha256 })
  expect(await reds()).toEqual([])

  const path = join(server.dataDir, 'files', sha256.slice(0, 2), sha256)
  writeFileSync(path, 'another report')
  const seen = await preflight()
  const proposed = await maria.post(`/api/cases/${caseId}/proposals`, {
    title: 'First version',
    digest: seen.digest,
    warnings: seen.warnings,
    supersedes: null,
    reason: 'All known',
  })
  expect(proposed.status).toBe(422)
  const { error } = (await proposed.json()) as { error: { code: string; details: { red: { code: string }[] } } }
  expect(error.code).toBe('preflight-red')
  expect(error.details.red.map(({ code }) => code)).toContain('FIL7')
  expect(await reds()).toEqual([expect.stringContaining('is damaged')])

  await send(server, maria, caseId, 'the report')
  expect(await reds()).toEqual([])
  rmSync(path)
  // What was found intact a moment ago is not read again just to be looked at; a version is never frozen on that.
  await run('set-field', { element, field: 'sha256', value: 'e'.repeat(64) })
  expect(await reds()).toEqual([expect.stringContaining('names a file that is not kept with the case')])
})
