import { eq } from 'drizzle-orm'
import { type Actor, can, type Right } from '@/lib/access/policy'
import type { Charter, Roster, Side, Signatory } from '@/lib/agreement/charter'
import { reduceCharter } from '@/lib/agreement/charter-state'
import { isLive, reduceDelegations } from '@/lib/agreement/delegation-state'
import type { Entitled } from '@/lib/agreement/due'
import { reducePasskeys, rosterKeys } from '@/lib/agreement/passkey-state'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { createRoomStore } from '../store/room-store'
import { organisations, participants, people } from '../store/schema'

/** Who may sign now, and with what. */
export interface Standing {
  readonly roster: Roster
  readonly entitled: Entitled
  /** Everybody of a side who takes part, by id. */
  readonly people: ReadonlyMap<string, Actor>
}

interface Taking {
  readonly actor: Actor
  readonly side: Side
}

/**
 * Who may sign for which side now, in the order of their addresses, then those who stand for one of them. Keys are
 * those of the shared history, which both sides can see, never those of the service's own tables.
 * @param charter of the case; keys that it does not bind are left out
 */
export async function readStanding(
  db: Db | Tx,
  caseId: string,
  shared: readonly LedgerEntry[],
  charter: Charter | undefined,
  at: string,
): Promise<Standing> {
  const taking = await readTaking(db, caseId)
  const known = reducePasskeys(shared)
  const keysOf = (id: string, side: Side) =>
    charter?.passkeys ? rosterKeys(known, id, side, charter.passkeys.rpId) : []
  const signatory = ({ actor, side }: Taking): Signatory => {
    const { personId: id, name, email, organisation = '' } = actor
    return { id, name, email, organisation, keys: keysOf(id, side) }
  }
  const roster: Record<Side, Signatory[]> = { mdm: [], hdo: [] }
  for (const one of taking) if (can(one.actor, 'sign')) roster[one.side].push(signatory(one))
  // [DEL1] A colleague of the same side without the right, for a signatory who has it; one step only, so no chains.
  const own = { mdm: [...roster.mdm], hdo: [...roster.hdo] }
  for (const delegation of reduceDelegations(shared)) {
    const { side, from, to, until } = delegation
    const given = own[side].find((s) => s.id === from.id)
    const colleague = taking.find((one) => one.actor.personId === to.id && one.side === side)
    if (!isLive(delegation, at) || given === undefined || colleague === undefined) continue
    if (!can(colleague.actor, 'read') || roster[side].some((s) => s.id === to.id)) continue
    roster[side].push({ ...signatory(colleague), standsFor: { id: given.id, name: given.name, until } })
  }
  return {
    roster,
    entitled: (id, side) => roster[side].some((s) => s.id === id),
    people: new Map(taking.map(({ actor }) => [actor.personId, actor])),
  }
}

/** Who may sign for which side now, by the rights, keys and delegations of this moment. */
export async function readRoster(db: Db | Tx, caseId: string): Promise<Roster> {
  const shared = await createRoomStore(runtime().db).entriesAfter(caseId, 'shared', 0)
  const { inForce } = reduceCharter(shared)
  return (await readStanding(db, caseId, shared, inForce?.charter, runtime().clock())).roster
}

async function readTaking(db: Db | Tx, caseId: string): Promise<Taking[]> {
  const rows = await db
    .select({ part: participants, person: people, organisation: organisations.name })
    .from(participants)
    .innerJoin(people, eq(participants.personId, people.id))
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(participants.caseId, caseId))
    .orderBy(people.email)
  return rows.flatMap(({ part, person, organisation }): Taking[] => {
    const { side } = part
    if (side === null || person.disabled) return []
    const { id: personId, name, email } = person
    const participation = { side, rights: part.rights as Right[] }
    return [{ actor: { personId, name, email, organisation: organisation ?? '', participation }, side }]
  })
}
