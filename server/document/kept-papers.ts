import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PagedDocument } from '@/lib/document/document'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { doAside, writerProgram } from './aside'

/** Papers on disk: what was frozen does not change, and drawing it takes seconds. */
const MOST = 200
const DIGEST = 64

const underWay = new Map<string, Promise<Outcome<Uint8Array>>>()
let writer: Promise<string> | undefined

/**
 * [PAP3] A document as PDF, drawn once: the same words by the same program are the same file. Whoever asks while it is
 * being drawn waits for that one. Kept under `DATA_DIR/papers`, which may be emptied at any time; a file that is damaged
 * there is drawn anew.
 * @returns refusals `busy`, `document-too-long`
 */
export async function keptPdf(document: PagedDocument): Promise<Outcome<Uint8Array>> {
  const key = await keyOf(document)
  const running = underWay.get(key)
  if (running !== undefined) return running
  const drawing = readOrDraw(key, document).finally(() => underWay.delete(key))
  underWay.set(key, drawing)
  return drawing
}

async function readOrDraw(key: string, document: PagedDocument): Promise<Outcome<Uint8Array>> {
  const known = await read(key)
  if (known !== undefined) return ok(known)
  const drawn = await doAside({ kind: 'pdf', document })
  if (drawn.ok) await keep(key, drawn.value)
  return drawn
}

/** What the file depends on: every word of the document, what it carries, and the program that draws it. */
async function keyOf({ attachments = [], ...document }: PagedDocument): Promise<string> {
  writer ??= programDigest()
  const carried = attachments.map(({ bytes, ...about }) => ({ ...about, sha256: sha256(bytes) }))
  return sha256(JSON.stringify([await writer, document, carried]))
}

async function programDigest(): Promise<string> {
  const program = writerProgram()
  // Without a build nothing is kept longer than this process: its sources change under it.
  return existsSync(program) ? sha256(await readFile(program)) : `${process.pid}-${Date.now()}`
}

async function read(key: string): Promise<Uint8Array | undefined> {
  const path = pathOf(key)
  try {
    const kept = await readFile(path)
    const bytes = kept.subarray(DIGEST)
    if (kept.toString('latin1', 0, DIGEST) !== sha256(bytes)) return undefined
    // Touched, so that what is asked for stays.
    const now = new Date()
    await utimes(path, now, now).catch(() => undefined)
    return new Uint8Array(bytes)
  } catch {
    return undefined
  }
}

/** A full disk costs time, never the document. */
async function keep(key: string, bytes: Uint8Array): Promise<void> {
  const path = pathOf(key)
  const half = `${path}.${process.pid}.part`
  try {
    await mkdir(folder(), { recursive: true })
    await writeFile(half, Buffer.concat([Buffer.from(sha256(bytes), 'latin1'), bytes]))
    await rename(half, path)
    await dropOldest()
  } catch (error) {
    runtime().log.warn('paper.not-kept', { message: error instanceof Error ? error.message : 'unknown' })
    await rm(half, { force: true }).catch(() => undefined)
  }
}

async function dropOldest(): Promise<void> {
  const names = await readdir(folder())
  if (names.length <= MOST) return
  const files = await Promise.all(
    names.map(async (name) => ({ name, used: (await stat(join(folder(), name))).mtimeMs })),
  )
  const oldest = files.sort((a, b) => a.used - b.used).slice(0, names.length - MOST)
  for (const { name } of oldest) await rm(join(folder(), name), { force: true })
}

function folder(): string {
  return join(runtime().env.dataDir, 'papers')
}

function pathOf(key: string): string {
  return join(folder(), key)
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
