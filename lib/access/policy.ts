import { leaves, type TokenLimits } from './token-scope'

export type PersonId = string & { readonly __brand?: 'PersonId' }
export type CaseId = string & { readonly __brand?: 'CaseId' }

/** The two parties of a case: the manufacturer (MDM) and the hospital (HDO). Assessors have no side. */
export type Side = 'mdm' | 'hdo'
export const SIDES = ['mdm', 'hdo'] as const satisfies readonly Side[]

/** What a participant may be given, one by one. The words are what the participants' page says. */
export const RIGHTS = {
  read: 'Read the case',
  comment: 'Comment and suggest',
  edit: 'Edit the case',
  approve: 'Approve claims for their side',
  propose: 'Propose an agreement for their side',
  sign: 'Sign agreements for their side',
  administer: 'Invite people and set their rights',
} as const

export type Right = keyof typeof RIGHTS
export const ALL_RIGHTS = Object.keys(RIGHTS) as readonly Right[]

export interface Participation {
  readonly side?: Side
  readonly rights: readonly Right[]
}

/** A signed-in person in front of one case. */
export interface Actor {
  readonly personId: PersonId
  readonly email: string
  readonly name: string
  readonly organisation?: string
  /** Their part in the case that is asked about; absent when they have none. */
  readonly participation?: Participation
  /** Present when a program acts in their name: what its token leaves of their rights. */
  readonly limits?: TokenLimits
  /** What others of their side have lent them, as far as it is in force now. */
  readonly lent?: readonly Lent[]
}

/** A right that somebody else of the same side has lent. It is used in their name and cannot be lent on. */
export interface Lent {
  readonly right: Right
  readonly delegation: string
  readonly by: { readonly id: PersonId; readonly name: string }
  /** Only for what belongs to these capabilities; absent: for the whole case. */
  readonly capabilities?: readonly string[]
}

/**
 * Each act and the right it takes. `forASide`: it is done in the name of a side, so people without one may not.
 * Behaviour reads these columns; nothing else decides who may do what.
 */
const ACTS = {
  read: { right: 'read', forASide: false },
  comment: { right: 'comment', forASide: false },
  edit: { right: 'edit', forASide: false },
  approve: { right: 'approve', forASide: true },
  propose: { right: 'propose', forASide: true },
  sign: { right: 'sign', forASide: true },
  administer: { right: 'administer', forASide: false },
} as const satisfies Record<string, { right: Right; forASide: boolean }>

export type Act = keyof typeof ACTS

/** What the act is done to: something of the whole case, or something that belongs to one side alone. */
export interface Thing {
  /** Present: only people of this side have anything to do with it. */
  readonly side?: Side
  /** The capability it belongs to, where it belongs to one. */
  readonly capability?: string | undefined
}

/**
 * [ACC1] [ACC2] [ACC3] [ACC4] [REV21] Whether this person may do this. Asked by routes, sockets and (through `rights`) buttons.
 * @param actor  with their participation in the case concerned
 */
export function can(actor: Actor, act: Act, thing: Thing = {}): boolean {
  const part = actor.participation
  if (!part?.rights.includes('read')) return false
  const { right, forASide } = ACTS[act]
  if (!leaves(actor.limits, right)) return false
  if (!part.rights.includes(right) && lentFor(actor, act, thing) === undefined) return false
  if (forASide && !part.side) return false
  return !thing.side || thing.side === part.side
}

/** [REV21] What was lent to this person that covers the act, when they have no such right of their own. */
export function lentFor(actor: Actor, act: Act, thing: Thing = {}): Lent | undefined {
  const { right } = ACTS[act]
  if (actor.participation?.rights.includes(right)) return undefined
  const covers = ({ capabilities }: Lent) =>
    capabilities === undefined || (thing.capability !== undefined && capabilities.includes(thing.capability))
  return actor.lent?.find((lent) => lent.right === right && covers(lent))
}

/** Rights that bind a side, or give it away: only the side itself hands them out. */
const OF_THE_SIDE: readonly Right[] = ['sign', 'administer']

/**
 * [ACC5] Whether an administrator may set or remove this person's part in the case. Their own side and people without a
 * side: yes. The other side decides for itself as soon as it has an administrator, or one side could sign for both: then
 * an administrator may still bring in new people of the other side's own organisations, visibly in the ledger, but
 * without the rights to sign or to administer, and may not touch the ones it has. Nobody is seated against the side of
 * their organisation: a manufacturer's account on the hospital's side would read what the hospital says among itself.
 * @param before  the part the person has now, if any
 * @param after   the part they would have, absent when they are removed
 * @param sidesWithAdministrator  sides that have an administrator in the case now
 * @param home    the side that the person's organisation stands on, where that is known
 * @param ofTheParty  the person's organisation is the one that this case names for the side, or nobody can tell
 */
export function mayAppoint(
  actor: Actor,
  before: Participation | undefined,
  after: Participation | undefined,
  sidesWithAdministrator: ReadonlySet<Side>,
  home: Side | undefined,
  ofTheParty = true,
): boolean {
  if (!can(actor, 'administer')) return false
  if (home !== undefined && after?.side !== undefined && after.side !== home) return false
  const own = actor.participation?.side
  const isTheirs = (side: Side | undefined) => side !== undefined && side !== own && sidesWithAdministrator.has(side)
  if (isTheirs(before?.side)) return false
  if (!isTheirs(after?.side)) return true
  return (
    before === undefined &&
    home === after?.side &&
    ofTheParty &&
    !OF_THE_SIDE.some((right) => after?.rights.includes(right))
  )
}

/**
 * [INV4] Whether an administrator may make an invitation for this part: only where they could name a stranger for it, and
 * never for more than they may do themselves, because whoever holds a link passes it on unseen. More is given by name.
 */
export function mayInvite(actor: Actor, part: Participation, sidesWithAdministrator: ReadonlySet<Side>): boolean {
  if (!mayAppoint(actor, undefined, part, sidesWithAdministrator, undefined)) return false
  if (part.side === undefined && part.rights.some((right) => ACTS[right].forASide)) return false
  return part.rights.every((right) => actor.participation?.rights.includes(right))
}

/** Whether a word from outside is a right. */
export function isRight(word: string): word is Right {
  return Object.hasOwn(RIGHTS, word)
}
