import type { ElementId } from '@/lib/gsn/graph'
import { bodyAs, type EntryActor, type ReviewEntry } from './entries'

/** What an advisory says against one claim. */
export interface Alert {
  readonly alert: string
  readonly at: string
  readonly by: EntryActor
  /** How the advisory calls itself. */
  readonly document: string
  readonly title: string
  readonly vulnerabilities: readonly string[]
  /** The thread that was opened with it. */
  readonly thread: string
}

/** An advisory that was held against a case, with all claims that it speaks against. */
export interface RaisedAlert {
  readonly alert: string
  readonly at: string
  readonly by: EntryActor
  readonly document: string
  readonly revision?: string
  readonly title: string
  readonly claims: readonly {
    readonly claim: ElementId
    readonly vulnerabilities: readonly string[]
    readonly thread: string
  }[]
  readonly withdrawn?: { readonly at: string; readonly by: EntryActor; readonly note: string }
}

export type Alerts = ReadonlyMap<string, RaisedAlert>
export const NO_ALERTS: Alerts = new Map()

/** [MON7] The alerts after some more entries, oldest first. Pure, whatever the portions; only the shared chain counts. */
export function addToAlerts(alerts: Alerts, entries: Iterable<ReviewEntry>): Alerts {
  let next: Map<string, RaisedAlert> | undefined
  for (const entry of entries) {
    if (entry.chain !== 'shared') continue
    const { at, actor: by } = entry
    const raised = bodyAs(entry, 'alert.raised')
    if (raised !== undefined) {
      next ??= new Map(alerts)
      const { alert, document, revision, title, claims } = raised
      next.set(alert, { alert, at, by, document, title, claims, ...(revision === undefined ? {} : { revision }) })
      continue
    }
    const withdrawn = bodyAs(entry, 'alert.withdrawn')
    const there = withdrawn === undefined ? undefined : (next ?? alerts).get(withdrawn.alert)
    if (withdrawn === undefined || there === undefined) continue
    next ??= new Map(alerts)
    next.set(there.alert, { ...there, withdrawn: { at, by, note: withdrawn.note } })
  }
  return next ?? alerts
}

/** One claim of an alert as an approval of it remembers it. */
export function alertsOf(entry: ReviewEntry): ReadonlyMap<ElementId, Alert> {
  const raised = bodyAs(entry, 'alert.raised')
  if (raised === undefined) return new Map()
  const { alert, document, title } = raised
  const head = { alert, at: entry.at, by: entry.actor, document, title }
  return new Map(
    raised.claims.map(({ claim, vulnerabilities, thread }) => [claim, { ...head, vulnerabilities, thread }]),
  )
}

/** `CVE-2021-44228 and 2 more`: what challenges a claim, in a few words. */
export function alertWords({ vulnerabilities, document }: Pick<Alert, 'vulnerabilities' | 'document'>): string {
  const [first = document, ...more] = vulnerabilities
  const all = more.length === 0 ? first : `${first} and ${more.length} more`
  return document === '' || all.includes(document) ? all : `${all} (${document})`
}

/** Which vulnerability was held against which claim before, also where the alert was withdrawn: `CVE-... C7-...`. */
export function heldBefore(alerts: Alerts): ReadonlySet<string> {
  const held = new Set<string>()
  for (const { claims } of alerts.values()) {
    for (const { claim, vulnerabilities } of claims) for (const each of vulnerabilities) held.add(heldKey(each, claim))
  }
  return held
}

export function heldKey(vulnerability: string, claim: ElementId): string {
  return `${vulnerability} ${claim}`
}
