import { reduceCharter } from '@/lib/agreement/charter-state'
import { reducePasskeys } from '@/lib/agreement/passkey-state'
import { missing, rosterSide, signatureOf } from '@/lib/agreement/proposal'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Reader, Waiting } from './inbox'

/**
 * [REV19] What waits for a person about the agreement: a version whose frozen roster names them while their side owes a
 * signature; a signed version whose condition their side has not confirmed; for an administrator, a charter that their
 * side has not adopted and keys of their side that nobody has checked.
 */
export function waitingInAgreement(entries: readonly LedgerEntry[], me: Reader): Waiting[] {
  const { side } = me
  if (side === undefined) return []
  const shared = entries.filter(({ chain }) => chain === 'shared')
  return [...versions(shared, me), ...(me.rights.includes('administer') ? administration(shared, me) : [])]
}

function versions(shared: readonly LedgerEntry[], me: Reader): Waiting[] {
  const { open } = reduceAgreement(shared)
  const side = open === undefined ? undefined : rosterSide(open, me.id)
  if (open === undefined || side === undefined || side !== me.side) return []
  const { number: proposal, openedAt: at, by, title } = open
  if (open.state !== 'fully-signed') {
    if (missing(open, side) === 0 || signatureOf(open, me.id) !== undefined) return []
    return [{ kind: 'proposal', at, by: by.name, text: title, proposal }]
  }
  if (open.effect.kind !== 'condition' || open.confirmations.some((c) => c.side === side)) return []
  return [{ kind: 'condition', at, by: by.name, text: open.effect.text, proposal }]
}

function administration(shared: readonly LedgerEntry[], { id, side }: Reader): Waiting[] {
  const waiting: Waiting[] = []
  const { open } = reduceCharter(shared)
  if (open !== undefined && side !== undefined && open.adopted[side] === undefined) {
    const first = Object.values(open.adopted)[0]
    const from = first === undefined ? {} : { by: first.by.name }
    waiting.push({ kind: 'charter', at: first?.at ?? '', ...from, text: open.reason, place: 'charter' })
  }
  for (const key of reducePasskeys(shared).values()) {
    if (key.side !== side || key.person === id || key.checked !== undefined || key.revoked !== undefined) continue
    const { enrolled, name, label } = key
    waiting.push({ kind: 'key', at: enrolled.at, by: name, text: label, place: 'signatories' })
  }
  return waiting
}
