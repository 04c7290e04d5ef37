import type { Side } from '@/lib/access/policy'

/** A side inside a sentence. */
export const CASE_SIDE_WORDS: Readonly<Record<Side, string>> = { mdm: 'the manufacturer', hdo: 'the hospital' }
