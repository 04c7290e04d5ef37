import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '@/lib/gsn/outcome'
import { conditionOf } from '@/server/files/check-files'
import { openDiskFiles } from '@/server/files/disk-files'
import type { FileStore } from '@/server/files/file-store'
import { fileOfForm } from '@/server/files/form-file'
import { spool } from '@/server/files/spool'
import { openTableFiles, PART } from '@/server/files/table-files'
import { openStore } from '@/server/store/open'
import { fileParts } from '@/server/store/schema'
import { freshDataDir, removeDataDir, silent } from '../../support/dataDir'
import { sha256 } from './file-house'

async function* pieces(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}

async function keep(store: FileStore, bytes: Uint8Array): Promise<string> {
  const file = must(await spool(pieces(bytes), { folder: store.spoolFolder, limit: 1e9 }))
  await store.keep(file)
  return file.sha256
}

async function bytesIn(store: FileStore, hash: string): Promise<string | undefined> {
  const found = await store.read(hash)
  if (found === undefined) return undefined
  const parts: Uint8Array[] = []
  for await (const part of found) parts.push(part)
  return sha256(Buffer.concat(parts))
}

/** Every store of files keeps the same promises. */
const STORES = {
  'the data directory': async () => {
    const dataDir = await freshDataDir()
    const store = openDiskFiles(dataDir)
    const damage = async (hash: string) => writeFileSync(join(dataDir, 'files', hash.slice(0, 2), hash), 'rotten')
    return { store, damage, close: async () => removeDataDir(dataDir) }
  },
  'the database': async () => {
    const dataDir = await freshDataDir()
    const opened = await openStore({ dataDir }, silent)
    const store = openTableFiles(opened.db)
    const damage = async () => void (await opened.db.update(fileParts).set({ bytes: new Uint8Array([1]) }))
    const close = async () => {
      await opened.close()
      removeDataDir(dataDir)
    }
    return { store, damage, close }
  },
}

describe.each(Object.entries(STORES))('files in %s', (_name, make) => {
  it('[FIL2] gives back exactly what was kept, whole and by its hash only', async () => {
    const { store, close } = await make()
    const large = Uint8Array.from({ length: PART * 2 + 17 }, (_, i) => (i * 7) % 256)
    for (const bytes of [large, Buffer.from('small')]) {
      const hash = await keep(store, bytes)
      expect(await bytesIn(store, hash)).toBe(hash)
      expect(await conditionOf(store, hash)).toBe('intact')
    }
    expect(await store.read(sha256('unknown'))).toBeUndefined()
    expect(await store.read('../pg/PG_VERSION')).toBeUndefined()
    await close()
  })

  it('[FIL2] the same bytes from several at once are kept once and whole', async () => {
    const { store, close } = await make()
    const bytes = new Uint8Array(PART + 5).fill(3)
    const hashes = await Promise.all([1, 2, 3].map(() => keep(store, bytes)))
    expect(await bytesIn(store, hashes[0] as string)).toBe(hashes[0])
    await close()
  })

  it('[FIL7] tells a damaged file from a missing one, and sending it again puts it right', async () => {
    const { store, damage, close } = await make()
    const bytes = Buffer.from('the only copy')
    const hash = await keep(store, bytes)
    await damage(hash)
    expect(await conditionOf(store, hash)).toBe('damaged')
    expect(await conditionOf(store, sha256('never kept'))).toBe('missing')
    await keep(store, bytes)
    expect(await conditionOf(store, hash)).toBe('intact')
    await close()
  })
})

describe('the file in a form', () => {
  it('[FIL1] is read byte for byte however the network cuts it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        async (content, cuts) => {
          const head =
            '--b\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\n\r\n'
          const body = Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')])
          async function* cut(): AsyncGenerator<Uint8Array> {
            for (let at = 0; at < body.length; ) {
              const { value } = cuts.next()
              yield body.subarray(at, at + value)
              at += value
            }
          }
          const { name, bytes } = await fileOfForm(cut(), 'b')
          const parts: Uint8Array[] = []
          for await (const part of bytes) parts.push(part)
          const read = Buffer.concat(parts)
          // Content that holds the delimiter itself ends there: no sender writes such a form.
          const end = Buffer.from(content).indexOf('\r\n--b')
          expect(name).toBe('a.bin')
          expect(read.equals(end < 0 ? content : content.subarray(0, end))).toBe(true)
        },
      ),
      { seed: 20_260_221, numRuns: 200 },
    )
  })

  it('[FIL1] that never ends, has no file or no headers is refused, not waited for', async () => {
    const bad = [
      '',
      '--b--\r\n',
      '--b\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n--b--',
      `--b\r\n${'h'.repeat(20_000)}`,
    ]
    for (const body of bad) await expect(fileOfForm(pieces(Buffer.from(body)), 'b')).rejects.toThrow()
    const half = '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nhalf of it'
    const { bytes } = await fileOfForm(pieces(Buffer.from(half)), 'b')
    await expect(bytes.next().then(() => bytes.next())).rejects.toThrow('ended early')
  })
})
