import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { decodeUtf8 } from './utf8'

/*
 * A ZIP with exactly one spelling: stored entries in the given order, no extra fields, no comments, one fixed time.
 * The reader takes nothing else, because every liberty of the format (a prefix, a gap, two entries of one name, a
 * local header that differs from the central one) shows different files to different programs.
 */

export interface ZipFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const LOCAL_SIZE = 30
const CENTRAL_SIZE = 46
const END_SIZE = 22
const VERSION = 20
/** 1980-01-01 00:00, the first moment the format knows: files made twice are equal. */
const DATE = 0x0021
/** Made on Unix, a plain file that everybody may read (0644). */
const MADE_BY = (3 << 8) | VERSION
const ATTRIBUTES = (0o100644 << 16) >>> 0
const PATH = /^[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*$/
const MAX_FILES = 5000

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = (CRC_TABLE[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function record(size: number, fields: readonly (readonly [offset: number, width: 2 | 4, value: number])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(size))
  for (const [offset, width, value] of fields) {
    if (width === 2) view.setUint16(offset, value, true)
    else view.setUint32(offset, value, true)
  }
  return new Uint8Array(view.buffer)
}

/**
 * [VER2] Writes the files in the given order. Equal files give equal bytes.
 * @throws on a path that the reader would refuse or that stands twice
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const seen = new Set<string>()
  const chunks: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { path, bytes } of files) {
    if (!PATH.test(path) || seen.has(path)) throw new Error(`Not a path for a bundle, or twice: ${path}`)
    seen.add(path)
    const name = utf8ToBytes(path)
    const crc = crc32(bytes)
    const sizes = [crc, bytes.length, bytes.length] as const
    chunks.push(localHeader(name.length, sizes), name, bytes)
    directory.push(centralHeader(name.length, sizes, offset), name)
    offset += LOCAL_SIZE + name.length + bytes.length
  }
  const central = concatBytes(...directory)
  const end = record(END_SIZE, [
    [0, 4, END],
    [8, 2, files.length],
    [10, 2, files.length],
    [12, 4, central.length],
    [16, 4, offset],
  ])
  return concatBytes(...chunks, central, end)
}

type Sizes = readonly [crc: number, stored: number, size: number]

function localHeader(nameLength: number, [crc, stored, size]: Sizes): Uint8Array {
  return record(LOCAL_SIZE, [
    [0, 4, LOCAL],
    [4, 2, VERSION],
    [12, 2, DATE],
    [14, 4, crc],
    [18, 4, stored],
    [22, 4, size],
    [26, 2, nameLength],
  ])
}

function centralHeader(nameLength: number, [crc, stored, size]: Sizes, offset: number): Uint8Array {
  return record(CENTRAL_SIZE, [
    [0, 4, CENTRAL],
    [4, 2, MADE_BY],
    [6, 2, VERSION],
    [14, 2, DATE],
    [16, 4, crc],
    [20, 4, stored],
    [24, 4, size],
    [28, 2, nameLength],
    [38, 4, ATTRIBUTES],
    [42, 4, offset],
  ])
}

/** [VER2] Reads a bundle's files in order, or says in a sentence why the bytes are not one. Never throws. */
export function readZip(bytes: Uint8Array): Outcome<readonly ZipFile[]> {
  const no = (message: string) => refuse('zip-not-strict', message)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < END_SIZE) return no('The file is too short to be a bundle.')
  if (view.getUint32(0, true) !== LOCAL) return no('The file does not begin with its first part.')
  const end = bytes.length - END_SIZE
  if (view.getUint32(end, true) !== END) return no('The file does not end where its list of parts ends.')
  const count = view.getUint16(end + 10, true)
  if (count === 0 || count > MAX_FILES) return no(`The bundle says it holds ${count} parts.`)

  const files: ZipFile[] = []
  const seen = new Set<string>()
  let next = 0
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_SIZE > end || view.getUint32(at, true) !== CENTRAL) return no('The list of parts is broken.')
    const method = view.getUint16(at + 10, true)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const offset = view.getUint32(at + 42, true)
    const path = decodeUtf8(bytes.subarray(at + CENTRAL_SIZE, at + CENTRAL_SIZE + nameLength)) ?? ''
    if (!PATH.test(path)) return no('A part has a name that no bundle has.')
    if (seen.has(path)) return no(`The part ${path} stands in the file twice.`)
    if (method !== 0) return no(`The part ${path} is packed: a bundle holds its parts as they are.`)
    if (offset !== next) return no(`There is something between the parts, in front of ${path}.`)
    const start = offset + LOCAL_SIZE + nameLength
    if (start + size > end) return no(`The part ${path} reaches beyond the file.`)
    const content = bytes.subarray(start, start + size)
    if (crc32(content) !== view.getUint32(at + 16, true)) return no(`The part ${path} was damaged or changed.`)
    seen.add(path)
    files.push({ path, bytes: content })
    next = start + size
    at += CENTRAL_SIZE + nameLength
  }
  if (at !== end) return no('There is something after the list of parts.')
  // What is left (times, flags, the headers in front of the parts) is compared in one stroke with the only spelling.
  if (!sameBytes(writeZip(files), bytes)) return no('The headers of the parts are not written as a bundle writes them.')
  return ok(files)
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
