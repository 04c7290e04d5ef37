import { controlKey } from '@/lib/control/find-control'
import { compareKeys, type ElementId } from '@/lib/gsn/graph'
import { capabilityName } from '@/lib/reading/capability-names'
import type { SeenControl, SeenRisk } from './seen'

/** What one case brings to the library of somebody who may read it. */
export interface Source {
  readonly case: string
  readonly title: string
  readonly risks: readonly SeenRisk[]
  /** Whether something of it may be used in the case that one works in. [LIB3] */
  readonly usable: boolean
}

/** One place at which a vulnerability or control was seen. */
export interface Place {
  readonly case: string
  readonly title: string
  readonly element: ElementId
  readonly name: string
  readonly capability: string
  readonly usable: boolean
}

export interface LibraryControl extends Omit<SeenControl, 'element' | 'name' | 'evidence'> {
  readonly key: string
  readonly where: readonly (Place & { readonly risk: ElementId })[]
  /** Kinds of evidence with how often each was seen, the most frequent first. */
  readonly evidence: readonly (readonly [kind: string, times: number])[]
}

/** A vulnerability, or a threat where no vulnerability is named, over all cases that one may read. */
export interface LibraryEntry {
  readonly key: string
  readonly title: string
  readonly threat: string
  readonly cve: readonly string[]
  readonly cwe: readonly string[]
  /** Codes of the capabilities it was argued under. */
  readonly capabilities: readonly string[]
  readonly where: readonly Place[]
  readonly controls: readonly LibraryControl[]
  /** In how many cases. */
  readonly cases: number
}

/**
 * [LIB1] What was seen so far, over several cases: one entry for each vulnerability, by its CVE numbers, else by its words,
 * with the capabilities it was argued under, the controls against it and the kinds of their evidence; what was seen in most
 * cases first.
 */
export function gather(sources: readonly Source[]): readonly LibraryEntry[] {
  const entries = new Map<string, Gathering>()
  for (const source of sources) {
    for (const risk of source.risks) {
      const key = keyOf(risk)
      const entry: Gathering = entries.get(key) ?? { risk, places: [], controls: new Map() }
      entries.set(key, entry)
      entry.places.push(placeOf(source, risk, risk))
      for (const control of risk.controls) gatherControl(entry.controls, source, risk, control)
    }
  }
  return [...entries]
    .map(([key, { risk, places, controls }]) => ({
      key,
      title: risk.vulnerability || risk.threat || risk.cve.join(', '),
      threat: risk.threat,
      cve: risk.cve,
      cwe: risk.cwe,
      capabilities: [...new Set(places.map(({ capability }) => capability))].filter(Boolean).sort(compareKeys),
      where: places,
      controls: [...controls.values()].map(finished).sort((a, b) => b.where.length - a.where.length),
      cases: casesIn(places),
    }))
    .sort((a, b) => b.cases - a.cases || b.where.length - a.where.length || compareKeys(a.key, b.key))
}

interface Gathering {
  readonly risk: SeenRisk
  readonly places: Place[]
  readonly controls: Map<string, Gathered>
}

interface Gathered {
  readonly key: string
  readonly first: SeenControl
  readonly where: (Place & { readonly risk: ElementId })[]
  readonly evidence: Map<string, number>
}

function gatherControl(all: Map<string, Gathered>, source: Source, risk: SeenRisk, control: SeenControl): void {
  const { standard, ref, title, statement } = control
  const key = controlKey({ standard, ref, title }) ?? plain(statement)
  const one: Gathered = all.get(key) ?? { key, first: control, where: [], evidence: new Map() }
  all.set(key, one)
  one.where.push({ ...placeOf(source, risk, control), risk: risk.element })
  for (const kind of control.evidence) one.evidence.set(kind, (one.evidence.get(kind) ?? 0) + 1)
}

function finished({ key, first, where, evidence }: Gathered): LibraryControl {
  const { element: _element, name: _name, evidence: _evidence, ...control } = first
  return { ...control, key, where, evidence: [...evidence].sort((a, b) => b[1] - a[1]) }
}

function placeOf(
  { case: id, title, usable }: Source,
  risk: SeenRisk,
  { element, name }: SeenRisk | SeenControl,
): Place {
  return { case: id, title, element, name, capability: risk.capability, usable }
}

/** One vulnerability is one entry under whatever capability; without a number it is told by its words. */
function keyOf({ cve, vulnerability, threat }: SeenRisk): string {
  return cve.length > 0 ? [...cve].sort(compareKeys).join(',') : plain(vulnerability || threat)
}

function plain(text: string): string {
  return text
    .toLocaleLowerCase('en')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

function casesIn(places: readonly Place[]): number {
  return new Set(places.map((place) => place.case)).size
}

/** What is looked for; what is left out does not narrow. */
export interface LibrarySearch {
  readonly words?: string
  readonly capability?: string
}

/** [LIB2] The entries that hold every word somewhere: in the vulnerability, its numbers, capability, controls or cases. */
export function searchLibrary(
  entries: readonly LibraryEntry[],
  { words = '', capability }: LibrarySearch,
): readonly LibraryEntry[] {
  const wanted = words.toLocaleLowerCase('en').split(/\s+/).filter(Boolean)
  return entries.filter((entry) => {
    if (capability !== undefined && !entry.capabilities.includes(capability)) return false
    if (wanted.length === 0) return true
    const text = textOf(entry)
    return wanted.every((word) => text.includes(word))
  })
}

const texts = new WeakMap<LibraryEntry, string>()

function textOf(entry: LibraryEntry): string {
  const known = texts.get(entry)
  if (known !== undefined) return known
  const text = [
    entry.title,
    entry.threat,
    ...entry.cve,
    ...entry.cwe,
    ...entry.capabilities.flatMap((code) => [code, capabilityName(code)]),
    ...entry.controls.flatMap(({ title, statement, standard, ref }) => [title, statement, standard, ref]),
    ...entry.where.flatMap(({ title, name }) => [title, name]),
  ]
    .join('\n')
    .toLocaleLowerCase('en')
  texts.set(entry, text)
  return text
}
