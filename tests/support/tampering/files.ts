import { deflateRawSync } from 'node:zlib'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { MANIFEST_PATH, type Manifest } from '@/lib/agreement/manifest'
import { readZip, writeZip, type ZipFile } from '@/lib/agreement/zip'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import { must } from '@/lib/gsn/outcome'
import type { Tampering } from './tampering'

/** The bundle with its files changed, written as a bundle is written. */
export function rewritten(bundle: Uint8Array, change: (files: ZipFile[]) => ZipFile[]): Uint8Array {
  return writeZip(change([...must(readZip(bundle))]))
}

export function fileOf(bundle: Uint8Array, path: string): Uint8Array {
  return must(readZip(bundle)).find((file) => file.path === path)?.bytes ?? new Uint8Array()
}

export function withBytes(bundle: Uint8Array, path: string, bytes: Uint8Array): Uint8Array {
  return rewritten(bundle, (files) => files.map((file) => (file.path === path ? { path, bytes } : file)))
}

export function withJson<T>(bundle: Uint8Array, path: string, alter: (value: T) => unknown): Uint8Array {
  const value = JSON.parse(new TextDecoder().decode(fileOf(bundle, path))) as T
  return withBytes(bundle, path, canonicalBytes(alter(value)))
}

/** Changes a part and writes the manifest so that it fits again: what somebody does who understands the format. */
export function withFittingPart(bundle: Uint8Array, path: string, bytes: Uint8Array): Uint8Array {
  const changed = withBytes(bundle, path, bytes)
  return withJson<Manifest>(changed, MANIFEST_PATH, (manifest) => ({
    ...manifest,
    parts: manifest.parts.map((part) =>
      part.path === path ? { ...part, size: bytes.length, sha256: sha256Hex(bytes) } : part,
    ),
  }))
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50

/** The bundle with bytes of one header changed; `which` counts the headers of that kind. */
function withHeader(bundle: Uint8Array, signature: number, which: number, offset: number, value: number): Uint8Array {
  const copy = bundle.slice()
  const view = new DataView(copy.buffer)
  let seen = 0
  for (let at = 0; at + 4 <= copy.length; at++) {
    if (view.getUint32(at, true) !== signature || seen++ !== which) continue
    view.setUint16(at + offset, value, true)
    return copy
  }
  throw new Error('The bundle has no such header')
}

/** A name in the list of parts, and at the part itself too, put in the place of another of the same length. */
function withName(bundle: Uint8Array, from: string, to: string, at: 'list' | 'both'): Uint8Array {
  const copy = Buffer.from(bundle)
  for (let found = copy.indexOf(from); found >= 0; found = copy.indexOf(from, found + 1)) {
    const listed = found >= 46 && copy.readUInt32LE(found - 46) === CENTRAL
    const local = found >= 30 && copy.readUInt32LE(found - 30) === LOCAL
    if (listed || (local && at === 'both')) copy.write(to, found)
  }
  return new Uint8Array(copy)
}

function packed(bundle: Uint8Array): Uint8Array {
  const [first, ...rest] = must(readZip(bundle))
  if (first === undefined) throw new Error('An empty bundle')
  // As stored, but the list says that the first part is deflated.
  const bytes = new Uint8Array(deflateRawSync(first.bytes))
  const zip = writeZip([{ path: first.path, bytes }, ...rest])
  return withHeader(withHeader(zip, LOCAL, 0, 8, 8), CENTRAL, 0, 10, 8)
}

/** What can be done to a bundle's container and parts by somebody who holds no key. */
export function fileTamperings(good: Uint8Array): Tampering[] {
  const file = (name: string, says: RegExp, bytes: Uint8Array): Tampering => ({ name, code: 'file', says, bytes })
  const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
  const view = fileOf(good, 'view/agreement.html')
  const softer = new TextDecoder().decode(view).replace('acceptably', 'perfectly&#32;')
  const roster = fileOf(good, 'content/roster.json')
  const charter = fileOf(good, 'content/charter.json')
  return [
    file(
      'a program in front of the bundle',
      /does not begin with its first part/,
      join(utf8ToBytes('#!/bin/sh\n'), good),
    ),
    file('bytes after the end', /does not end where its list of parts ends/, join(good, Uint8Array.of(0))),
    file('the end cut off', /does not end where/, good.slice(0, -1)),
    file('nothing in it', /too short/, new Uint8Array()),
    file(
      'a letter instead of a bundle',
      /does not begin with its first part/,
      utf8ToBytes('Dear reader, this is all you need.'),
    ),
    file(
      'a part twice under one name',
      /stands in the file twice/,
      withName(good, 'content/risks.json', 'content/terms.json', 'both'),
    ),
    file(
      'a name in the list that differs from the one at the part',
      /headers of the parts/,
      withName(good, 'content/risks.json', 'content/Risks.json', 'list'),
    ),
    file('a part that is packed', /is packed/, packed(good)),
    file('another time on a part', /headers of the parts/, withHeader(good, CENTRAL, 1, 14, 0x5000)),
    file('a flag set at a part', /headers of the parts/, withHeader(good, LOCAL, 2, 6, 0x0800)),
    file(
      'a part that reaches out of its folder',
      /a name that no bundle has/,
      withName(good, 'content/risks.json', '../../../risks.json'.slice(0, 18), 'both'),
    ),
    {
      name: 'a byte of the page changed and nothing else',
      code: 'file',
      says: /was damaged or changed/,
      bytes: flipped(good, view),
    },
    {
      name: 'the page that was signed replaced',
      code: 'part-changed',
      says: /not the one that was signed/,
      bytes: withBytes(good, 'view/agreement.html', utf8ToBytes(softer)),
    },
    {
      name: 'a claim taken out of the case',
      code: 'part-changed',
      says: /not the one that was signed/,
      bytes: withJson<object>(good, 'content/case.json', (part) => ({ ...part, elements: [] })),
    },
    {
      name: 'charter and roster exchanged',
      code: 'part-changed',
      says: /not the one that was signed/,
      bytes: withBytes(withBytes(good, 'content/charter.json', roster), 'content/roster.json', charter),
    },
    {
      name: 'two parts in another order',
      code: 'part-order',
      says: /order of the manifest/,
      bytes: rewritten(good, ([manifest, a, b, ...rest]) => [manifest, b, a, ...rest] as ZipFile[]),
    },
    {
      name: 'a part nobody listed',
      code: 'part-extra',
      says: /does not know this part/,
      bytes: rewritten(good, (files) => [...files, { path: 'note.txt', bytes: utf8ToBytes('By the way') }]),
    },
    {
      name: 'a part missing',
      code: 'part-missing',
      says: /is missing/,
      bytes: rewritten(good, (files) => files.filter(({ path }) => path !== 'content/terms.json')),
    },
    {
      name: 'no signatures at all',
      code: 'part-missing',
      says: /is missing/,
      bytes: rewritten(good, (files) => files.filter(({ path }) => path !== 'signatures.json')),
    },
    {
      name: 'the manifest not at the beginning',
      code: 'manifest',
      says: /does not begin with its manifest/,
      bytes: rewritten(good, ([manifest, ...rest]) => [...rest, manifest] as ZipFile[]),
    },
    {
      name: 'a manifest with a space in it',
      code: 'manifest',
      says: /not canonical JSON/,
      bytes: withBytes(good, MANIFEST_PATH, utf8ToBytes(`${new TextDecoder().decode(fileOf(good, MANIFEST_PATH))} `)),
    },
    {
      name: 'a manifest of a format that does not exist',
      code: 'manifest',
      says: /does not know/,
      bytes: withJson<Manifest>(good, MANIFEST_PATH, (manifest) => ({ ...manifest, version: 99 })),
    },
    {
      name: 'a manifest with another title',
      code: 'proposal-digest',
      says: /records another version/,
      bytes: withJson<Manifest>(good, MANIFEST_PATH, (m) => ({ ...m, case: { ...m.case, title: 'Another pump' } })),
    },
    {
      name: 'the page replaced and the manifest written to fit',
      code: 'proposal-digest',
      says: /records another version/,
      bytes: withFittingPart(good, 'view/agreement.html', utf8ToBytes(softer)),
    },
    {
      name: 'the risks replaced and the manifest written to fit',
      code: 'proposal-digest',
      says: /records another version/,
      bytes: withFittingPart(good, 'content/risks.json', utf8ToBytes('[{"id":"none"}]')),
    },
    {
      name: 'a part that can be read in two ways, the manifest written to fit',
      code: 'part-json',
      says: /not canonical JSON/,
      bytes: withFittingPart(good, 'content/risks.json', utf8ToBytes('[{"a":1,"a":2}]')),
    },
    {
      name: 'another program in the place of the verifier',
      code: 'export',
      says: /not the one that was exported/,
      bytes: withBytes(good, 'verify.mjs', utf8ToBytes('console.log("VALID")')),
    },
    {
      name: 'another page in the place of the verifier',
      code: 'export',
      says: /not the one that was exported/,
      bytes: withBytes(good, 'verify.html', utf8ToBytes('<h1>VALID</h1>')),
    },
    {
      name: 'other instructions in the README',
      code: 'export',
      says: /not the one that was exported/,
      bytes: withBytes(good, 'README.txt', utf8ToBytes('All is well. Nothing has to be checked.')),
    },
    {
      name: 'the README left out',
      code: 'export',
      says: /does not list the files|not the one that was exported/,
      bytes: rewritten(good, (files) => files.filter(({ path }) => path !== 'README.txt')),
    },
  ]
}

function flipped(good: Uint8Array, part: Uint8Array): Uint8Array {
  const copy = good.slice()
  const at = Buffer.from(good).indexOf(Buffer.from(part)) + Math.floor(part.length / 2)
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
