import { CAPABILITY_CODES, type CapabilityCode } from '../capability-codes'
import { type CapabilityControl, controlsFor } from './capability-controls'
import { CONTROL_LISTS, type ListedControl } from './lists'
import type { ControlStandard } from './standards'

/** A control that the picker may offer. Without `row`, the catalogue does not link it to the asked capability. */
export interface FoundControl {
  readonly standard: ControlStandard
  readonly ref: string
  readonly title: string
  /** Title of its family, class or clause; absent where the list has none. */
  readonly group?: string
  /** Present when withdrawn in its edition: where the subject went. Such a control is listed last. */
  readonly withdrawn?: readonly string[]
  /** The row of the asked capability, with its basis and source. */
  readonly row?: CapabilityControl
  /** Every capability that the catalogue links to this control. */
  readonly capabilities: readonly CapabilityCode[]
}

export interface ControlSearch {
  /** Puts the rows of this capability first. */
  readonly capability?: CapabilityCode
  readonly standard?: ControlStandard
  /** At most so many results; 50 unless told. */
  readonly limit?: number
}

interface Entry {
  readonly control: FoundControl
  readonly ref: string
  readonly words: string
}

const BASIS_RANK = { published: 3, crosswalk: 2, editorial: 1 } as const

const plain = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

const LINKED = linkedCapabilities()
const LISTED: readonly Entry[] = CONTROL_LISTS.flatMap((list) =>
  list.controls.map((control) => entry(list.standard, control, control.group && list.groups[control.group])),
)

/**
 * Controls that match every word of the query in standard, ref, title or group, best first. With a capability its own
 * rows come first (published, crosswalk, proposal), then the rest of the lists; an empty query gives only those rows,
 * or nothing without a capability. Withdrawn controls come last. About 2,600 short texts are scanned per call.
 */
export function searchControls(
  query: string,
  { capability, standard, limit = 50 }: ControlSearch = {},
): FoundControl[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const own = capability === undefined ? [] : controlsFor(capability).map(rowEntry)
  const ownKeys = new Set(own.map(({ control }) => listKey(control.standard, control.ref)))
  const rest =
    words.length === 0 ? [] : LISTED.filter(({ control }) => !ownKeys.has(listKey(control.standard, control.ref)))
  return [...own, ...rest]
    .filter(({ control }) => standard === undefined || control.standard === standard)
    .map((candidate, position) => ({ candidate, position, score: score(candidate, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, limit)
    .map(({ candidate }) => candidate.control)
}

/** 0 when a word is missing. Being a row of the capability outweighs every textual match; being withdrawn sinks. */
function score({ control, ref, words: text }: Entry, words: readonly string[]): number {
  let points = 1
  for (const word of words) {
    if (ref === word) points += 40
    else if (ref.startsWith(word)) points += 20
    else if (text.startsWith(word) || text.includes(` ${word}`)) points += 10
    else if (text.includes(word)) points += 4
    else return 0
  }
  if (words.length > 1 && ref === words.join(' ')) points += 60
  if (control.row !== undefined) points += 1000 * BASIS_RANK[control.row.basis]
  return control.withdrawn === undefined ? points : points / 1000
}

function entry(standard: ControlStandard, listed: ListedControl, group: string | undefined): Entry {
  const { ref, title, withdrawn } = listed
  const capabilities = LINKED.get(listKey(standard, ref)) ?? []
  const control = { standard, ref, title, group, withdrawn, capabilities }
  return { control, ref: plain(ref), words: plain(`${title} ${ref} ${standard} ${group ?? ''}`) }
}

function rowEntry(row: CapabilityControl): Entry {
  const { standard, ref, title } = row
  const control = { standard, ref, title, row, capabilities: LINKED.get(listKey(standard, ref)) ?? [] }
  return { control, ref: plain(ref), words: plain(`${title} ${ref} ${standard}`) }
}

function listKey(standard: ControlStandard, ref: string): string {
  return `${standard} ${ref}`
}

function linkedCapabilities(): ReadonlyMap<string, readonly CapabilityCode[]> {
  const linked = new Map<string, CapabilityCode[]>()
  for (const code of CAPABILITY_CODES)
    for (const row of controlsFor(code)) {
      const key = listKey(row.standard, row.ref)
      const codes = linked.get(key) ?? []
      if (!codes.includes(code)) linked.set(key, [...codes, code])
    }
  return linked
}
