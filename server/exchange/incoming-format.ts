import { partPath } from '@/lib/agreement/manifest'
import { readZip } from '@/lib/agreement/zip'
import type { Line } from '@/lib/exchange/delimited-text'
import { formatOfLines, formatOfText, IMPORT_FORMATS, type ImportFormat } from '@/lib/exchange/format-of-file'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { openWorkbook } from './open-workbook'

/** [EXC15] A file whose format is known, unpacked where its case lies in a bundle. */
export interface KnownFile {
  readonly format: ImportFormat
  readonly bytes: Uint8Array
}

/**
 * [EXC15] What a file is, by its content.
 * @returns refusals `file-unknown`, `workbook-old`, and those of what opens workbooks
 */
export async function incomingFormat(bytes: Uint8Array, name: string): Promise<Outcome<KnownFile>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const inside = caseInBundle(bytes)
    if (inside !== undefined) return ok({ format: 'json', bytes: inside })
    const lines: Outcome<readonly Line[]> = await openWorkbook(bytes)
    return lines.ok ? ok({ format: formatOfLines(lines.value), bytes }) : lines
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) {
    return refuse('workbook-old', 'This is a workbook of the old .xls form. Save it as .xlsx or as CSV and try again.')
  }
  const format = formatOfText(bytes, name)
  if (format !== undefined) return ok({ format, bytes })
  return refuse('file-unknown', `It cannot be told what this file is. Say it: one of ${IMPORT_FORMATS.join(', ')}.`, {
    formats: IMPORT_FORMATS,
  })
}

/** The JSON of the case in a bundle; undefined for every other archive. */
export function caseInBundle(bytes: Uint8Array): Uint8Array | undefined {
  const zip = readZip(bytes)
  return zip.ok ? zip.value.find(({ path }) => path === partPath('case'))?.bytes : undefined
}
