import { describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { writeGsnYaml } from '@/lib/exchange/gsn-yaml-write'
import { writeLtac } from '@/lib/exchange/ltac-write'
import { writeSacm } from '@/lib/exchange/sacm-write'
import { grownCase } from '../../support/case'
import { archive, sheetXml, workbookParts } from '../../support/hostile/archives'
import { READERS, type ReaderName } from '../../support/hostile/readers'
import { random, rounds, seedOf } from '../../support/long'
import { hasSharedData, sharedBytes, sharedFiles } from '../../support/shared-data'

const SEED = seedOf(20_261_122)
const ROUNDS = rounds(12, 2000)

/** What is put into a file: what formats read as more than a letter. */
const WORDS = [
  '\0',
  '\ufeff',
  '\ud800',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  ',',
  '<',
  '>',
  '&',
  '/>',
  ']]>',
  '<!--',
  '<!DOCTYPE x [',
  '&#0;',
  '\n',
  '\r',
  '\t',
  '  ',
  '- ',
  '---\n',
  '!!',
  '*a',
  '&a ',
  '<<',
  '|',
  '%',
  '#',
  '\\',
  '\\u0000',
  '\\ud800',
  'null',
  'true',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  '=cmd()',
  '\u202e',
  '😀',
  'PK\x03\x04',
] // prettier-ignore

interface Sample {
  readonly name: string
  readonly reader: ReaderName
  readonly bytes: Uint8Array
}

function samples(): readonly Sample[] {
  const { graph, doc } = grownCase('ALOF', 'AUDT')
  const text = (words: string) => new TextEncoder().encode(words)
  const sheet = sheetXml([
    ['Capability', 'Standard', 'Ref', 'Title'],
    ['ALOF', 'House', '1', 'Lock'],
    ['AUDT', 'House', '2', 'Log'],
  ])
  const own: Sample[] = [
    { name: 'our JSON', reader: 'json', bytes: text(writeCaseJson(canonicalCase(doc))) },
    { name: 'our GSN YAML', reader: 'gsn-yaml', bytes: text(writeGsnYaml(graph).text) },
    { name: 'our LTAC', reader: 'ltac', bytes: text(writeLtac(graph).text) },
    { name: 'our SACM', reader: 'sacm', bytes: text(writeSacm(graph).text) },
    { name: 'a workbook', reader: 'controls-workbook', bytes: archive(workbookParts(sheet)) },
    {
      name: 'an unpacked workbook',
      reader: 'mds2-workbook',
      bytes: archive(workbookParts(sheet).map((part) => ({ ...part, stored: true }))),
    },
    {
      name: 'a table',
      reader: 'controls',
      bytes: text('Capability;Standard;Ref;Title\nALOF;House;1;"Lock; now"\nAUDT;House;2;Log\n'),
    },
  ]
  const real: readonly (readonly [ReaderName, string, string])[] = [
    ['gsn-yaml', 'gsn-yaml', '.yaml'],
    ['ltac', 'ltac', '.ltac'],
    ['sacm', 'sacm', '.xml'],
    ['tea', 'tea', '.json'],
    ['csaf', 'csaf', '.json'],
    ['cyclonedx', 'sbom-vex', '.json'],
    ['mds2', 'mds2', '.json'],
  ]
  return [
    ...own,
    ...real.flatMap(([reader, folder, ending]) =>
      sharedFiles(folder, ending).map((name) => ({ name, reader, bytes: sharedBytes(name) })),
    ),
  ]
}

/** A few changes such as transport, editors and malice make: bytes turned, cut out, doubled, moved, and words put in. */
function mutated(bytes: Uint8Array, draw: () => number): Uint8Array {
  let file = Buffer.from(bytes)
  const place = () => Math.floor(draw() * (file.length + 1))
  for (let n = 1 + Math.floor(draw() * 6); n > 0; n--) {
    const [a, b] = [place(), place()].sort((x, y) => x - y) as [number, number]
    const some = Math.min(b, a + 400)
    const kind = Math.floor(draw() * 7)
    if (kind === 0 && a < file.length) file[a] = Math.floor(draw() * 256)
    else if (kind === 1) file = Buffer.concat([file.subarray(0, a), file.subarray(some)])
    else if (kind === 2) file = Buffer.concat([file.subarray(0, some), file.subarray(a)])
    else if (kind === 3) file = Buffer.from(file.subarray(0, Math.max(a, b)))
    else if (kind === 4) file = Buffer.concat([file.subarray(0, a), file.subarray(b), file.subarray(a, b)])
    else {
      const word = Buffer.from((WORDS[Math.floor(draw() * WORDS.length)] ?? '').repeat(1 + Math.floor(draw() * 3)))
      file = Buffer.concat([file.subarray(0, a), word, file.subarray(kind === 5 ? a : some)])
    }
  }
  return new Uint8Array(file)
}

describe('real files with changed bytes', () => {
  const all = samples()

  it.skipIf(!hasSharedData)('are many, of every format', () => {
    expect(all.length).toBeGreaterThan(60)
    expect(new Set(all.map(({ reader }) => reader)).size).toBeGreaterThan(9)
  })

  it(`[EXC20] are read or refused with a sentence, never anything else (seed ${SEED}, ${ROUNDS} rounds each)`, async () => {
    const came = { read: 0, refused: 0 }
    for (const { name, reader, bytes } of all) {
      const draw = random(SEED ^ name.length ^ (bytes.length << 8))
      for (let round = 0; round < ROUNDS; round++) {
        const file = mutated(bytes, draw)
        const outcome = await READERS[reader](file).catch((error: unknown) => error as Error)
        const where = `${name} as ${reader}, round ${round} of seed ${SEED}`
        if (outcome instanceof Error) throw new Error(`${where}: ${outcome.stack}`)
        came[outcome.ok ? 'read' : 'refused']++
        if (!outcome.ok) expect(outcome.refusal.message, where).toMatch(/^[A-Z][\s\S]*[.!?]$/)
      }
    }
    expect(came.read, 'some are still read').toBeGreaterThan(all.length)
    expect(came.refused, 'some are refused').toBeGreaterThan(all.length)
  }, 1_800_000)
})
