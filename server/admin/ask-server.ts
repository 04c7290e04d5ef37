import { readAdminFile } from './admin-file'

/**
 * Asks the server that has this data directory.
 * @param act  one of its acts, with a query
 * @returns the answer piece by piece; undefined when no server runs there
 * @throws while it is read, when the server could not finish it
 */
export async function askServer(dataDir: string, act: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  const admin = readAdminFile(dataDir)
  if (admin === undefined) return undefined
  const response = await fetch(`http://127.0.0.1:${admin.port}/${act}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.secret}` },
  }).catch(() => undefined)
  // Left behind by one that was killed, or somebody else has the port now.
  if (response?.status !== 200 || response.body === null) return undefined
  return response.body as unknown as AsyncIterable<Uint8Array>
}
