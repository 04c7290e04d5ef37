import type { RuleCase } from '../rule-cases'

export const CONTEXT_CASES: readonly RuleCase[] = []
