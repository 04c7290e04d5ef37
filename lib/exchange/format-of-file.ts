import { MDS2_QUESTIONS } from '@/catalog/mds2-questions'
import { readControlText } from './control-table'
import { decodeText } from './decode-text'
import { DELIMITERS, type Line, readDelimited } from './delimited-text'
import type { ArgumentFormat } from './formats'
import { isObject, type Json, parseJson } from './json-walk'
import { looksLikeLtac } from './ltac-read'

/** What can be brought into a case, by the word that stands in addresses and commands. */
export const IMPORT_FORMATS = [
  'csaf',
  'cyclonedx',
  'mds2',
  'gsn-yaml',
  'ltac',
  'sacm',
  'tea',
  'json',
  'controls',
] as const satisfies readonly (ArgumentFormat | 'csaf' | 'cyclonedx' | 'mds2' | 'json' | 'controls')[]

export type ImportFormat = (typeof IMPORT_FORMATS)[number]

/** What each is called on screen, and how its files end. */
export const FORMAT_WORDS: Readonly<Record<ImportFormat, { readonly word: string; readonly endings: string }>> = {
  csaf: { word: 'Security advisory (CSAF 2.0)', endings: '.json' },
  cyclonedx: { word: 'Parts list or VEX (CycloneDX)', endings: '.json' },
  mds2: { word: "Manufacturer's disclosure (MDS2-2019)", endings: '.xlsx, .json, .csv' },
  'gsn-yaml': { word: 'Argument in GSN YAML', endings: '.yaml' },
  ltac: { word: 'Argument in LTAC', endings: '.ltac' },
  sacm: { word: 'Argument in SACM 2.x', endings: '.xml' },
  tea: { word: 'Argument of the TEA platform', endings: '.json' },
  json: { word: 'A case of Accord', endings: '.json, .rab' },
  controls: { word: "Organisation's control table", endings: '.csv, .xlsx' },
}

export function isImportFormat(word: string): word is ImportFormat {
  return (IMPORT_FORMATS as readonly string[]).includes(word)
}

const QUESTIONS: ReadonlySet<string> = new Set(MDS2_QUESTIONS.map(({ id }) => id))
/** Cells with a question's id that make a table a form: one may stand in any table. */
const QUESTIONS_LEAST = 3

/**
 * [EXC15] What a file is, by what stands in it; its name decides only where two readings are possible. Workbooks are
 * opened first and judged by their lines.
 * @returns undefined when it looks like nothing that can be brought into a case
 */
export function formatOfText(bytes: Uint8Array, name: string): ImportFormat | undefined {
  const { text } = decodeText(bytes)
  const start = text.trimStart()
  if (start.startsWith('<')) return 'sacm'
  if (start.startsWith('{') || start.startsWith('[')) {
    const value = parseJson(text)
    const found = isObject(value) ? formatOfJson(value) : undefined
    // What is no JSON may still be YAML in its flow form; the reader says what is wrong with it.
    return found ?? (value === undefined && /\.ya?ml$/i.test(name) ? 'gsn-yaml' : undefined)
  }
  if (/\.ltac$/i.test(name) || looksLikeLtac(text)) return 'ltac'
  if (/\.ya?ml$/i.test(name)) return 'gsn-yaml'
  const lines = DELIMITERS.map((delimiter) => readDelimited(text.slice(0, 200_000), delimiter))
  if (lines.some(isForm)) return 'mds2'
  if (/\.(csv|tsv)$/i.test(name) || looksLikeTable(bytes)) return 'controls'
  return /^[^\s:#]+:(\s|$)/m.test(text) ? 'gsn-yaml' : undefined
}

/** [EXC15] What the lines of a workbook are. */
export function formatOfLines(lines: readonly Line[]): ImportFormat {
  return isForm(lines) ? 'mds2' : 'controls'
}

function formatOfJson(root: Json): ImportFormat | undefined {
  if (root.bomFormat === 'CycloneDX') return 'cyclonedx'
  const { document } = root
  if (isObject(document) && ('csaf_version' in document || 'tracking' in document)) return 'csaf'
  if (Array.isArray(root.vulnerabilities) && isObject(document)) return 'csaf'
  if (Array.isArray(root.elements) && Array.isArray(root.relations)) return 'json'
  const ids = Array.isArray(root.questions)
    ? root.questions.map((each) => (isObject(each) ? each.id : undefined))
    : Object.keys(root)
  if (ids.filter((id) => typeof id === 'string' && QUESTIONS.has(id)).length >= QUESTIONS_LEAST) return 'mds2'
  const tea = ['goals', 'children', 'case', 'evidence', 'strategies', 'type', 'permissions']
  return tea.some((key) => key in root) ? 'tea' : undefined
}

function isForm(lines: readonly Line[]): boolean {
  let found = 0
  for (const { cells } of lines) {
    if (cells.some((cell) => QUESTIONS.has(cell.trim().toUpperCase())) && ++found >= QUESTIONS_LEAST) return true
  }
  return false
}

function looksLikeTable(bytes: Uint8Array): boolean {
  const read = readControlText(bytes)
  return read.ok && Object.keys(read.value.columns).length >= 2
}
