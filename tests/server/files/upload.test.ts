import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { spool } from '@/server/files/spool'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { filesOnDisk, send, sha256 } from './file-house'

let server: TestServer
let maria: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer({ env: { EVIDENCE_MAX_MB: '1', EVIDENCE_CASE_MAX_MB: '3' } })
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(maria)
})
afterAll(() => server.close())

describe('uploading evidence', () => {
  it('[FIL1] keeps what was sent and answers with the hash of exactly those bytes', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)
    const { status, body } = await send(server, maria, caseId, bytes, { name: 'Test report.bin' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ sha256: sha256(bytes), name: 'Test report.bin', size: 300_000, already: false })
    const back = await maria.get(`/api/cases/${caseId}/files/${body.sha256}`)
    expect(sha256(new Uint8Array(await back.arrayBuffer()))).toBe(body.sha256)
    expect(filesOnDisk(server)).toContain(join(`${body.sha256}`.slice(0, 2), `${body.sha256}`))
  })

  it('[FIL1] takes a form as browsers and curl send it', async () => {
    const form = new FormData()
    form.append('note', 'before the file')
    form.append('file', new Blob(['%PDF-1.7\n\r\n--not the end']), 'Prüfbericht "7".pdf')
    const response = await server.fetch(`/api/cases/${caseId}/files`, {
      method: 'POST',
      headers: { cookie: maria.cookie, origin: server.url },
      body: form,
    })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      sha256: sha256('%PDF-1.7\n\r\n--not the end'),
      name: 'Prüfbericht _7_.pdf',
      type: 'application/pdf',
    })
  })

  it('[FIL1] the same bytes again are the same file', async () => {
    await send(server, maria, caseId, 'once and again')
    const before = filesOnDisk(server)
    const { body } = await send(server, maria, caseId, 'once and again', { name: 'another name.txt' })
    expect(body).toMatchObject({ already: true, name: 'report.txt' })
    expect(filesOnDisk(server)).toEqual(before)
  })

  it('[FIL1] a file that is too large, empty, or would fill the case is refused and leaves nothing', async () => {
    const before = filesOnDisk(server)
    const large = await send(server, maria, caseId, new Uint8Array(1_000_001))
    expect([large.status, large.body.error?.code]).toEqual([413, 'too-large'])
    expect((await send(server, maria, caseId, '')).body.error?.code).toBe('file-empty')
    expect(filesOnDisk(server)).toEqual(before)

    const full = await server.newCase(maria)
    const codes = []
    for (let i = 0; i < 4; i++) {
      const bytes = new Uint8Array(900_000).fill(i + 1)
      codes.push((await send(server, maria, full, bytes)).body.error?.code)
    }
    expect(codes).toEqual([undefined, undefined, undefined, 'case-full'])
  })

  it('[FIL1] an upload that is cut off leaves nothing, and the case goes on', async () => {
    const before = filesOnDisk(server)
    const socket = connect(server.port, '127.0.0.1')
    const head = [
      `POST /api/cases/${caseId}/files?name=half.txt HTTP/1.1`,
      `host: localhost:${server.port}`,
      `cookie: ${maria.cookie}`,
      `origin: ${server.url}`,
      'content-type: application/octet-stream',
      'content-length: 500000',
      '\r\n',
    ].join('\r\n')
    socket.write(head)
    socket.write(new Uint8Array(100_000))
    await waitFor(() => filesOnDisk(server).length > before.length)
    socket.destroy()
    await waitFor(() => filesOnDisk(server).length === before.length)
    expect((await send(server, maria, caseId, 'after that')).status).toBe(201)
  })

  it('[FIL1] a full disk gives a plain refusal and loses nothing that was there', async () => {
    const folder = join(server.dataDir, 'files/incoming')
    const before = filesOnDisk(server)
    let pieces = 0
    const refused = await spool(threePieces(), {
      folder,
      limit: 1e9,
      write: async (file, bytes) => {
        if (++pieces > 2) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
        await file.write(bytes)
      },
    })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'disk-full' } })
    expect(filesOnDisk(server)).toEqual(before)
  })

  it('[FIL3] programs and scripts are refused with a sentence, whatever they are called', async () => {
    const programs: [string, Uint8Array | string][] = [
      ['report.pdf', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])],
      ['report.pdf', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
      ['photo.jpg.exe', 'plain words'],
      ['run.ps1', 'Get-ChildItem'],
      ['notes.txt', '#!/bin/sh\nrm -rf ~\n'],
    ]
    for (const [name, bytes] of programs) {
      const { status, body } = await send(server, maria, caseId, bytes, { name })
      expect([status, body.error?.code], name).toEqual([422, 'file-type-refused'])
      expect(body.error?.message).toContain('Upload a report about it')
    }
  })

  it('[FIL3] the type is what the bytes say, not what the sender says', async () => {
    const types: [string, string, string][] = [
      ['picture.png', '<!doctype html><script>alert(1)</script>', 'text/html'],
      ['picture.png', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/svg+xml'],
      ['a.html', '%PDF-1.4\n', 'application/pdf'],
      ['a.pdf', 'just words', 'text/plain'],
    ]
    for (const [name, bytes, type] of types) {
      expect((await send(server, maria, caseId, bytes, { name })).body.type).toBe(type)
    }
  })

  it('[FIL4] a name is never a path, and shows nothing that it is not', async () => {
    const names: [string, string][] = [
      ['../../../etc/passwd', 'passwd'],
      ['..\\..\\windows\\system.ini', 'system.ini'],
      ['.bashrc', 'bashrc'],
      ['/', 'evidence'],
      ['a\u202egpj.txt', 'agpj.txt'],
      ['line\r\nset-cookie: x=1.txt', 'lineset-cookie_ x=1.txt'],
      [`${'x'.repeat(5000)}.pdf`, `${'x'.repeat(196)}.pdf`],
    ]
    for (const [given, kept] of names) {
      const { body } = await send(server, maria, caseId, `file called ${given}`, { name: given })
      expect(body.name).toBe(kept)
    }
  })

  it('[FIL4] whatever a file holds, a browser gets an attachment of no type in a sandbox', async () => {
    const { body } = await send(server, maria, caseId, '<script>steal()</script>', { name: 'Über "uns".html' })
    const response = await maria.get(`/api/cases/${caseId}/files/${body.sha256}`)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'content-disposition': `attachment; filename="_ber _uns_.html"; filename*=UTF-8''%C3%9Cber%20_uns_.html`,
    })
  })
})

async function* threePieces(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < 3; i++) yield new Uint8Array(1000).fill(i)
}

async function waitFor(so: () => boolean): Promise<void> {
  while (!so()) await sleep(10)
}
