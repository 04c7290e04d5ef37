import { isCapabilityCode } from '@/catalog/capability-codes'
import type { Actor } from '@/lib/access/policy'
import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import { decodeText } from '@/lib/exchange/decode-text'
import type { FactsFile, Suggestion } from '@/lib/exchange/facts-file'
import { readMds2Json, readMds2Lines } from '@/lib/exchange/mds2-read'
import { isTaken, type Picked, type TakenFacts, takeFacts } from '@/lib/exchange/take-facts'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { openWorkbook } from '../exchange/open-workbook'
import { runtime } from '../runtime'
import { authorOf } from './author'
import type { ImportOptions } from './import-controls'

async function readMds2(bytes: Uint8Array): Promise<Outcome<FactsFile>> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return readMds2Json(decodeText(bytes).text)
  const lines = await openWorkbook(bytes)
  return lines.ok ? readMds2Lines(lines.value) : lines
}

/** Readers of what files say about a device, by the word that stands in the address. */
const READERS = {
  csaf: (bytes: Uint8Array) => readCsaf(decodeText(bytes).text),
  cyclonedx: (bytes: Uint8Array) => readCycloneDx(decodeText(bytes).text),
  mds2: readMds2,
} as const

export type FactsFormat = keyof typeof READERS

/** A suggestion as it is shown: with the capabilities for which the case has taken it already. */
export type ShownSuggestion = Suggestion & { readonly taken: readonly string[] }

export interface FactsImported extends Partial<TakenFacts>, Omit<FactsFile, 'suggestions'> {
  readonly format: FactsFormat
  readonly dryRun: boolean
  readonly suggestions: readonly ShownSuggestion[]
}

/**
 * [EXC6] [EXC10] Reads what a file says about the device. Nothing of it enters the case but what `accept` names: a
 * suggestion's key and a capability as `KEY@CODE`, as often as wanted, or `all` for everything that affects the device and
 * suggests a capability. With `controls=false` recommended controls are left out.
 * @returns refusals of the readers; `accept-unknown`
 */
export async function importFacts(
  format: FactsFormat,
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  { dryRun, source, query }: ImportOptions,
): Promise<Outcome<FactsImported>> {
  const read = await READERS[format](bytes)
  if (!read.ok) return read
  const file = read.value
  const picked = pickedOf(file, query)
  if (!picked.ok) return picked
  const { rooms, ids, clock } = runtime()
  const name = file.document === '' ? source : `${file.document} (${source})`
  const shown = (taken: Outcome<{ readonly value: TakenFacts }> | undefined): Promise<FactsImported> => {
    return rooms.read(caseId, (doc) => ({
      format,
      dryRun,
      ...file,
      suggestions: file.suggestions.map((one) => ({ ...one, taken: isTaken(doc, one, name) })),
      ...(taken?.ok ? taken.value.value : {}),
    }))
  }
  if (dryRun || picked.value.length === 0) return ok(await shown(undefined))
  const author = authorOf(actor)
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
  const taken = await rooms.edit(caseId, author, (doc) => takeFacts(doc, file, picked.value, name, context))
  return taken.ok ? ok(await shown(taken)) : taken
}

function pickedOf({ suggestions }: FactsFile, query: URLSearchParams): Outcome<readonly Picked[]> {
  const controls = query.get('controls') !== 'false'
  const asked = query.getAll('accept')
  if (asked.includes('all')) {
    return ok(
      suggestions.flatMap((suggestion) => {
        const [capability] = suggestion.capabilities
        const matters = suggestion.kind === 'answer' || suggestion.state === 'affected'
        return capability === undefined || !matters ? [] : [{ key: suggestion.key, capability, controls }]
      }),
    )
  }
  const keys = new Set(suggestions.map(({ key }) => key))
  const picked: Picked[] = []
  for (const word of asked) {
    const at = word.lastIndexOf('@')
    const [key, capability] = [word.slice(0, at), word.slice(at + 1)]
    if (at < 0 || !keys.has(key) || !isCapabilityCode(capability)) {
      const message = `${word.slice(0, 80)} names no suggestion of this file. Write its key, @ and a capability's code.`
      return refuse('accept-unknown', message, { accept: word })
    }
    picked.push({ key, capability, controls })
  }
  return ok(picked)
}
