import { capabilityByCode } from '../capabilities'
import { CAPABILITY_CODES, type CapabilityCode } from '../capability-codes'
import { type Basis, type CapabilityControl, controlsFor } from './capability-controls'
import { CONTROL_LISTS, type ListedControl } from './lists'
import type { ControlStandard } from './standards'

/** Where an offered control comes from: a row of the catalogue, an organisation's own table, or a standard's plain list. */
export type Offer = Basis | 'own' | 'listed'

/** A control of an organisation's own table. */
export interface OwnControl {
  /** Any name, empty when the table names none. */
  readonly standard: string
  readonly ref: string
  readonly title: string
  /** Absent: for every capability. */
  readonly capability?: CapabilityCode
  /** Whose table it is. */
  readonly side: 'mdm' | 'hdo'
}

/** A control that the picker may offer. Without `row` and `own`, nothing links it to the asked capability. */
export interface FoundControl {
  /** A standard of the catalogue, or whatever an organisation's own table says. */
  readonly standard: string
  readonly ref: string
  readonly title: string
  /** Title of its family, class or clause; absent where the list has none. */
  readonly group?: string
  /** Present when withdrawn in its edition: where the subject went. Such a control is listed last. */
  readonly withdrawn?: readonly string[]
  /** The row of the asked capability, with its basis and source. */
  readonly row?: CapabilityControl
  /** The row of an organisation's own table. */
  readonly own?: OwnControl
  readonly offer: Offer
  /** Every capability that the catalogue links to this control. */
  readonly capabilities: readonly CapabilityCode[]
}

export interface ControlSearch {
  /** Puts the rows of this capability first. */
  readonly capability?: CapabilityCode
  readonly standard?: string
  /** Only what comes from there. */
  readonly offer?: Offer
  /** The organisations' own tables: their rows come before the catalogue's. */
  readonly own?: readonly OwnControl[]
  /** Also without a query: after the suggestions every control of every list. */
  readonly everything?: boolean
  /** At most so many results; 50 unless told. */
  readonly limit?: number
}

interface Entry {
  readonly control: FoundControl
  readonly ref: string
  readonly words: string
}

const RANK: Readonly<Record<Offer, number>> = { own: 4, published: 3, crosswalk: 2, editorial: 1, listed: 0 }

const plain = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

const LINKED = linkedCapabilities()
const LISTED: readonly Entry[] = CONTROL_LISTS.flatMap((list) =>
  list.controls.map((control) => listEntry(list.standard, control, control.group && list.groups[control.group])),
)

/**
 * Controls that match every word of the query in standard, ref, title, group or capability, best first. The organisations'
 * own tables come first, then the asked capability's rows (published, crosswalk, proposal), then the rest of the lists; an
 * empty query gives the lists only where `everything`, a standard or the offer `listed` is asked for. Withdrawn controls
 * come last. About 2,600 short texts are scanned per call.
 */
export function searchControls(
  query: string,
  { capability, standard, offer, own = [], everything = false, limit = 50 }: ControlSearch = {},
): FoundControl[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const suggested = [
    ...own.filter((row) => fits(row, capability)).map(ownEntry),
    ...(capability === undefined ? [] : controlsFor(capability).map(rowEntry)),
  ]
  const known = new Set(suggested.map(({ control }) => listKey(control.standard, control.ref)))
  const browsing = everything || words.length > 0 || standard !== undefined || offer === 'listed'
  const rest = browsing ? LISTED.filter(({ control }) => !known.has(listKey(control.standard, control.ref))) : []
  return [...suggested, ...rest]
    .filter(({ control }) => standard === undefined || control.standard === standard)
    .filter(({ control }) => offer === undefined || control.offer === offer)
    .map((candidate, position) => ({ candidate, position, score: score(candidate, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, limit)
    .map(({ candidate }) => candidate.control)
}

/** A row of an own table that names no capability is for all of them. */
function fits(row: OwnControl, capability: CapabilityCode | undefined): boolean {
  return capability === undefined || row.capability === undefined || row.capability === capability
}

const BY_KEY: ReadonlyMap<string, FoundControl> = new Map(
  LISTED.map(({ control }) => [listKey(control.standard, control.ref), control]),
)

/** The control of a list by its number; undefined when the list has none. */
export function listedControl(standard: string, ref: string): FoundControl | undefined {
  return BY_KEY.get(listKey(standard, ref))
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
  points += 1000 * RANK[control.offer]
  return control.withdrawn === undefined ? points : points / 1000
}

function listEntry(standard: ControlStandard, listed: ListedControl, group: string | undefined): Entry {
  const { ref, title, withdrawn } = listed
  const capabilities = LINKED.get(listKey(standard, ref)) ?? []
  const control = { standard, ref, title, group, withdrawn, capabilities, offer: 'listed' as const }
  return entryOf(control, group)
}

function rowEntry(row: CapabilityControl): Entry {
  const { standard, ref, title, basis } = row
  const capabilities = LINKED.get(listKey(standard, ref)) ?? []
  return entryOf({ standard, ref, title, row, capabilities, offer: basis })
}

function ownEntry(own: OwnControl): Entry {
  const { standard, ref, title, capability } = own
  const capabilities = capability === undefined ? (LINKED.get(listKey(standard, ref)) ?? []) : [capability]
  return entryOf({ standard, ref, title, own, capabilities, offer: 'own' })
}

function entryOf(control: FoundControl, group = ''): Entry {
  const { title, ref, standard, capabilities } = control
  const linked = capabilities.map((code) => `${code} ${capabilityByCode(code).name}`).join(' ')
  return { control, ref: plain(ref), words: plain(`${title} ${ref} ${standard} ${group} ${linked}`) }
}

function listKey(standard: string, ref: string): string {
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
