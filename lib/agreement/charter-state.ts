import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type Charter, type Method, SIDE_WORD, type Side } from './charter'
import { isAgreementEntry } from './event-kinds'
import type { AgreementBody } from './events'
import type { Person } from './proposal'

/** That an administrator adopted a charter for their side. */
export interface Adoption {
  readonly by: Person
  readonly at: string
  /** How it is proven, and the digests of the statement and its envelope; absent in histories before that was so. */
  readonly method?: Method
  readonly statement?: string
  readonly envelope?: string
}

/** A charter that was put to both sides. */
export interface CharterRecord {
  readonly number: number
  readonly digest: string
  readonly charter: Charter
  readonly supersedes: string | null
  readonly reason: string
  readonly state: 'waits' | 'in-force' | 'superseded' | 'declined'
  /** Who adopted it for their side, and when. The proposer's side is the first. */
  readonly adopted: Readonly<Partial<Record<Side, Adoption>>>
  readonly ending?: { readonly by: Person; readonly at: string; readonly reason: string }
}

export interface CharterState {
  /** All that were ever put, oldest first. */
  readonly charters: readonly CharterRecord[]
  readonly open?: CharterRecord
  readonly inForce?: CharterRecord
}

export const NO_CHARTER: CharterState = { charters: [] }

type Read = { readonly kind: string; readonly body: unknown; readonly at: string; readonly actor: Person }

/** [CHA1] What the shared history says about the charter. What does not fit the state it meets changes nothing. */
export function reduceCharter(entries: readonly Read[]): CharterState {
  let charters: readonly CharterRecord[] = []
  for (const entry of entries) {
    if (!isAgreementEntry(entry)) continue
    const open = charters.find((c) => c.state === 'waits')
    const { at, actor } = entry
    if (entry.kind === 'charter.proposed') {
      const record = proposed(entry.body, actor, at)
      const inForce = charters.find((c) => c.state === 'in-force')
      const follows = record.supersedes === (inForce?.digest ?? null) && record.number === charters.length + 1
      if (open === undefined && follows && actor.side === entry.body.side && record.digest === digestOf(record.charter))
        charters = [...charters, record]
    } else if (entry.kind === 'charter.adopted') {
      const { side, digest } = entry.body
      if (open?.digest !== digest || open.adopted[side] !== undefined || actor.side !== side) continue
      const adopted: CharterRecord = {
        ...open,
        state: 'in-force',
        adopted: { ...open.adopted, [side]: adoptionOf(entry.body, actor, at) },
      }
      charters = charters.map((c) =>
        c === open ? adopted : c.state === 'in-force' ? { ...c, state: 'superseded' as const } : c,
      )
    } else if (entry.kind === 'charter.declined') {
      if (open?.digest !== entry.body.digest || actor.side !== entry.body.side) continue
      const ending = { by: actor, at, reason: entry.body.reason }
      charters = charters.map((c) => (c === open ? { ...c, state: 'declined' as const, ending } : c))
    }
  }
  const open = charters.find((c) => c.state === 'waits')
  const inForce = charters.find((c) => c.state === 'in-force')
  return { charters, ...(open === undefined ? {} : { open }), ...(inForce === undefined ? {} : { inForce }) }
}

function proposed(body: AgreementBody<'charter.proposed'>, by: Person, at: string): CharterRecord {
  const { charter: number, digest, supersedes, terms, reason, side } = body
  const about = { number, digest, charter: terms, supersedes, reason }
  return { ...about, state: 'waits', adopted: { [side]: adoptionOf(body, by, at) } }
}

function adoptionOf(
  { method, statement, envelope }: AgreementBody<'charter.adopted'>,
  by: Person,
  at: string,
): Adoption {
  if (statement === undefined || envelope === undefined) return { by, at }
  return { by, at, method: method ?? 'password', statement, envelope }
}

/** [CHA1] The charter that a proposal is made under, or what has to be done by whom before there is one. */
export function charterInForce({ inForce, open }: CharterState): Outcome<CharterRecord> {
  if (inForce !== undefined) return ok(inForce)
  if (open === undefined) {
    return refuse(
      'charter-missing',
      'There is no charter yet. An administrator of either side proposes one, and an administrator of the other side adopts it; then versions can be proposed.',
      { waitsFor: ['mdm', 'hdo'] },
    )
  }
  const side: Side = open.adopted.mdm === undefined ? 'mdm' : 'hdo'
  const other: Side = side === 'mdm' ? 'hdo' : 'mdm'
  return refuse(
    'charter-missing',
    `The ${SIDE_WORD[other]} has adopted the charter. An administrator of the ${SIDE_WORD[side]} adopts it next; then versions can be proposed.`,
    { waitsFor: [side], charter: open.number },
  )
}

/** [CHA2] Whether a side may put a charter in the place of the one that it saw in force. */
export function mayProposeCharter(
  { open, inForce, charters }: CharterState,
  charter: Charter,
  supersedes: string | null,
): Outcome<{ readonly number: number; readonly digest: string }> {
  if (open !== undefined) {
    return refuse('charter-open', `Charter ${open.number} still waits to be adopted or declined.`, {
      charter: open.number,
    })
  }
  if (supersedes !== (inForce?.digest ?? null)) {
    return refuse('charter-changed', 'Another charter was adopted meanwhile. Look at it before you propose yours.', {
      charter: inForce?.number ?? null,
    })
  }
  const wrong = contradiction(charter)
  if (wrong !== undefined) return refuse('charter-contradicts-itself', wrong)
  const digest = digestOf(charter)
  if (digest === inForce?.digest) return refuse('charter-same', 'This is the charter that is in force already.')
  return ok({ number: charters.length + 1, digest })
}

/** What in a charter cannot be followed, as a sentence; undefined when nothing is. */
function contradiction({ methods, passkeys }: Charter): string | undefined {
  if (new Set(methods).size !== methods.length) return 'A method of signing stands there twice.'
  if (methods.includes('passkey') !== (passkeys !== null)) {
    return passkeys === null
      ? 'A charter that allows passkeys says to which host name and addresses they are bound.'
      : 'A charter that allows no passkeys does not bind them to a host name.'
  }
  const foreign = passkeys?.origins.find((origin) => {
    const host = /^https?:\/\/([^/:]+)/.exec(origin)?.[1] ?? ''
    return host !== passkeys.rpId && !host.endsWith(`.${passkeys.rpId}`)
  })
  return foreign === undefined
    ? undefined
    : `The address ${foreign} does not belong to the host name ${passkeys?.rpId}.`
}

/** [CHA2] Whether a side may adopt the charter that waits, by the digest of what its administrator read. */
export function mayAdopt(state: CharterState, number: number, digest: string, side: Side): Outcome<CharterRecord> {
  const found = waiting(state, number, digest)
  if (!found.ok) return found
  if (found.value.adopted[side] !== undefined) {
    return refuse('already-adopted', `The ${SIDE_WORD[side]} has adopted this charter; the other side is asked now.`)
  }
  return found
}

export function mayDecline(state: CharterState, number: number, digest: string): Outcome<CharterRecord> {
  return waiting(state, number, digest)
}

function waiting({ charters }: CharterState, number: number, digest: string): Outcome<CharterRecord> {
  const found = charters.find((c) => c.number === number)
  if (found === undefined) return refuse('charter-not-found', 'There is no such charter.')
  if (found.state !== 'waits') {
    return refuse('charter-closed', `Charter ${number} does not wait for an answer any more.`, { state: found.state })
  }
  if (found.digest !== digest) {
    return refuse('version-changed', 'This is not the charter that was proposed. Read it again before you answer.')
  }
  return ok(found)
}
