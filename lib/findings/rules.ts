import type { Rule } from './rule'
import { CONTEXT_RULES } from './rules/context'
import { CONTROL_RULES } from './rules/control'
import { EVIDENCE_RULES } from './rules/evidence'
import { GSN_RULES } from './rules/gsn'
import { PATTERN_RULES } from './rules/pattern'
import { POLICY_RULES } from './rules/policy'
import { RISK_RULES } from './rules/risk'
import { TERM_RULES } from './rules/term'

/** Every rule that is checked live, in the order in which findings of one weight about one element are told. */
export const RULES: readonly Rule[] = [
  ...GSN_RULES,
  ...PATTERN_RULES,
  ...CONTEXT_RULES,
  ...RISK_RULES,
  ...POLICY_RULES,
  ...CONTROL_RULES,
  ...EVIDENCE_RULES,
  ...TERM_RULES,
]
