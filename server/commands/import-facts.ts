import { isCapabilityCode } from '@/catalog/capability-codes'
import type { Actor } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import type { FactsFile } from '@/lib/exchange/facts-file'
import { heldOf, type ShownFacts, shownFacts } from '@/lib/exchange/shown-facts'
import { type Picked, type TakenFacts, takeable, takeFacts } from '@/lib/exchange/take-facts'
import { takenIndex } from '@/lib/exchange/taken'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readApart } from '../exchange/read-apart'
import type { FactsFormat } from '../exchange/readings'
import { runtime } from '../runtime'
import { authorOf } from './author'
import type { ImportOptions } from './import-options'

export interface FactsImported extends Partial<TakenFacts>, Partial<ShownFacts> {
  readonly format: FactsFormat
  readonly dryRun: boolean
  /** What the case has of this file, by key: the capabilities, '' for the whole case. */
  readonly held: Readonly<Record<string, readonly string[]>>
  /** Codes of the capabilities that take risks now. */
  readonly open: readonly string[]
}

/** Things that one edit takes at most: between two of them others get their turn. */
const BATCH = 25

/**
 * [EXC6] [EXC10] Reads what a file says about the device. Nothing of it enters the case but what is accepted: a key and a
 * capability as `KEY@CODE` (or the key alone, for the whole case), as often as wanted, or `all` for everything that affects
 * the device and suggests a capability. With `controls=false` recommended controls are left out. Many things are taken in
 * several edits: if the server stops between two, taking them again goes on where it stopped.
 * @returns refusals of the readers; `accept-unknown`
 */
export async function importFacts(
  format: FactsFormat,
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  { dryRun, source, accept, brief, query }: ImportOptions,
): Promise<Outcome<FactsImported>> {
  const read = await readApart(format, bytes)
  if (!read.ok) return read
  const file = read.value
  const picked = pickedOf(file, accept, query.get('controls') !== 'false')
  if (!picked.ok) return picked
  const { rooms, ids, clock } = runtime()
  const name = file.document === '' ? source : `${file.document} (${source})`
  const author = authorOf(actor)
  const taken = { created: [] as string[], there: [] as string[], refused: [] as TakenFacts['refused'][number][] }
  const wanted = dryRun ? [] : picked.value
  for (let at = 0; at < wanted.length; at += BATCH) {
    const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
    const some = wanted.slice(at, at + BATCH)
    const done = await rooms.edit(caseId, author, (doc) => takeFacts(doc, file, some, name, context))
    if (!done.ok) return done
    taken.created.push(...done.value.value.created)
    taken.there.push(...done.value.value.there)
    taken.refused.push(...done.value.value.refused)
  }
  // Only what needs the document is asked in the room's line; everything else is worked out beside it.
  const here = await rooms.read(caseId, (doc) => ({ index: takenIndex(doc), open: openCapabilities(doc) }))
  return ok({
    format,
    dryRun,
    ...(brief ? {} : shownFacts(file, here.index)),
    held: heldOf(file, here.index),
    open: here.open,
    ...(wanted.length === 0 ? {} : taken),
  })
}

function openCapabilities(doc: Parameters<typeof readCase>[0]): string[] {
  const graph = readCase(doc)
  return [...graph.elements.values()].flatMap(({ id, role, capability }) =>
    role === 'C6' && capability !== undefined && graph.reachable.has(id) ? [capability] : [],
  )
}

function pickedOf(file: FactsFile, accept: readonly string[], controls: boolean): Outcome<readonly Picked[]> {
  if (accept.includes('all')) {
    return ok(
      file.suggestions.flatMap((suggestion) => {
        const [capability] = suggestion.capabilities
        const matters = suggestion.kind === 'answer' || suggestion.state === 'affected'
        return capability === undefined || !matters ? [] : [{ key: suggestion.key, capability, controls }]
      }),
    )
  }
  const known = takeable(file)
  const picked: Picked[] = []
  for (const word of accept) {
    const at = word.lastIndexOf('@')
    const [key, capability] = known.has(word) ? [word, ''] : [word.slice(0, Math.max(at, 0)), word.slice(at + 1)]
    const one = known.get(key)
    const needs = one?.kind === 'risk' || one?.kind === 'control'
    if (one === undefined || (capability === '' ? needs : !isCapabilityCode(capability))) {
      const message = `${word.slice(0, 80)} names no suggestion of this file. Write its key, @ and a capability's code.`
      return refuse('accept-unknown', message, { accept: word })
    }
    picked.push({ key, capability: one.kind === 'product' ? '' : capability, controls })
  }
  return ok(picked)
}
