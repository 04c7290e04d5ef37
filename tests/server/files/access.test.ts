import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Right, Side } from '@/lib/access/policy'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { send, sha256 } from './file-house'

let server: TestServer
let caseId: string
const people: Record<string, TestPerson> = {}
const who = (name: string) => people[name] as TestPerson

const CAST: Record<string, { side?: Side; rights: readonly Right[] }> = {
  mdmEditor: { side: 'mdm', rights: ['read', 'edit'] },
  mdmReader: { side: 'mdm', rights: ['read'] },
  hdoEditor: { side: 'hdo', rights: ['read', 'edit'] },
  hdoReviewer: { side: 'hdo', rights: ['read', 'comment', 'approve'] },
  assessor: { rights: ['read'] },
}

beforeAll(async () => {
  server = await startServer()
  const owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner, { template: 'iec-80001-2-9' })
  for (const [name, { side, rights }] of Object.entries(CAST)) {
    people[name] = await server.person(`${name.toLowerCase()}@example.org`)
    await server.seat(caseId, who(name), side, rights)
  }
  people.outsider = await server.person('nobody@outside.example')
})
afterAll(() => server.close())

const EVERYBODY = [...Object.keys(CAST), 'outsider']

/** Who gets the bytes of a file, by name. */
async function readers(hash: string, id = caseId): Promise<string[]> {
  const found: string[] = []
  for (const name of EVERYBODY) {
    const { status } = await who(name).get(`/api/cases/${id}/files/${hash}`)
    expect([200, 404]).toContain(status)
    if (status === 200) found.push(name)
  }
  return found
}

const INSIDE = Object.keys(CAST)
const run = (name: string, command: string, args: object) =>
  who(name).post(`/api/cases/${caseId}/commands`, { command, args })

/** New evidence below C1, with these values. @returns its id */
async function evidence(name: string, values: object): Promise<string> {
  const answer = await run(name, 'add-evidence', { claim: 'C1', statement: 'A report', values })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { created: string[] }).created[0] as string
}

async function fieldsOf(element: string): Promise<Record<string, unknown>> {
  const answer = await who('mdmEditor').get(`/api/cases/${caseId}/graph`)
  const { elements } = (await answer.json()) as { elements: { id: string; fields: Record<string, unknown> }[] }
  return elements.find((each) => each.id === element)?.fields ?? {}
}

describe('who gets a file', () => {
  it('[FIL5] only those who edit bring files', async () => {
    const statuses = []
    for (const name of EVERYBODY) statuses.push([name, (await send(server, who(name), caseId, `of ${name}`)).status])
    expect(statuses).toEqual([
      ['mdmEditor', 201],
      ['mdmReader', 403],
      ['hdoEditor', 201],
      ['hdoReviewer', 403],
      ['assessor', 403],
      ['outsider', 404],
    ])
    expect((await server.fetch(`/api/cases/${caseId}/files`, { method: 'POST', body: 'x' })).status).toBe(401)
    const foreign = { cookie: who('mdmEditor').cookie, origin: 'https://evil.example' }
    const forged = await server.fetch(`/api/cases/${caseId}/files`, { method: 'POST', headers: foreign, body: 'x' })
    expect(forged.status).toBe(403)
  })

  it('[FIL5] a file for everybody goes to everybody in the case and nobody else', async () => {
    const { body } = await send(server, who('mdmEditor'), caseId, 'for all')
    expect(await readers(body.sha256 as string)).toEqual(INSIDE)
  })

  it('[FIL5] of a file that stays with its owner the other side sees the hash and never the bytes', async () => {
    const query = { name: 'pen-test.txt', confidentiality: 'own-side' }
    const { body } = await send(server, who('mdmEditor'), caseId, 'ours alone', query)
    expect(await readers(body.sha256 as string)).toEqual(['mdmEditor', 'mdmReader'])
    const seen = async (name: string) => {
      const answer = await who(name).get(`/api/cases/${caseId}/files`)
      const { files } = (await answer.json()) as { files: { sha256: string; open: boolean; name: string }[] }
      return files.find((file) => file.sha256 === body.sha256)
    }
    expect(await seen('hdoEditor')).toMatchObject({ open: false, name: 'pen-test.txt' })
    expect(await seen('mdmReader')).toMatchObject({ open: true })
    // It cannot be bound to evidence of the other side either, nor opened by them.
    const element = await evidence('hdoEditor', { side: 'hdo' })
    const attached = await run('hdoEditor', 'attach-file', { element, sha256: body.sha256 })
    expect(((await attached.json()) as { error: { code: string } }).error.code).toBe('file-absent')
    const opened = await who('hdoEditor').post(`/api/cases/${caseId}/files/${body.sha256}`, { confidentiality: 'both' })
    expect(opened.status).toBe(404)
    expect(await readers(body.sha256 as string)).toEqual(['mdmEditor', 'mdmReader'])
    // Its owner may open it.
    await who('mdmEditor').post(`/api/cases/${caseId}/files/${body.sha256}`, { confidentiality: 'both' })
    expect(await readers(body.sha256 as string)).toEqual(INSIDE)
  })

  it('[FIL5] what the case says of the evidence can only take away', async () => {
    const { body } = await send(server, who('mdmEditor'), caseId, 'open at first')
    const element = await evidence('mdmEditor', { side: 'mdm' })
    await run('mdmEditor', 'attach-file', { element, sha256: body.sha256 })
    await run('mdmEditor', 'set-field', { element, field: 'confidentiality', value: 'own-side' })
    expect(await readers(body.sha256 as string)).toEqual(['mdmEditor', 'mdmReader'])

    const closed = await send(server, who('mdmEditor'), caseId, 'closed', { confidentiality: 'own-side' })
    const mine = await evidence('hdoEditor', { side: 'hdo', sha256: closed.body.sha256, confidentiality: 'public' })
    expect((await fieldsOf(mine)).sha256).toBe(closed.body.sha256)
    expect(await readers(closed.body.sha256 as string)).toEqual(['mdmEditor', 'mdmReader'])
  })

  it('[FIL5] both sides may hold the same bytes, each for itself', async () => {
    const query = { name: 'same.txt', confidentiality: 'own-side' }
    const { body } = await send(server, who('mdmEditor'), caseId, 'same bytes', query)
    await send(server, who('hdoEditor'), caseId, 'same bytes', query)
    expect(await readers(body.sha256 as string)).toEqual(['mdmEditor', 'mdmReader', 'hdoEditor', 'hdoReviewer'])
  })

  it('[FIL5] a file of one case is not reachable through another case', async () => {
    const { body } = await send(server, who('mdmEditor'), caseId, 'of the first case')
    const other = await server.newCase(who('mdmEditor'))
    for (const name of INSIDE) await server.seat(other, who(name), CAST[name]?.side, ['read', 'edit'])
    expect(await readers(body.sha256 as string, other)).toEqual([])
    const answer = await who('mdmEditor').post(`/api/cases/${other}/files/${body.sha256}`, {
      confidentiality: 'public',
    })
    expect(answer.status).toBe(404)
  })

  it('[FIL5] nothing but a hash that the case knows names a file', async () => {
    for (const name of [
      '..%2f..%2fsecrets',
      '%2e%2e',
      sha256('unknown'),
      'A'.repeat(64),
      `${'a'.repeat(64)}%00`,
      '0',
    ]) {
      const answer = await who('mdmEditor').get(`/api/cases/${caseId}/files/${name}`)
      expect(answer.status).toBe(404)
      expect(((await answer.json()) as { error: { code: string } }).error.code).toMatch(/^(file-)?not-found$/)
    }
  })

  it('[FIL6] the case says of an attached file what the server found, and nobody else says it', async () => {
    const { body } = await send(server, who('hdoEditor'), caseId, '%PDF-1.7 minutes', { name: 'minutes.pdf' })
    const element = await evidence('hdoEditor', { side: 'hdo' })
    expect((await run('hdoEditor', 'attach-file', { element, sha256: body.sha256 })).status).toBe(200)
    const facts = { sha256: body.sha256, fileName: 'minutes.pdf', fileSize: 16, fileType: 'application/pdf' }
    expect(await fieldsOf(element)).toMatchObject(facts)
    const forged = await run('hdoEditor', 'set-field', { element, field: 'fileSize', value: 7 })
    expect(forged.status).toBe(422)
    expect(await fieldsOf(element)).toMatchObject(facts)
    expect((await run('hdoEditor', 'attach-file', { element, sha256: sha256('never sent') })).status).toBe(422)
    expect((await run('hdoReviewer', 'attach-file', { element, sha256: body.sha256 })).status).toBe(403)
    await run('hdoEditor', 'detach-file', { element })
    const after = await fieldsOf(element)
    expect([after.sha256, after.fileName, after.fileSize, after.fileType]).toEqual(Array(4).fill(undefined))
  })
})
