import { can } from '@/lib/access/policy'
import { isLive, reduceDelegations, type SigningDelegation } from '@/lib/agreement/delegation-state'
import type { DelegateRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { agreementNow, conclude } from '../agreement/agreement-now'
import { readShared, sharedOf } from '../agreement/context'
import { readStanding } from '../agreement/roster'
import { authorise, type Person } from '../auth/person'
import { tellCase } from '../passkeys/tell-cases'
import { runtime } from '../runtime'
import { authorOf } from './author'

const DAY = 24 * 60 * 60 * 1000
/** Days for which a place may be given to somebody else, at most. */
const LONGEST = 365

export interface DelegationsAnswer {
  readonly delegations: readonly (SigningDelegation & { readonly live: boolean })[]
}

/** Who may sign in whose place, and who once could. */
export async function readDelegations(person: Person, caseId: string): Promise<Outcome<DelegationsAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const at = runtime().clock()
  const delegations = reduceDelegations(await readShared(caseId))
  return ok({ delegations: delegations.map((d) => ({ ...d, live: isLive(d, at) })) })
}

/**
 * [DEL1] Lets a colleague of the same side sign in the signatory's place until a day. Versions that are open already
 * keep the roster they froze. No chains: who stands for somebody cannot pass it on, and who may sign needs no place.
 */
export async function delegateSigning(
  person: Person,
  caseId: string,
  { to, until, reason }: DelegateRequest,
): Promise<Outcome<{ delegation: string }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { rooms, ids } = runtime()
  const done = await rooms.record(caseId, by, async ({ entries, tx, at }) => {
    const { people } = await readStanding(tx, caseId, sharedOf(entries), undefined, at)
    const [self, colleague] = [people.get(by.personId), people.get(to)]
    const side = self?.participation?.side
    if (self === undefined || side === undefined || !can(self, 'sign')) {
      return refuse('not-allowed', 'Only somebody who may sign for a side gives their place to a colleague.')
    }
    if (
      colleague === undefined ||
      colleague.participation?.side !== side ||
      !can(colleague, 'read') ||
      to === by.personId
    ) {
      return refuse('not-a-colleague', 'Choose somebody else of your own side who takes part in this case.')
    }
    if (can(colleague, 'sign')) {
      return refuse('signs-already', `${colleague.name} may sign for your side in their own right.`)
    }
    const last = new Date(Date.parse(at) + LONGEST * DAY).toISOString()
    if (until <= at || until > last) return refuse('delegation-date', 'Choose a day from tomorrow to a year from now.')
    const delegation = ids()
    const body = { delegation, from: by.personId, to, name: colleague.name, side, until, reason }
    return ok({ entries: [{ chain: 'shared', kind: 'signing.delegated', body }], value: { delegation } })
  })
  if (!done.ok) return done
  await tellCase(caseId, to, by)
  return ok(done.value.value)
}

/** Ends a delegation: who gave it, who has it, or an administrator of the side. A signature that waits for it lapses. */
export async function endDelegation(
  person: Person,
  caseId: string,
  delegation: string,
): Promise<Outcome<DelegationsAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const by = authorOf(actor)
  const done = await runtime().rooms.record(caseId, by, async ({ entries, tx, at }) => {
    const shared = sharedOf(entries)
    const found = reduceDelegations(shared).find((d) => d.id === delegation)
    if (found === undefined) return refuse('delegation-not-found', 'There is no such delegation.')
    const theirs = found.from.id === by.personId || found.to.id === by.personId
    if (by.side !== found.side || !(theirs || can(actor, 'administer'))) {
      return refuse('not-allowed', 'Only those whom it is about, or an administrator of their side, end a delegation.')
    }
    if (!isLive(found, at)) return refuse('delegation-over', 'This delegation is over already.')
    const event = { kind: 'signing.delegation-ended', body: { delegation, side: found.side } } as const
    const before = await agreementNow(tx, caseId, shared, at)
    const ended = [
      ...shared,
      { kind: event.kind, body: event.body, at, actor: { id: by.personId, name: by.name, side: by.side } },
    ]
    const standing = await readStanding(tx, caseId, ended as never, before.charter.inForce?.charter, at)
    const concluded = await conclude(tx, caseId, before, by, [event], standing)
    return ok({ entries: concluded.entries, value: undefined })
  })
  return done.ok ? readDelegations(person, caseId) : done
}
