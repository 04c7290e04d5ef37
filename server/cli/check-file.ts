import type { CasePart } from '@/lib/agreement/content'
import { partPath, readPart } from '@/lib/agreement/manifest'
import { decodeUtf8 } from '@/lib/agreement/utf8'
import { readZip } from '@/lib/agreement/zip'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { allFindings } from '@/lib/findings/all-findings'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { EXIT, readBytes } from './verify-file'

/**
 * Says what is illegal, missing or contradictory in a case.
 * @param args a `.rab` bundle or the canonical JSON of a case (`GET .../graph`), and `--json`
 * @returns the exit code: 0, or 1 when a finding is red, or 2 when the file holds no case
 */
export function checkFile(args: readonly string[], today: string): number {
  const [file, ...more] = args.filter((arg) => arg !== '--json')
  if (file === undefined || more.length > 0) {
    process.stderr.write('Say which file: accord check FILE [--json], or - for standard input.\n')
    return EXIT.usage
  }
  const read = readCaseFile(file)
  if (!read.ok) {
    process.stderr.write(`${file}: ${read.refusal.message}\n`)
    return EXIT.usage
  }
  const graph = graphOfPart(read.value)
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

function readCaseFile(file: string): Outcome<CasePart> {
  let bytes: Uint8Array
  try {
    bytes = readBytes(file)
  } catch {
    return refuse('unreadable', 'The file cannot be read.')
  }
  const zip = readZip(bytes)
  if (zip.ok) {
    if (!zip.value.some((f) => f.path === partPath('case'))) return refuse('no-case', 'The bundle holds no case.')
    return ok(readPart(zip.value, 'case'))
  }
  // A file that begins like a bundle and is none: the bundle's own reason says more than a JSON error.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return zip
  try {
    const value = JSON.parse(decodeUtf8(bytes) ?? '') as Partial<CasePart>
    if (Array.isArray(value.elements) && Array.isArray(value.relations)) {
      const { elements, relations, skipped = [] } = value
      return ok({ ...value, schema: value.schema ?? 1, elements, relations, skipped })
    }
    return refuse('no-case', 'The JSON holds no elements and relations of a case.')
  } catch (error) {
    return refuse('no-case', error instanceof Error ? error.message : 'The file is not JSON.')
  }
}
