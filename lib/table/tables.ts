import type { TableName } from './column'
import { DOCUMENTS } from './documents'
import { EVIDENCE } from './evidence'
import { MATRIX } from './matrix'
import { PREMARKET } from './premarket'
import { REGISTER } from './register'
import { RESPONSIBILITIES } from './responsibilities'
import type { Table } from './table'

/** Every reading that can be looked at, grouped and taken along as a table. */
export const TABLES = {
  register: REGISTER,
  matrix: MATRIX,
  responsibilities: RESPONSIBILITIES,
  documents: DOCUMENTS,
  evidence: EVIDENCE,
  premarket: PREMARKET,
} as const satisfies { readonly [K in TableName]: Table }

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLES, name)
}
