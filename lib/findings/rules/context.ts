import type { Rule } from '../rule'

/** Rules about the device, its use and its surroundings, and the supporting documents. */
export const CONTEXT_RULES: readonly Rule[] = []
