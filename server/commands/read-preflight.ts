import { SIDE_WORD } from '@/lib/agreement/charter'
import { charterInForce } from '@/lib/agreement/charter-state'
import type { PreflightItem } from '@/lib/agreement/preflight'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { agreementNow } from '../agreement/agreement-now'
import { offeredCharter } from '../agreement/charter-store'
import { readShared, versionInForce } from '../agreement/context'
import { draftVersion, readForAgreement } from '../agreement/freeze-case'
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
  /** Number of the charter that a proposal would be made under; null while there is none. */
  readonly charter: number | null
  /** Who must do what before there is a charter; empty when there is one. */
  readonly missing: string
}

/** What a proposal made now would meet. */
export async function readPreflight(person: Person, caseId: string): Promise<Outcome<PreflightAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, rooms, clock } = runtime()
  const reading = await rooms.read(caseId, readForAgreement)
  const at = clock()
  const now = await agreementNow(db, caseId, await readShared(caseId), at)
  const inForce = await versionInForce(db, caseId, now.state)
  const charter = charterInForce(now.charter)
  const draft = draftVersion(reading, {
    row: allowed.value.case,
    shared: now.shared,
    roster: now.standing.roster,
    charter: charter.ok ? charter.value.charter : offeredCharter(allowed.value.case, now.charter),
    ...(inForce === undefined ? {} : { inForce }),
    at,
    files: await storedFileFindings(reading.graph, caseId, false),
  })
  rememberShown(reading.digest, reading.case)
  const { red, amber, warnings } = draft.preflight
  return ok({
    digest: reading.digest,
    warnings,
    supersedes: now.state.inForce?.digest ?? null,
    red: charter.ok ? red : [charterItem(charter.refusal), ...red],
    amber,
    changes: inForce === undefined ? null : draft.material.changes.changes.length,
    open: now.state.open?.number ?? null,
    charter: charter.ok ? charter.value.number : null,
    missing: charter.ok ? '' : charter.refusal.message,
  })
}

/** [CHA1] Without a charter nothing can be proposed: said like everything else that stands in the way. */
function charterItem({ message, details }: { message: string; details?: unknown }): PreflightItem {
  const { waitsFor } = details as { waitsFor: readonly ('mdm' | 'hdo')[] }
  const sides = waitsFor.map((side) => `the ${SIDE_WORD[side]}`).join(' and ')
  return {
    key: 'charter:',
    code: 'charter-missing',
    severity: 'red',
    element: '',
    name: '',
    message,
    nextStep: `Ask the administrator of ${sides} to open the agreement's charter.`,
  }
}
