import type { RuleCase } from '../rule-cases'

export const TERM_CASES: readonly RuleCase[] = []
