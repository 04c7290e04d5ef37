import { type Charter, METHODS, type Method, type RosterKey, type Side } from '@/lib/agreement/charter'
import { readPart } from '@/lib/agreement/manifest'
import { type Act, readStatement, type Statement } from '@/lib/agreement/statement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Db, Tx } from '../store/db'
import type { AgreementNow } from './agreement-now'
import { mayAct } from './may-act'
import { readStatementRow, readVersion, type StatementRow } from './proposal-store'
import { usableKeys } from './usable-keys'

/** What somebody wants to do, with the statement that was prepared for it. */
export interface Attempt {
  readonly caseId: string
  readonly number: number
  readonly act: Act
  readonly personId: string
  readonly nonce: string
  /** By which proof they come. */
  readonly method: Method
}

export interface Ready {
  readonly row: StatementRow
  readonly statement: Statement
  readonly side: Side
  /** The charter that the version froze: what a signature under it has to fit. */
  readonly charter: Charter
  /** What they may sign with now; empty for a password. */
  readonly keys: readonly RosterKey[]
}

export const USED = refuse('statement-used', 'This has been done already. Look at the proposal again.')

/** What concerns an agreement: anything of this between preparing and taking stops the act. */
const CONCERNS = /^(proposal|baseline|participant|charter|passkey|signing|service)\./

/**
 * [AGR9] Rostered, the proposal's state, the statement theirs, in time, unused, nothing happened since it was
 * prepared, a key of theirs unrevoked: in this order, before and inside the transaction.
 */
export async function readyStatement(
  db: Db | Tx,
  now: AgreementNow,
  { caseId, number, act, personId, nonce, method }: Attempt,
): Promise<Outcome<Ready>> {
  const row = await readStatementRow(db, caseId, nonce)
  const statement = row === undefined ? undefined : readStatement(row.payload)
  if (row === undefined || statement === undefined || row.proposal !== number || row.act !== act) {
    return refuse('statement-not-found', 'There is nothing prepared to be signed. Open the proposal again.')
  }
  // Somebody else's statement, taken by a person who has learnt its number.
  if (row.personId !== personId) return refuse('not-your-statement', 'This was prepared for another person.')
  if (row.takenAt !== null) return USED
  const may = mayAct(now, act, number, statement.subject[0].digest.sha256, personId)
  if (!may.ok) return may
  if (row.expiresAt <= now.at) {
    return refuse('statement-expired', 'More than five minutes have passed. Read once more what you sign, then go on.')
  }
  const unseen = since(now.shared, statement)
  if (unseen !== undefined) {
    return refuse('agreement-changed', 'Something happened to this proposal since you opened it. Look at it again.', {
      since: unseen.map(({ kind, at, actor }) => ({ kind, at, by: actor.name })),
    })
  }
  if (statement.predicate.method !== method) {
    return refuse(
      'method-not-allowed',
      `This was prepared to be proven otherwise: ${METHODS[statement.predicate.method].words}`,
    )
  }
  const version = await readVersion(db, caseId, number)
  if (version === undefined) throw new Error(`The version ${number} of case ${caseId} is missing`)
  const { side } = may.value
  const keys =
    method === 'passkey' ? await usableKeys(db, version, now.shared, { act, personId, side, at: now.at }) : []
  return ok({ row, statement, side, charter: readPart(version.files, 'charter'), keys })
}

/** What happened to the agreement after the statement was prepared; undefined when nothing did. */
function since(shared: readonly LedgerEntry[], { predicate }: Statement): readonly LedgerEntry[] | undefined {
  const { size, head } = predicate.ledger
  const later = shared.slice(size).filter(({ kind }) => CONCERNS.test(kind))
  const witnessed = size === 0 || shared[size - 1]?.hash === head
  return witnessed && later.length === 0 ? undefined : later
}
