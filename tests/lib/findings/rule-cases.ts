import type { Peer } from '../../support/case'
import { CONTEXT_CASES } from './cases/context'
import { CONTROL_CASES } from './cases/control'
import { EVIDENCE_CASES } from './cases/evidence'
import { GSN_CASES } from './cases/gsn'
import { PATTERN_CASES } from './cases/pattern'
import { RISK_CASES } from './cases/risk'
import { TERM_CASES } from './cases/term'

/**
 * For every rule of lib/findings/rules.ts one small story: what breaks it, and what repairs it.
 *
 * To add a rule: 1. a row in lib/findings/rules/<area>.ts; 2. a line in lib/SPEC.md with the same id and, word for
 * word, the same title; 3. a story in tests/lib/findings/cases/<area>.ts. tests/lib/findings/table.test.ts fails while
 * one of the three is missing, when the rule does not speak after `breaks`, or still speaks after `repairs`; it runs
 * every story against the incremental engine as well. No test title needs to quote the id then.
 */
export interface RuleCase {
  /** The rule's id. */
  readonly rule: string
  /** Makes the rule speak, in a case grown from the pattern with ALOF required; gives the element where it speaks. */
  readonly breaks: (peer: Peer) => string
  /** Does what the finding asks for; afterwards the rule is silent about that element. */
  readonly repairs: (peer: Peer, element: string) => unknown
  /** Words that the message or the next step must hold. */
  readonly says?: string
}

/** The day by which the stories are judged. */
export const TODAY = '2026-11-21'

export const RULE_CASES: readonly RuleCase[] = [
  ...GSN_CASES,
  ...PATTERN_CASES,
  ...CONTEXT_CASES,
  ...RISK_CASES,
  ...CONTROL_CASES,
  ...EVIDENCE_CASES,
  ...TERM_CASES,
]
