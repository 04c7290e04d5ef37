import { EXAMPLE_FILES, type ExampleFile } from '@/catalog/example/files'
import type { Side } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import { plainPdf } from '@/lib/exchange/plain-pdf'
import type { Element } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { takeFile } from '../files/take-file'
import type { Runtime } from '../runtime'
import type { Author } from '../sync/rooms'

/** The bytes of a document of the example: the same each time. */
export function bytesOfExample({ form, lines }: ExampleFile): Uint8Array {
  return form === 'pdf' ? plainPdf(lines) : new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

/**
 * [EX6] Keeps the files of the example with the case and binds each to its evidence, as an upload and a person's click do.
 * Bytes that a case has already are kept once.
 * @param by who brings the evidence of a side
 */
export async function keepExampleFiles(
  runtime: Runtime,
  caseId: string,
  by: (side: Side) => Author,
): Promise<Outcome<unknown>> {
  for (const file of EXAMPLE_FILES) {
    const evidence = await runtime.rooms.read(caseId, (doc) =>
      [...readCase(doc).elements.values()].find(({ fields }) => fields.reference === file.reference),
    )
    if (evidence === undefined) throw new Error(`The worked example keeps ${file.reference}, which is not in it`)
    const kept = await keepOne(runtime, caseId, by, file, evidence)
    if (!kept.ok) return kept
  }
  return ok()
}

async function keepOne(
  runtime: Runtime,
  caseId: string,
  by: (side: Side) => Author,
  file: ExampleFile,
  evidence: Element,
): Promise<Outcome<unknown>> {
  const side: Side = evidence.fields.side === 'hdo' ? 'hdo' : 'mdm'
  const author = by(side)
  const taken = await takeFile(runtime, caseId, {
    bytes: inOnePiece(bytesOfExample(file)),
    name: file.name,
    audience: 'both',
    personId: author.personId,
    side,
  })
  if (!taken.ok) return taken
  const { sha256, name, size, type } = taken.value.row
  const files = new Map([[sha256, { name, size, type }]])
  const context = { ids: runtime.ids, at: runtime.clock(), by: author.personId, name: author.name, side, files }
  return runtime.rooms.edit(caseId, author, (doc) => {
    const done = runCommand(doc, 'attach-file', { element: evidence.id, sha256 }, context)
    return done.ok ? done : refuse(done.refusal.code, `${done.refusal.message} (worked example, ${file.reference})`)
  })
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
