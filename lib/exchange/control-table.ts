import { CAPABILITIES, type CapabilityCode, isCapabilityCode, MDS2_ADDITIONS } from '@/catalog'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { decodeText } from './decode-text'
import { DELIMITERS, type Delimiter, delimiterOf, type Line, readDelimited } from './delimited-text'

/** One control of an organisation's own table. */
export interface OwnControlRow {
  /** Empty: for every capability. */
  readonly capability: CapabilityCode | ''
  readonly standard: string
  readonly ref: string
  readonly title: string
  readonly line: number
}

/** Something about one line of the file, in a sentence. */
export interface LineNote {
  readonly line: number
  readonly reason: string
}

export interface ControlTable {
  readonly rows: readonly OwnControlRow[]
  /** Lines that could not be read; none of their rows is among `rows`. */
  readonly problems: readonly LineNote[]
  /** Lines that were read with a remark. */
  readonly notes: readonly LineNote[]
  /** Which heading of the file was taken for which column. */
  readonly columns: Readonly<Partial<Record<Column, string>>>
}

export type Column = 'capability' | 'standard' | 'ref' | 'title'

/** Records of one table at most. */
export const MAX_LINES = 5000
/** Characters of one cell at most. */
const MAX = { standard: 200, ref: 100, title: 500 } as const

/** Headings as people write them, lower case, letters and digits only. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  capability: ['capability', 'capabilities', 'securitycapability', 'capabilitycode', 'code', 'cap', 'capabilityname'],
  standard: [
    'standard',
    'framework',
    'source',
    'norm',
    'catalogue',
    'catalog',
    'controlset',
    'standardname',
    'document',
  ],
  ref: [
    'ref',
    'reference',
    'id',
    'number',
    'no',
    'nr',
    'clause',
    'controlid',
    'controlno',
    'controlnumber',
    'controlref',
  ],
  title: ['title', 'name', 'control', 'controltitle', 'controlname', 'description', 'controldescription', 'text'],
}

/** [CTL23] Reads a control table from delimited text in any of the usual encodings. @returns refusal as `readControlLines` */
export function readControlText(bytes: Uint8Array): Outcome<ControlTable> {
  const { text } = decodeText(bytes)
  return readControlLines(readDelimited(text, bestDelimiter(text), MAX_LINES + 2))
}

/** The delimiter by which most headings are known; where none is, the one that divides the lines most evenly. */
function bestDelimiter(text: string): Delimiter {
  const start = text.slice(0, 20_000)
  const known = (delimiter: Delimiter) => {
    const [first] = readDelimited(start, delimiter)
    return first === undefined ? 0 : (columnsOf(first)?.size ?? 0)
  }
  const [best] = DELIMITERS.map((delimiter) => ({ delimiter, known: known(delimiter) })).sort(
    (a, b) => b.known - a.known,
  )
  return best !== undefined && best.known > 1 ? best.delimiter : delimiterOf(text)
}

/**
 * [CTL23] Reads a control table: columns by their headings in any order, or capability, standard, reference, title where
 * there are no headings. Every line is a row, a problem, or a double of another line that is named.
 * @returns refusals `table-empty`, `table-too-long`, `headings-unknown`
 */
export function readControlLines(lines: readonly Line[]): Outcome<ControlTable> {
  const [first] = lines
  if (first === undefined)
    return refuse('table-empty', 'The file holds no lines. Export the table again and choose that file.')
  if (lines.length > MAX_LINES + 1) {
    return refuse('table-too-long', `A table holds at most ${MAX_LINES} lines. Divide it and import the parts.`)
  }
  const headed = columnsOf(first)
  if (headed === undefined && !looksLikeRow(first)) {
    return refuse(
      'headings-unknown',
      `The first line does not name the columns. Call them capability, standard, ref and title (it says: ${first.cells
        .slice(0, 6)
        .map((cell) => `"${cell.trim().slice(0, 30)}"`)
        .join(', ')}).`,
    )
  }
  const at =
    headed ??
    new Map<Column, number>([
      ['capability', 0],
      ['standard', 1],
      ['ref', 2],
      ['title', 3],
    ])
  const found = { rows: [] as OwnControlRow[], problems: [] as LineNote[], notes: [] as LineNote[] }
  const seen = new Map<string, number>()
  for (const line of headed === undefined ? lines : lines.slice(1)) readLine(line, at, seen, found)
  const columns = Object.fromEntries([...(headed ?? [])].map(([column, index]) => [column, first.cells[index]?.trim()]))
  return ok({ ...found, columns })
}

function columnsOf({ cells }: Line): ReadonlyMap<Column, number> | undefined {
  const found = new Map<Column, number>()
  for (const [column, names] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
    const words = cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    // The order of the names is the order of preference: "Control ID" and "Control" may both stand there.
    const index = names.map((name) => words.indexOf(name)).find((each) => each >= 0)
    if (index !== undefined) found.set(column, index)
  }
  return found.has('title') || found.has('ref') ? found : undefined
}

function looksLikeRow({ cells }: Line): boolean {
  return (
    cells.length >= 3 &&
    capabilitiesIn(cells[0] ?? '').every((each) => typeof each === 'string' && isCapabilityCode(each))
  )
}

type Found = { rows: OwnControlRow[]; problems: LineNote[]; notes: LineNote[] }

function readLine(line: Line, at: ReadonlyMap<Column, number>, seen: Map<string, number>, found: Found): void {
  const problem = (reason: string) => found.problems.push({ line: line.line, reason })
  const cell = (column: Column) => tidy(line.cells[at.get(column) ?? -1] ?? '')
  if (line.unclosed === true) {
    problem('A quotation mark is opened and never closed, so the end of the line cannot be told.')
    return
  }
  const [standard, ref, title] = [cell('standard'), cell('ref'), cell('title')]
  if (ref === '' && title === '') {
    problem('The line names no control: it has neither a reference nor a title.')
    return
  }
  const long = (Object.keys(MAX) as (keyof typeof MAX)[]).find((column) => cell(column).length > MAX[column])
  if (long !== undefined) {
    problem(`The ${long} is longer than ${MAX[long]} characters.`)
    return
  }
  const capabilities = capabilitiesIn(cell('capability'))
  const unknown = capabilities.find((each) => each !== '' && !isCapabilityCode(each))
  if (unknown !== undefined) {
    problem(whyNotCapability(unknown))
    return
  }
  for (const capability of capabilities as (CapabilityCode | '')[]) {
    const key = [capability, standard, ref, title].join('\u0000').toLowerCase()
    const before = seen.get(key)
    if (before !== undefined) {
      found.notes.push({ line: line.line, reason: `The same as line ${before}: counted once.` })
      continue
    }
    seen.set(key, line.line)
    found.rows.push({ capability, standard, ref, title: title === '' ? ref : title, line: line.line })
  }
}

/** One line, single spaces, nothing that cannot be seen. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim()
}

const BY_NAME: ReadonlyMap<string, CapabilityCode> = new Map(
  CAPABILITIES.map(({ code, name }) => [name.toLowerCase().replace(/[^a-z]/g, ''), code]),
)

/** The codes that a cell names, by code or by name; what is no capability stays as it was written. */
function capabilitiesIn(cell: string): readonly string[] {
  if (cell === '' || /^(all|any|every|\*|-|n\/a)$/i.test(cell)) return ['']
  const whole = codeOf(cell)
  if (whole !== undefined) return [whole]
  const parts = cell
    .split(/[,;/+\n]|\sand\s/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return parts.length === 0 ? [cell] : [...new Set(parts.map((part) => codeOf(part) ?? part))]
}

/** "ALOF", "alof", "Automatic logoff", "ALOF - Automatic logoff", "Automatic logoff (ALOF)" */
function codeOf(words: string): CapabilityCode | undefined {
  const upper = words.trim().toUpperCase()
  if (isCapabilityCode(upper)) return upper
  const named = BY_NAME.get(words.toLowerCase().replace(/[^a-z]/g, ''))
  if (named !== undefined) return named
  const code = /^([A-Z]{4})\b\s*[-:–(]/.exec(upper)?.[1] ?? /\(([A-Z]{4})\)$/.exec(upper)?.[1]
  return code !== undefined && isCapabilityCode(code) ? code : undefined
}

function whyNotCapability(words: string): string {
  const shown = words.slice(0, 60)
  const added = MDS2_ADDITIONS.find(({ code }) => code === words.toUpperCase())
  return added === undefined
    ? `"${shown}" is not one of the 19 security capabilities. Use a code such as ALOF, or leave the cell empty for all.`
    : `${added.code} stands in the MDS2 form only and is not one of the 19 security capabilities of a case.`
}
