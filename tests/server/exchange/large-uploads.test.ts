import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner)
})
afterAll(() => server.close())

const MB = 1024 * 1024
const PIECE = Buffer.alloc(MB, 'a: x\n')

/** Sends 200 MB piece by piece, as fast as they are taken. @returns the status, or what became of the connection, and how much was taken */
function send(path: string, announce: boolean): Promise<{ came: number | string; sentMb: number }> {
  return new Promise((resolve) => {
    let sentMb = 0
    const headers = {
      cookie: owner.cookie,
      origin: server.url,
      'content-type': 'application/octet-stream',
      ...(announce ? { 'content-length': String(200 * MB) } : { 'transfer-encoding': 'chunked' }),
    }
    const asked = request(`${server.url}${path}`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve({ came: answer.statusCode ?? 0, sentMb })
      asked.destroy()
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ came: error.code ?? error.message, sentMb }))
    const more = () => {
      while (sentMb < 200 && !asked.destroyed) {
        sentMb++
        if (!asked.write(PIECE)) return void asked.once('drain', more)
      }
      asked.end()
    }
    if (announce) asked.flushHeaders()
    more()
  })
}

describe('200 MB that somebody sends', () => {
  const paths = () => [
    ...['gsn-yaml', 'auto'].map((format) => `/api/cases/${caseId}/import?format=${format}`),
    '/api/cases/from-file?dry-run=true',
    '/api/check',
    `/api/cases/${caseId}/watch/file`,
  ]

  it('[EXC20] are refused at the limit, announced or not, and never gathered', async () => {
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 20)
    for (const path of paths()) {
      const announced = await send(path, true)
      expect(announced.came, path).toBe(413)
      expect(announced.sentMb, `${path}: hardly anything is read`).toBeLessThan(30)
      const streamed = await send(path, false)
      expect([413, 'ECONNRESET', 'EPIPE'], path).toContain(streamed.came)
      expect(streamed.sentMb, path).toBeLessThan(100)
    }
    clearInterval(watch)
    expect((peak - before) / MB, 'MB more at most, sender included').toBeLessThan(400)
    expect((await owner.get('/api/me')).status).toBe(200)
    expect((await (await owner.get(`/api/cases/${caseId}/history`)).json()) as object).toMatchObject({ changes: [] })
  }, 60_000)
})
