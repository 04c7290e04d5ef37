import { and, eq } from 'drizzle-orm'
import { isLastAdministrator, passOn } from '@/lib/access/parting'
import type { Side } from '@/lib/access/policy'
import { isLive, reduceDelegations } from '@/lib/agreement/delegation-state'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { addToDelegations, delegationState, NO_DELEGATIONS } from '@/lib/review/delegations'
import { readableChains } from '@/lib/wire/ledger'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { cases, participants, people } from '../store/schema'
import { readParticipants } from './list-participants'
import { homeOf, NO_ORGANISATION } from './read-organisation'

/** What a person leaves behind in one case when they go. */
export interface LeftOpen {
  readonly id: string
  readonly title: string
  readonly side?: Side
  readonly rights: readonly string[]
  /** Conversations that they are to take care of. */
  readonly assignments: number
  /** Rights lent by them or to them that are in force. */
  readonly delegations: number
  /** Their side would have no administrator: whoever takes over takes this seat as well. */
  readonly lastAdministrator: boolean
}

/** [ORG2] What one of our people leaves open, case by case. @returns refusals `organisation-not-found`, `person-not-found`, `not-allowed` */
export async function readColleague(
  person: Pick<Person, 'personId'>,
  colleague: string,
): Promise<Outcome<{ name: string; open: LeftOpen[] }>> {
  const { db, clock } = runtime()
  const home = await homeOf(db, person.personId)
  if (home === undefined) return NO_ORGANISATION
  if (!home.administers) return NOT_ADMINISTRATOR
  const [subject] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, colleague), eq(people.organisationId, home.organisation.id)))
  if (subject === undefined) return NOT_A_COLLEAGUE
  const seats = await db
    .select({ part: participants, one: cases })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(and(eq(participants.personId, colleague), eq(cases.state, 'ready')))
  const open: LeftOpen[] = []
  for (const { part, one } of seats) {
    const store = createRoomStore(db)
    const chains = readableChains(part.side ?? undefined)
    const entries = (await Promise.all(chains.map((chain) => store.entriesAfter(one.id, chain, 0)))).flat()
    const at = clock()
    const lent = [...addToDelegations(NO_DELEGATIONS, entries).all.values()].filter(
      (each) => ['now', 'future'].includes(delegationState(each, at)) && [each.by.id, each.to.id].includes(colleague),
    )
    const signing = reduceDelegations(entries).filter(
      (each) => isLive(each, at) && [each.from.id, each.to.id].includes(colleague),
    )
    open.push({
      id: one.id,
      title: one.title,
      ...(part.side === null ? {} : { side: part.side }),
      rights: part.rights,
      assignments: passOn(entries, colleague).length,
      delegations: lent.length + signing.length,
      lastAdministrator: isLastAdministrator(await readParticipants(db, one.id), colleague),
    })
  }
  return ok({ name: subject.name, open })
}

export const NOT_ADMINISTRATOR = refuse(
  'not-allowed',
  'Only an administrator of your organisation may do this. The page of your organisation says who they are.',
)
export const NOT_A_COLLEAGUE = refuse('person-not-found', 'Nobody of your organisation is this person.')
