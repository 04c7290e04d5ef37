import { and, eq } from 'drizzle-orm'
import { passOn } from '@/lib/access/parting'
import { isLive, reduceDelegations } from '@/lib/agreement/delegation-state'
import type { AgreementEvent } from '@/lib/agreement/events'
import type { NewEntry } from '@/lib/wire/ledger'
import { agreementNow, conclude } from '../agreement/agreement-now'
import { sharedOf } from '../agreement/context'
import type { Participant } from '../commands/list-participants'
import { participants } from '../store/schema'
import type { Author, CaseState } from '../sync/rooms'
import { dropInvitationsOf } from './invitation-store'

export interface TakeOut {
  readonly caseId: string
  readonly leaver: Pick<Participant, 'id' | 'name'>
  readonly by: Author
  readonly why?: 'left' | 'organisation'
  /** Who takes over what the leaver was to take care of. */
  readonly successor?: Participant | undefined
}

/**
 * [ACC12] Takes a person out of a case, with the case locked: their seat, the invitations that they made, what they were to
 * take care of, and delegations to sign by or to them. Their waiting signature lapses. What they wrote stays theirs, and
 * links to a baseline stay their side's.
 * @returns what is to be recorded
 */
export async function takeOut(state: CaseState, { caseId, leaver, by, why, successor }: TakeOut): Promise<NewEntry[]> {
  const { tx, at, entries } = state
  await tx.delete(participants).where(and(eq(participants.caseId, caseId), eq(participants.personId, leaver.id)))
  const body = { person: leaver.id, name: leaver.name, ...(why === undefined ? {} : { why }) }
  const shared = sharedOf(entries)
  const ends = reduceDelegations(shared)
    .filter((one) => isLive(one, at) && one.side === by.side && [one.from.id, one.to.id].includes(leaver.id))
    .map(
      ({ id, side }): AgreementEvent => ({
        kind: 'signing.delegation-ended',
        body: { delegation: id, side },
      }),
    )
  const { entries: follow } = await conclude(tx, caseId, await agreementNow(tx, caseId, shared, at), by, ends)
  const orphaned = passOn(entries, leaver.id, successor)
  return [
    { chain: 'shared', kind: 'participant.removed', body },
    ...follow,
    ...orphaned,
    ...(await dropInvitationsOf(tx, caseId, leaver.id, at)),
  ]
}
