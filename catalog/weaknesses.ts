import type { CapabilityCode } from './capability-codes'
import data from './weaknesses.json'

/** Always shown as a suggestion: the table is this project's own. */
export const WEAKNESS_SOURCE: string = data.source

const CAPABILITIES_BY_WEAKNESS = data.capabilities as Readonly<Record<string, readonly CapabilityCode[]>>

/** Every weakness of the table, such as `CWE-613`. */
export const WEAKNESSES: readonly string[] = Object.keys(data.capabilities)

/** The capabilities that a weakness suggests; empty for a weakness that the table does not know. */
export function capabilitiesForWeakness(cwe: string): readonly CapabilityCode[] {
  return Object.hasOwn(CAPABILITIES_BY_WEAKNESS, cwe) ? (CAPABILITIES_BY_WEAKNESS[cwe] ?? []) : []
}
