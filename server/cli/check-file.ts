import { partPath, readPart } from '@/lib/agreement/manifest'
import { readZip } from '@/lib/agreement/zip'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { decodeText } from '@/lib/exchange/decode-text'
import { type Recognised, recognise } from '@/lib/exchange/formats'
import { allFindings } from '@/lib/findings/all-findings'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { EXIT, readBytes } from './verify-file'

/**
 * Says what is illegal, missing or contradictory in a case.
 * @param args a `.rab` bundle, the JSON of a case or an argument in any format that can be imported, and `--json`
 * @returns the exit code: 0, or 1 when a finding is red, or 2 when the file holds no case
 */
export function checkFile(args: readonly string[], today: string): number {
  const [file, ...more] = args.filter((arg) => arg !== '--json')
  if (file === undefined || more.length > 0) {
    process.stderr.write('Say which file: accord check FILE [--json], or - for standard input.\n')
    return EXIT.usage
  }
  const read = readAnyFile(file)
  if (!read.ok) {
    process.stderr.write(`${place(file, read.refusal.details)}: ${read.refusal.message}\n`)
    return EXIT.usage
  }
  const { graph, problems } = read.value
  sayProblems(file, problems)
  const findings = allFindings(graph, today)
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`)
  else {
    for (const { severity, rule, message, nextStep } of findings) {
      process.stdout.write(`${severity.padEnd(5)}  ${rule.padEnd(5)}  ${message} ${nextStep}\n`)
    }
    const count = (of: string) => findings.filter((f) => f.severity === of).length
    process.stdout.write(
      `${graph.elements.size} elements: ${count('red')} red, ${count('amber')} amber, ${count('grey')} grey\n`,
    )
  }
  return findings.some((f) => f.severity === 'red') ? 1 : 0
}

/** What could not be taken as it stands, one line each as compilers write them, on standard error. */
export function sayProblems(file: string, problems: Recognised['problems']): void {
  for (const problem of problems) process.stderr.write(`${place(file, problem)}: ${problem.message}\n`)
}

function place(file: string, where: unknown): string {
  const { line, path } = (where ?? {}) as { line?: number; path?: string }
  return `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : ` ${path}`}`
}

/** [EXC1] A bundle, or a case or argument in any format that can be read. */
export function readAnyFile(file: string): Outcome<Recognised> {
  let bytes: Uint8Array
  try {
    bytes = readBytes(file)
  } catch {
    return refuse('unreadable', 'The file cannot be read.')
  }
  const zip = readZip(bytes)
  if (zip.ok) {
    if (!zip.value.some((f) => f.path === partPath('case'))) return refuse('no-case', 'The bundle holds no case.')
    return ok({ format: 'json', graph: graphOfPart(readPart(zip.value, 'case')), problems: [] })
  }
  // A file that begins like a bundle and is none: the bundle's own reason says more than a JSON error.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return zip
  return recognise(decodeText(bytes).text, file)
}
