import { utf8ToBytes } from '@noble/hashes/utils.js'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readZip, writeZip } from '@/lib/agreement/zip'

const files = [
  { path: 'manifest.json', bytes: utf8ToBytes('{"a":1}') },
  { path: 'content/empty.json', bytes: new Uint8Array() },
  { path: 'view/agreement.html', bytes: utf8ToBytes('<p>Grüße</p>') },
]
const zip = writeZip(files)
const reason = (bytes: Uint8Array) => {
  const read = readZip(bytes)
  return read.ok ? 'read' : read.refusal.message
}

describe('the file that a baseline travels in', () => {
  it('[VER2] gives back what was put in, in order', () => {
    expect(readZip(zip)).toEqual({ ok: true, value: files })
  })

  it('[VER2] is an ordinary ZIP for other programs', () => {
    expect(Object.keys(unzipSync(zip))).toEqual(files.map((f) => f.path))
    expect(unzipSync(zip)['view/agreement.html']).toEqual(files[2]?.bytes)
  })

  it.each([
    ['a prefix', Uint8Array.from([...utf8ToBytes('#!/bin/sh\n'), ...zip]), /does not begin/],
    ['something appended', Uint8Array.from([...zip, 0]), /does not end/],
    ['packed parts', zipSync({ 'manifest.json': utf8ToBytes('{"a":1}'.repeat(50)) }), /packed|end|headers/],
    ['nothing', writeZip([]), /too short|does not begin/],
  ])('[VER2] does not read a file with %s', (_what, bytes, why) => {
    expect(reason(bytes)).toMatch(why)
  })

  it('[VER2] does not read a file that says two things about one part', () => {
    const lying = zip.slice()
    lying[30] = 'M'.charCodeAt(0)
    expect(reason(lying)).toMatch(/headers of the parts/)
  })

  it('[VER2] does not read a file in which a part stands twice', () => {
    const other = writeZip([
      { path: 'a.json', bytes: utf8ToBytes('1') },
      { path: 'b.json', bytes: utf8ToBytes('2') },
    ])
    const doubled = Uint8Array.from(other, (byte) => (byte === 'b'.charCodeAt(0) ? 'a'.charCodeAt(0) : byte))
    expect(reason(doubled)).toMatch(/twice/)
  })

  it.each(['../up', '/root', 'a//b', 'C:\\x', 'a b', 'nul\0', ''])(
    '[VER2] neither writes nor reads the path %j',
    (path) => {
      expect(() => writeZip([{ path, bytes: new Uint8Array() }])).toThrow(/path/)
    },
  )
})
