import hipaa from './hipaa-security-rule.json'
import iec33 from './iec-62443-3-3.json'
import iec42 from './iec-62443-4-2.json'
import cc2 from './iso-15408-2.json'
import cc3 from './iso-15408-3.json'
import iso2013 from './iso-27002-2013.json'
import iso2022 from './iso-27002-2022.json'
import iso27799 from './iso-27799-2008.json'
import nist4 from './nist-800-53-r4.json'
import nist5 from './nist-800-53-r5.json'
import type { ControlStandard } from './standards'

/** A control as its standard lists it: identifier and title, nothing of its text. */
export interface ListedControl {
  readonly ref: string
  readonly title: string
  /** A key of the list's groups: family, class, clause or foundational requirement. */
  readonly group?: string
  /** Present when the edition marks the control as withdrawn: where its subject went (may be empty). */
  readonly withdrawn?: readonly string[]
}

export interface ControlList {
  readonly standard: ControlStandard
  /** What the standard or edition is called. */
  readonly title: string
  /** Whether every control of the edition is listed; `remark` says what is not. */
  readonly complete: boolean
  readonly source: string
  readonly licence: string
  readonly remark: string
  /** Group title by key. */
  readonly groups: Readonly<Record<string, string>>
  readonly controls: readonly ListedControl[]
}

/**
 * Every list, in the order of CONTROL_STANDARDS. Over 200 KB: import this file on demand (`await import(...)`) in
 * the browser, never from catalog/index.ts.
 */
export const CONTROL_LISTS: readonly ControlList[] = [
  nist4,
  nist5,
  iso2013,
  iso2022,
  iso27799,
  iec33,
  iec42,
  cc2,
  cc3,
  hipaa,
] as unknown as readonly ControlList[]
