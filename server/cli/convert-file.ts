import { ARGUMENT_FORMATS, isArgumentFormat } from '@/lib/exchange/formats'
import { readAnyFile, sayProblems } from './check-file'
import { EXIT } from './verify-file'

/** The formats that can be written, by the word behind `--to`. */
const WRITABLE = Object.entries(ARGUMENT_FORMATS).flatMap(([name, row]) => ('write' in row ? [name] : []))

/**
 * [EXC1] Writes an argument or a case in another tool's format on standard output. What was not understood, and what the
 * format has no place for, is told on standard error.
 * @param args the file, and `--to FORMAT`
 * @returns the exit code: 0, or 2 when the file cannot be read or the format is not known
 */
export function convertFile(args: readonly string[]): number {
  const at = args.indexOf('--to')
  const format = at < 0 ? '' : (args[at + 1] ?? '')
  const [file, ...more] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  if (file === undefined || more.length > 0 || !isArgumentFormat(format) || !WRITABLE.includes(format)) {
    process.stderr.write(`Say which file and which format: accord convert FILE --to ${WRITABLE.join('|')}.\n`)
    return EXIT.usage
  }
  const read = readAnyFile(file)
  if (!read.ok) {
    process.stderr.write(`${file}: ${read.refusal.message}\n`)
    return EXIT.usage
  }
  sayProblems(file, read.value.problems)
  const row = ARGUMENT_FORMATS[format]
  if (!('write' in row)) return EXIT.usage
  const { text, lost } = row.write(read.value.graph, '')
  process.stdout.write(text)
  for (const line of lost) process.stderr.write(`${line}\n`)
  return 0
}
