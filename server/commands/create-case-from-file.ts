import type { Doc } from 'yjs'
import type { CommandContext } from '@/lib/case/command'
import { FORMAT_WORDS, isImportFormat } from '@/lib/exchange/format-of-file'
import { isArgumentFormat } from '@/lib/exchange/formats'
import { takeArgument } from '@/lib/exchange/take-argument'
import { takeCase } from '@/lib/exchange/take-case'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type CreateCaseRequest, createCaseRequest } from '@/lib/wire/requests'
import type { Person } from '../auth/person'
import { collect } from '../exchange/collect'
import type { KnownFile } from '../exchange/incoming-format'
import { readApart } from '../exchange/read-apart'
import { cleanName } from '../files/file-name'
import { type IncomingFile, incomingFile } from '../files/incoming-file'
import { runtime } from '../runtime'
import { buildCase, fullRights } from './build-case'
import { sideOf } from './create-case'
import { previewOf } from './import-argument'
import { casePreview } from './import-case-json'
import { MOST_BYTES } from './import-file'

/** What a file brings, and how it is written into an empty case. */
interface Content {
  readonly preview: object
  readonly fill: (doc: Doc, context: CommandContext) => Outcome<unknown>
}

/**
 * [EXC16] A new case from an argument of another tool, or from the JSON or a bundle of a case. The case is there with all
 * of it or not at all. With `dry-run=true` only says what the file holds.
 * @returns the new case's id and what the file held; refusals of the readers, `not-a-case`, `invalid`
 */
export async function createCaseFromFile(person: Person, request: Request): Promise<Outcome<unknown>> {
  const query = new URL(request.url).searchParams
  const incoming = await incomingFile(request, MOST_BYTES)
  if (!incoming.ok) return incoming
  const bytes = await collect(incoming.value.bytes, MOST_BYTES)
  if (!bytes.ok) return bytes
  const name = cleanName(query.get('name') ?? incoming.value.name ?? 'file')
  const said = query.get('format') ?? 'auto'
  const known = isImportFormat(said)
    ? ok<KnownFile>({ format: said, bytes: bytes.value })
    : await readApart('format', bytes.value, { name })
  if (!known.ok) return known
  const dryRun = query.get('dry-run') === 'true'
  const asked = dryRun ? undefined : requestIn(query.get('case') ?? fieldOf(incoming.value, 'case'))
  if (asked?.ok === false) return asked
  const side = asked === undefined ? person.organisationSide : (asked.value.side ?? sideOf(person, asked.value))
  const content = await contentOf(known.value, name, side)
  if (!content.ok) return content
  const { format } = known.value
  const { preview, fill } = content.value
  if (asked === undefined) return ok(Response.json({ format, dryRun, ...preview }))
  const current = runtime()
  const founder = { personId: person.personId, name: person.name, participation: { side, rights: fullRights(side) } }
  const made = await buildCase(
    current,
    { ...asked.value, template: 'blank' },
    [founder],
    (caseId, by) => {
      const context = { ids: current.ids, at: current.clock(), by: person.personId, name: person.name, side }
      return current.rooms.edit(caseId, by, (doc) => fill(doc, context))
    },
    undefined,
    { name, sha256: sha256Hex(bytes.value) },
  )
  return made.ok ? ok({ id: made.value.id, format, dryRun, ...preview }) : made
}

async function contentOf(
  { format, bytes }: KnownFile,
  name: string,
  side: 'mdm' | 'hdo' | undefined,
): Promise<Outcome<Content>> {
  if (format === 'json') {
    const read = await readApart('json', bytes, { side })
    if (!read.ok) return read
    return ok({ preview: casePreview(read.value), fill: (doc, context) => takeCase(doc, read.value, {}, context) })
  }
  if (!isArgumentFormat(format)) {
    const { word } = FORMAT_WORDS[format]
    const message = `This file holds no argument (${word}). Make the case from the pattern, then import the file there.`
    return refuse('not-a-case', message, { format })
  }
  const read = await readApart(format, bytes)
  if (!read.ok) return read
  const preview = previewOf(read.value)
  return ok({ preview, fill: (doc, context) => takeArgument(doc, read.value, { source: name }, context) })
}

function fieldOf({ fields = [] }: IncomingFile, name: string): string | null {
  return fields.find(([each]) => each === name)?.[1] ?? null
}

function requestIn(json: string | null): Outcome<CreateCaseRequest> {
  let value: unknown
  try {
    value = JSON.parse(json ?? '')
  } catch {
    return refuse('malformed', 'Say in case= what the case is about, as JSON.')
  }
  const given = typeof value === 'object' && value !== null ? { ...value, template: 'blank' } : value
  const parsed = createCaseRequest.safeParse(given)
  if (parsed.success) return ok(parsed.data)
  const problems = parsed.error.issues.map((issue) => ({ at: issue.path.join('.'), message: issue.message }))
  const [first] = problems
  return refuse('invalid', `${first?.at ? `${first.at}: ` : ''}${first?.message ?? 'It is not complete.'}`, problems)
}
