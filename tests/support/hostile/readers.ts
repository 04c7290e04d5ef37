import { graphOfFile } from '@/lib/exchange/argument-graph'
import { graphOfCaseJson } from '@/lib/exchange/case-json'
import { readControlLines, readControlText } from '@/lib/exchange/control-table'
import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import { decodeText } from '@/lib/exchange/decode-text'
import { recognise } from '@/lib/exchange/formats'
import { readGsnYaml } from '@/lib/exchange/gsn-yaml-read'
import { readLtac } from '@/lib/exchange/ltac-read'
import { readMds2Json, readMds2Lines } from '@/lib/exchange/mds2-read'
import { readSacm } from '@/lib/exchange/sacm-read'
import { readTea } from '@/lib/exchange/tea-read'
import type { Outcome } from '@/lib/gsn/outcome'
import { readPatternFile } from '@/lib/pattern/check-pattern'
import { openWorkbook } from '@/server/exchange/open-workbook'

type Reader = (bytes: Uint8Array) => Promise<Outcome<unknown>>

const ofText =
  (read: (text: string) => Outcome<unknown>): Reader =>
  async (bytes) =>
    read(decodeText(bytes).text)

/** Also makes a graph of what was read, as every import does. */
const ofArgument = (read: (text: string) => ReturnType<typeof readTea>): Reader =>
  ofText((text) => {
    const file = read(text)
    if (file.ok) graphOfFile(file.value)
    return file
  })

/** Every way in for a file that somebody else made, from its bytes. */
export const READERS = {
  'gsn-yaml': ofArgument(readGsnYaml),
  ltac: ofArgument(readLtac),
  sacm: ofArgument(readSacm),
  tea: ofArgument(readTea),
  json: ofText(graphOfCaseJson),
  csaf: ofText(readCsaf),
  cyclonedx: ofText(readCycloneDx),
  mds2: ofText(readMds2Json),
  'mds2-workbook': async (bytes) => {
    const lines = await openWorkbook(bytes)
    return lines.ok ? readMds2Lines(lines.value) : lines
  },
  controls: async (bytes) => readControlText(bytes),
  'controls-workbook': async (bytes) => {
    const lines = await openWorkbook(bytes)
    return lines.ok ? readControlLines(lines.value) : lines
  },
  pattern: ofText(readPatternFile),
  recognise: ofText((text) => recognise(text)),
} as const satisfies Record<string, Reader>

export type ReaderName = keyof typeof READERS
export const READER_NAMES = Object.keys(READERS) as readonly ReaderName[]
