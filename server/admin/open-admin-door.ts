import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log'
import { removeAdminFile, writeAdminFile } from './admin-file'

/** What can be asked of a running server: the piece by piece answer to a question with these words. */
export type AdminActs = Readonly<Record<string, (query: URLSearchParams) => AsyncIterable<Uint8Array>>>

/**
 * [OPS1] A door for the command line on the same machine, where the store is this process's alone. It listens on the
 * loopback address only, and asks for the secret that stands in the data directory, readable by its owner alone.
 * @returns how to close it
 */
export async function openAdminDoor(dataDir: string, acts: AdminActs, log: Log): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString('hex')
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://door')
    const act = Object.hasOwn(acts, url.pathname.slice(1)) ? acts[url.pathname.slice(1)] : undefined
    if (!proves(request.headers.authorization, secret) || act === undefined || request.method !== 'POST') {
      return void response.writeHead(404).end()
    }
    try {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      await pipeline(Readable.from(act(url.searchParams)), response)
    } catch (error) {
      // Whoever asks sees that the answer is cut off; why stands in the log.
      log.error('admin.failed', error, { act: url.pathname })
      response.destroy()
    }
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  await writeAdminFile(dataDir, { port: (server.address() as AddressInfo).port, secret })
  return async () => {
    removeAdminFile(dataDir)
    server.close()
    server.closeAllConnections()
  }
}

function proves(authorization: string | undefined, secret: string): boolean {
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${secret}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
