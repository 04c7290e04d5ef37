import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestPerson, TestServer } from '../../support/startServer'

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

export interface Answer {
  readonly status: number
  readonly body: {
    sha256?: string
    name?: string
    size?: number
    type?: string
    already?: boolean
    error?: { code: string; message: string }
  }
}

/** Sends a file as the body of the request. */
export async function send(
  server: TestServer,
  who: TestPerson,
  caseId: string,
  bytes: Uint8Array | string,
  query: Record<string, string> = { name: 'report.txt' },
): Promise<Answer> {
  const response = await server.fetch(`/api/cases/${caseId}/files?${new URLSearchParams(query)}`, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: server.url, 'content-type': 'application/octet-stream' },
    body: typeof bytes === 'string' ? bytes : new Blob([bytes as Uint8Array<ArrayBuffer>]),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** Every file below the data directory's file store, as paths. */
export function filesOnDisk(server: TestServer): string[] {
  const root = join(server.dataDir, 'files')
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(root, name)).isFile())
    .sort()
}
