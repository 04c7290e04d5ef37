import type { Side } from '@/lib/access/policy'
import type { ArgumentFile } from '@/lib/exchange/argument-file'
import { type CaseFile, readCaseFile } from '@/lib/exchange/case-file'
import { type ControlTable, readControlLines, readControlText } from '@/lib/exchange/control-table'
import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import { decodeText } from '@/lib/exchange/decode-text'
import type { FactsFile } from '@/lib/exchange/facts-file'
import { ARGUMENT_FORMATS, type ArgumentFormat } from '@/lib/exchange/formats'
import { readMds2Json, readMds2Lines, readMds2Text } from '@/lib/exchange/mds2-read'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { caseInBundle, incomingFormat, type KnownFile } from './incoming-format'
import { openWorkbook } from './open-workbook'

export type FactsFormat = 'csaf' | 'cyclonedx' | 'mds2'

/** What each reading of a file gives. */
export type Readings = { readonly [format in ArgumentFormat]: ArgumentFile } & {
  readonly [format in FactsFormat]: FactsFile
} & {
  readonly controls: ControlTable
  readonly json: CaseFile
  /** What the file is, where nobody said it. */
  readonly format: KnownFile
}
export type Reading = keyof Readings

/** What a reading has to know besides the bytes. */
export interface Told {
  /** The file's name. */
  readonly name?: string
  /** Whose words the bringer may write. */
  readonly side?: Side | undefined
}

type Reader<T> = (bytes: Uint8Array, told: Told) => Outcome<T> | Promise<Outcome<T>>

const argument =
  (format: ArgumentFormat): Reader<ArgumentFile> =>
  (bytes) =>
    ARGUMENT_FORMATS[format].read(decodeText(bytes).text)

/** Every reading of a file that somebody else wrote, from its bytes to plain data that can go from thread to thread. */
const READERS: { readonly [R in Reading]: Reader<Readings[R]> } = {
  'gsn-yaml': argument('gsn-yaml'),
  ltac: argument('ltac'),
  sacm: argument('sacm'),
  tea: argument('tea'),
  csaf: (bytes) => readCsaf(decodeText(bytes).text),
  cyclonedx: (bytes) => readCycloneDx(decodeText(bytes).text),
  mds2: readMds2,
  controls: readTable,
  json: (bytes, { side }) => readCaseFile(decodeText(caseInBundle(bytes) ?? bytes).text, side),
  format: (bytes, { name = '' }) => incomingFormat(bytes, name),
}

/** Reads a file. @returns the refusals of the reader */
export async function readNow<R extends Reading>(
  reading: R,
  bytes: Uint8Array,
  told: Told = {},
): Promise<Outcome<Readings[R]>> {
  return READERS[reading](bytes, told)
}

async function readMds2(bytes: Uint8Array): Promise<Outcome<FactsFile>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const lines = await openWorkbook(bytes)
    return lines.ok ? readMds2Lines(lines.value) : lines
  }
  const { text } = decodeText(bytes)
  return /^\s*[{[]/.test(text) ? readMds2Json(text) : readMds2Text(text)
}

async function readTable(bytes: Uint8Array): Promise<Outcome<ControlTable>> {
  const [a, b, c, d] = bytes
  if (a === 0x50 && b === 0x4b && (c === 3 || c === 5)) {
    const lines = await openWorkbook(bytes)
    return lines.ok ? readControlLines(lines.value) : lines
  }
  if (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0) {
    return refuse('workbook-old', 'This is a workbook of the old .xls form. Save it as .xlsx or as CSV and try again.')
  }
  return readControlText(bytes)
}
