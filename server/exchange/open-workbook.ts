import { inflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import type { Line } from '@/lib/exchange/delimited-text'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** What a workbook may unpack to, in bytes and parts, and how far its cells may reach. */
const UNPACKED_MAX = 30_000_000
const PARTS_MAX = 500
const ROWS_MAX = 20_000
const COLUMNS_MAX = 256

/**
 * [CTL25] The lines of a workbook's first sheet. The workbook is unpacked here, within limits that its own claims about
 * itself cannot widen, and only then handed to the reader: neither a bomb nor a cell a million rows down reaches it.
 * @returns refusals `workbook-unreadable`, `workbook-too-large`
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Outcome<readonly Line[]>> {
  const parts = unpack(bytes)
  if (!parts.ok) return parts
  for (const part of Object.values(parts.value)) {
    const found = examine(part)
    if (found === 'too-far') return tooLarge()
    if (found === 'damaged') return unreadable()
  }
  try {
    const clean = zipSync(parts.value, { level: 0 })
    const sheet = await readSheet(new Blob([clean as Uint8Array<ArrayBuffer>]), { parseNumber: (digits) => digits })
    return ok(
      sheet
        .map((row, index) => ({ line: index + 1, cells: row.map(wordsOf) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    )
  } catch {
    return unreadable()
  }
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}

function unreadable() {
  return refuse(
    'workbook-unreadable',
    'This is not a workbook that can be read. Save the table as .xlsx or as CSV and try again.',
  )
}

function tooLarge() {
  return refuse(
    'workbook-too-large',
    'The workbook holds far more than a table of controls. Save only that table as CSV and try again.',
  )
}

/** The XML parts of the archive by their path. */
function unpack(bytes: Uint8Array): Outcome<Record<string, Uint8Array>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  if (end === undefined) return unreadable()
  const count = view.getUint16(end + 10, true)
  if (count > PARTS_MAX) return tooLarge()
  const parts: Record<string, Uint8Array> = {}
  let left = UNPACKED_MAX
  let at = view.getUint32(end + 16, true)
  try {
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== 0x02014b50) return unreadable()
      const method = view.getUint16(at + 10, true)
      const packed = view.getUint32(at + 20, true)
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
        number,
        number,
        number,
      ]
      const local = view.getUint32(at + 42, true)
      const path = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8')
      at += 46 + nameLength + extra + comment
      if (!/\.(xml|rels)$/.test(path)) continue
      if (view.getUint32(local, true) !== 0x04034b50) return unreadable()
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      const data = bytes.subarray(from, from + packed)
      if (method !== 0 && method !== 8) return unreadable()
      if (method === 0 && data.length > left) return tooLarge()
      const part = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(left, 1) })
      left -= part.length
      if (left < 0) return tooLarge()
      parts[path] = new Uint8Array(part)
    }
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : unreadable()
  }
  return ok(parts)
}

function endRecord(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return undefined
}

/** Characters of one tag at most: no program writes longer ones, and readers slow down on them. */
const TAG_MAX = 20_000

/**
 * Looks through the tags of a part once. `too-far`: a cell or row stands where no table of controls reaches, so that a
 * reader would fill all that lies before it; an address that is not spelled plainly counts as too far.
 */
function examine(part: Uint8Array): 'sound' | 'too-far' | 'damaged' {
  const text = Buffer.from(part).toString('latin1')
  for (let from = text.indexOf('<'); from >= 0; from = text.indexOf('<', from)) {
    const end = text.indexOf('>', from)
    if (end < 0 || end - from > TAG_MAX) return 'damaged'
    const tag = text.slice(from, end)
    from = end
    if (!/^<(?:[^\s:/>]{1,60}:)?(?:row|c)[\s/]/.test(tag) || !/\sr\s*=/.test(tag)) continue
    const address = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag)
    const [, letters = '', row = ''] = /^([A-Z]{0,3})(\d{1,6})$/.exec(address?.[1] ?? address?.[2] ?? '') ?? []
    if (row === '' || Number(row) > ROWS_MAX || columnOf(letters) > COLUMNS_MAX) return 'too-far'
  }
  return 'sound'
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
