import type { Rule } from '../rule'

/** Rules about responsibility terms. */
export const TERM_RULES: readonly Rule[] = []
