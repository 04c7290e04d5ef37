import type { PreflightItem } from '@/lib/agreement/preflight'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readAgreement, versionInForce } from '../agreement/context'
import { draftVersion, readForAgreement } from '../agreement/freeze-case'
import { readRoster } from '../agreement/roster'
import { rememberShown } from '../agreement/shown-cases'
import { storedFileFindings } from '../agreement/stored-files'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

export interface PreflightAnswer {
  /** To be sent back with the proposal: digest of the case, of the open points, and of the baseline in force. */
  readonly digest: string
  readonly warnings: string
  readonly supersedes: string | null
  readonly red: readonly PreflightItem[]
  readonly amber: readonly PreflightItem[]
  /** In how many places the case differs from the baseline in force; null without one. */
  readonly changes: number | null
  /** Number of the proposal that is still open: nothing can be proposed until it is answered. */
  readonly open: number | null
}

/** What a proposal made now would meet. */
export async function readPreflight(person: Person, caseId: string): Promise<Outcome<PreflightAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, rooms, clock, serviceKey } = runtime()
  const reading = await rooms.read(caseId, readForAgreement)
  const { state, shared } = await readAgreement(caseId)
  const inForce = await versionInForce(db, caseId, state)
  const at = clock()
  const draft = draftVersion(reading, {
    row: allowed.value.case,
    shared,
    roster: await readRoster(db, caseId),
    servicePublicKey: serviceKey.publicKeyHex,
    inForce,
    at,
    files: await storedFileFindings(reading.graph, caseId, false),
  })
  rememberShown(reading.digest, reading.case)
  const { red, amber, warnings } = draft.preflight
  return ok({
    digest: reading.digest,
    warnings,
    supersedes: state.inForce?.digest ?? null,
    red,
    amber,
    changes: inForce === undefined ? null : draft.material.changes.changes.length,
    open: state.open !== undefined && state.open.expires > at ? state.open.number : null,
  })
}
