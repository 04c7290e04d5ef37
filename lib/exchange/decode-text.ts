import { decodeUtf8 } from '@/lib/agreement/utf8'

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252'

/** What the bytes 0x80 to 0x9f mean in windows-1252; 0 where they mean nothing. */
const SPECIAL = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
]

/**
 * The text of a file as spreadsheets write it: UTF-8 with or without a byte order mark, UTF-16 in either order, or the old
 * Western encoding of Windows. A byte order mark is no part of the text.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const wide = byteOrder(bytes)
  if (wide !== undefined) return { text: fromUtf16(bytes, wide).replace(/^\ufeff/, ''), encoding: 'utf-16' }
  const utf8 = decodeUtf8(bytes)
  if (utf8 !== undefined) return { text: utf8.replace(/^\ufeff/, ''), encoding: 'utf-8' }
  const text = textOf(bytes.length, (at) => {
    const byte = bytes[at] ?? 0
    const code = byte >= 0x80 && byte < 0xa0 ? (SPECIAL[byte - 0x80] ?? 0) : byte
    return code === 0 ? 0xfffd : code
  })
  return { text, encoding: 'windows-1252' }
}

/** Code units put together some thousands at a time: one by one a large file takes many seconds. */
function textOf(length: number, unitAt: (at: number) => number): string {
  const units = new Uint16Array(8192)
  const parts: string[] = []
  for (let from = 0; from < length; from += units.length) {
    const size = Math.min(units.length, length - from)
    for (let n = 0; n < size; n++) units[n] = unitAt(from + n)
    parts.push(String.fromCharCode.apply(null, units.subarray(0, size) as unknown as number[]))
  }
  return parts.join('')
}

type Order = 'little' | 'big'

/** By the mark; without one by where the zero bytes of plain letters stand. */
function byteOrder(bytes: Uint8Array): Order | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'little'
  if (a === 0xfe && b === 0xff) return 'big'
  const sample = bytes.subarray(0, 200)
  let even = 0
  let odd = 0
  sample.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even++
    else odd++
  })
  const most = sample.length * 0.35
  if (odd > most && even === 0) return 'little'
  return even > most && odd === 0 ? 'big' : undefined
}

function fromUtf16(bytes: Uint8Array, order: Order): string {
  return textOf(bytes.length >> 1, (n) => {
    const [a, b] = [bytes[2 * n] ?? 0, bytes[2 * n + 1] ?? 0]
    return order === 'little' ? a | (b << 8) : (a << 8) | b
  })
}
