import { eq } from 'drizzle-orm'
import { type Comer, mayComeIn } from '@/lib/access/invitation'
import { sideOnceHeld } from '@/lib/access/parting'
import { mayInvite, type Right, type Side } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readParticipants } from '../commands/list-participants'
import { SIDE_FIXED } from '../commands/set-participant'
import { NO_INVITATION } from '../commands/show-invitation'
import { runtime } from '../runtime'
import type { Tx } from '../store/db'
import { organisations, participants, people } from '../store/schema'
import { administeredSides, findInvitation, type InvitationRow, partOf, takeInvitation } from './invitation-store'

/** Somebody who comes in; their row in `people` is made by `settle` when they have none yet. */
export interface Coming extends Comer {
  /** The side that their organisation stands on, where it is known. */
  readonly home?: Side | undefined
  readonly organisationId?: string | null
  /** Runs once it is sure that they may, before anything that refers to them. @param organisationId  that they join */
  readonly settle?: (tx: Tx, row: InvitationRow, organisationId: string | null, at: string) => Promise<Outcome<void>>
}

export interface CameIn {
  readonly caseId: string | null
  readonly side?: Side | undefined
}

/**
 * [INV2] [INV3] [INV4] Lets a person in by an invitation, once, whoever else tries at the same moment. Everything is judged
 * again with the case locked: the invitation, whether who made it still administers and still may do as much, sides.
 * @returns refusals `invitation-not-found`, `-used`, `-revoked`, `-expired`, `-for-another`, `-void`, `takes-part-already`,
 *   `wrong-side`, `side-fixed`, `has-organisation`
 */
export async function comeIn(token: string, person: Coming): Promise<Outcome<CameIn>> {
  const { db, rooms, clock } = runtime()
  const found = await findInvitation(db, token)
  if (found === undefined) return NO_INVITATION
  if (found.acceptedBy === person.personId) return ok({ caseId: found.caseId })
  if (found.caseId === null) return db.transaction((tx) => intoOrganisation(tx, token, person, clock()))
  const { caseId } = found
  const by = { personId: person.personId, name: person.name, side: found.side ?? undefined }
  const done = await rooms.record(caseId, by, async ({ tx, at, entries }) => {
    const row = await findInvitation(tx, token, { lock: true })
    if (row === undefined) return NO_INVITATION
    const may = mayComeIn(row, person, at)
    if (!may.ok) return may
    const present = await readParticipants(tx, caseId)
    const part = { side: row.side ?? undefined, rights: row.rights as Right[] }
    const maker = await makerOf(tx, row.madeBy)
    const participation = partOf(present.find(({ id }) => id === row.madeBy))
    const stands = mayInvite({ ...maker, participation }, part, administeredSides(present))
    if (maker.disabled || !stands) return VOID
    if (present.some(({ id }) => id === person.personId)) {
      return refuse(
        'takes-part-already',
        'You take part in this case already. The invitation is still good for another.',
      )
    }
    if (person.home !== undefined && part.side !== undefined && person.home !== part.side) {
      return refuse('wrong-side', 'Your organisation stands on the other side: nobody stands for the side of another.')
    }
    const held = sideOnceHeld(entries, person.personId)
    if (held !== undefined && part.side !== undefined && held !== part.side) return SIDE_FIXED
    const joins = maker.administersHome && maker.home === part.side && part.side !== undefined
    const settled = await person.settle?.(tx, row, joins ? maker.organisationId : null, at)
    if (settled?.ok === false) return settled
    if (row.way === 'mail') await proveAddress(tx, person.personId)
    if (!(await takeInvitation(tx, row.id, person.personId, at))) return VOID
    await tx
      .insert(participants)
      .values({ caseId, personId: person.personId, side: row.side, rights: row.rights, since: at })
    const body = { person: person.personId, name: person.name, ...part, rights: [...part.rights], invitation: row.id }
    return ok({ entries: [{ chain: 'shared', kind: 'participant.set', body }], value: undefined })
  })
  return done.ok ? ok({ caseId, side: found.side ?? undefined }) : done
}

async function intoOrganisation(tx: Tx, token: string, person: Coming, at: string): Promise<Outcome<CameIn>> {
  const row = await findInvitation(tx, token, { lock: true })
  if (row === undefined) return NO_INVITATION
  const may = mayComeIn(row, person, at)
  if (!may.ok) return may
  const maker = await makerOf(tx, row.madeBy)
  if (maker.disabled || !maker.administersHome || maker.organisationId !== row.organisationId) return VOID
  if (person.organisationId != null) {
    return refuse('has-organisation', 'You belong to an organisation already, and nobody belongs to two.')
  }
  const settled = await person.settle?.(tx, row, null, at)
  if (settled?.ok === false) return settled
  if (row.way === 'mail') await proveAddress(tx, person.personId)
  const administersHome = row.rights.includes('administer')
  await tx
    .update(people)
    .set({ organisationId: row.organisationId, administersHome })
    .where(eq(people.id, person.personId))
  return (await takeInvitation(tx, row.id, person.personId, at)) ? ok({ caseId: null }) : VOID
}

/** [INV6] Who came by a link that was sent to their address reads what is sent there. */
async function proveAddress(tx: Tx, personId: string): Promise<void> {
  await tx.update(people).set({ emailProven: true }).where(eq(people.id, personId))
}

async function makerOf(tx: Tx, id: string) {
  const [row] = await tx
    .select({ person: people, home: organisations.side })
    .from(people)
    .leftJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.id, id))
  if (row === undefined) throw new Error(`The maker of an invitation is gone: ${id}`)
  const { name, email, disabled, administersHome, organisationId } = row.person
  return { personId: id, name, email, disabled, administersHome, organisationId, home: row.home ?? undefined }
}

const VOID = refuse(
  'invitation-void',
  'This invitation is void: who made it may not invite people any more. Ask an administrator for a new one.',
)
