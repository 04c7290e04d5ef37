import { compareKeys, type ElementId } from '@/lib/gsn/graph'
import type { Finding, Severity } from './rule'

/** A finding with the name it is sorted by. */
export interface Listed {
  readonly finding: Finding
  readonly name: string
}

export type SeverityCounts = Readonly<Record<Severity, number>>

/** The findings of one capability (code '' for the case as a whole), worst first, then by name and rule. */
export interface FindingGroup {
  readonly capability: string
  readonly findings: readonly Finding[]
  readonly counts: SeverityCounts
}

const SEVERITIES = ['red', 'amber', 'grey'] as const
const NONE: readonly Finding[] = []

interface Group {
  readonly listed: Record<Severity, readonly Listed[]>
  told?: FindingGroup
}

/**
 * All findings, kept in order by capability and by element. What an edit does not change stays the same object: a
 * group's list, an element's list, and every finding in them.
 */
export class FindingLists {
  private readonly groups = new Map<string, Group>()
  private readonly shown = new Map<ElementId, readonly Listed[]>()
  private readonly told = new Map<ElementId, readonly Finding[]>()
  private everything: readonly Finding[] | undefined
  private grouped: readonly FindingGroup[] | undefined

  /** Takes out some findings and puts in others; those in both must be left out of both. */
  replace(out: readonly Listed[], into: readonly Listed[]): void {
    if (out.length === 0 && into.length === 0) return
    this.everything = undefined
    this.grouped = undefined
    for (const each of out) this.remove(each)
    for (const each of into) this.insert(each)
  }

  clear(): void {
    this.groups.clear()
    this.shown.clear()
    this.told.clear()
    this.everything = undefined
    this.grouped = undefined
  }

  /** Fills empty lists at once. */
  fill(all: readonly Listed[]): void {
    this.clear()
    for (const each of all) {
      const group = this.group(each.finding.capability ?? '')
      ;(group.listed[each.finding.severity] as Listed[]).push(each)
      const own = this.shown.get(each.finding.element) as Listed[] | undefined
      if (own === undefined) this.shown.set(each.finding.element, [each])
      else own.push(each)
    }
    for (const { listed } of this.groups.values()) {
      for (const severity of SEVERITIES) (listed[severity] as Listed[]).sort(inOrder)
    }
    for (const own of this.shown.values()) (own as Listed[]).sort(inOrder)
  }

  /** Everything, worst first, then by capability, name and rule. */
  all(): readonly Finding[] {
    this.everything ??= SEVERITIES.flatMap((severity) =>
      [...this.groups]
        .sort(([a], [b]) => compareKeys(a, b))
        .flatMap(([, { listed }]) => listed[severity].map(({ finding }) => finding)),
    )
    return this.everything
  }

  /** What is said about one element, worst first. */
  of(id: ElementId): readonly Finding[] {
    const listed = this.shown.get(id)
    if (listed === undefined) return NONE
    let findings = this.told.get(id)
    if (findings === undefined) {
      findings = listed.map(({ finding }) => finding)
      this.told.set(id, findings)
    }
    return findings
  }

  /** One group for each capability about which something is said, by code; the case as a whole first. */
  byCapability(): readonly FindingGroup[] {
    this.grouped ??= [...this.groups.keys()].sort(compareKeys).map((capability) => this.tell(capability))
    return this.grouped
  }

  counts(): SeverityCounts {
    const counts = { red: 0, amber: 0, grey: 0 }
    for (const { listed } of this.groups.values()) {
      for (const severity of SEVERITIES) counts[severity] += listed[severity].length
    }
    return counts
  }

  private tell(capability: string): FindingGroup {
    const group = this.group(capability)
    group.told ??= {
      capability,
      findings: SEVERITIES.flatMap((severity) => group.listed[severity].map(({ finding }) => finding)),
      counts: {
        red: group.listed.red.length,
        amber: group.listed.amber.length,
        grey: group.listed.grey.length,
      },
    }
    return group.told
  }

  private group(capability: string): Group {
    const known = this.groups.get(capability)
    if (known !== undefined) return known
    const made: Group = { listed: { red: [], amber: [], grey: [] } }
    this.groups.set(capability, made)
    return made
  }

  private remove(each: Listed): void {
    const { capability = '', severity, element } = each.finding
    const group = this.group(capability)
    const rest = { ...group.listed, [severity]: without(group.listed[severity], each) }
    if (SEVERITIES.every((one) => rest[one].length === 0)) this.groups.delete(capability)
    else this.groups.set(capability, { listed: rest })
    const own = without(this.shown.get(element) ?? [], each)
    if (own.length === 0) this.shown.delete(element)
    else this.shown.set(element, own)
    this.told.delete(element)
  }

  private insert(each: Listed): void {
    const { capability = '', severity, element } = each.finding
    const group = this.group(capability)
    this.groups.set(capability, { listed: { ...group.listed, [severity]: including(group.listed[severity], each) } })
    this.shown.set(element, including(this.shown.get(element) ?? [], each))
    this.told.delete(element)
  }
}

const RANK = { red: 0, amber: 1, grey: 2 } as const

/** Worst first, then by name, rule and words; the last two make the order the same whatever was edited before. */
function inOrder(a: Listed, b: Listed): number {
  return (
    RANK[a.finding.severity] - RANK[b.finding.severity] ||
    compareKeys(a.name, b.name) ||
    compareKeys(a.finding.rule, b.finding.rule) ||
    compareKeys(a.finding.element, b.finding.element) ||
    compareKeys(a.finding.message, b.finding.message)
  )
}

function without(list: readonly Listed[], each: Listed): readonly Listed[] {
  let at = firstNotBefore(list, each)
  while (list[at] !== each && at < list.length) at++
  if (at === list.length) throw new Error(`The finding ${each.finding.rule} at ${each.name} is not listed`)
  return list.toSpliced(at, 1)
}

function including(list: readonly Listed[], each: Listed): readonly Listed[] {
  return list.toSpliced(firstNotBefore(list, each), 0, each)
}

function firstNotBefore(list: readonly Listed[], each: Listed): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const there = list[middle]
    if (there !== undefined && inOrder(there, each) < 0) low = middle + 1
    else high = middle
  }
  return low
}
