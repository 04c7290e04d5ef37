import { can } from '@/lib/access/policy'
import type { Side } from '@/lib/agreement/charter'
import { mayConfirm, mayRefuse, maySign, mayTerminate, mayUnsign, mayWithdraw } from '@/lib/agreement/proposal-rules'
import type { Act } from '@/lib/agreement/statement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { AgreementNow } from './agreement-now'

/**
 * Whether the ledger and today's rights let this person do this to this version, and for which side. Asked before and
 * inside the transaction: a right may be taken back between the two.
 */
export function mayAct(
  now: AgreementNow,
  act: Act,
  number: number,
  digest: string,
  personId: string,
): Outcome<{ readonly side: Side }> {
  const { state, standing, at } = now
  const actor = standing.people.get(personId)
  const side = actor?.participation?.side
  switch (act) {
    case 'sign':
      return entitled(now, personId, maySign(state, number, digest, personId, at))
    case 'refuse':
      return entitled(now, personId, mayRefuse(state, number, digest, personId, at))
    case 'confirm':
      return entitled(now, personId, mayConfirm(state, number, digest, personId, at))
    case 'unsign':
      return mayUnsign(state, number, digest, personId, at)
    case 'withdraw': {
      const found = mayWithdraw(state, number, digest, { id: personId, name: '', side }, at)
      if (!found.ok) return found
      if (actor === undefined || side === undefined) return NOT_ALLOWED
      return can(actor, 'propose') || can(actor, 'sign') ? ok({ side }) : NOT_ALLOWED
    }
    case 'terminate': {
      if (actor === undefined || side === undefined || !can(actor, 'sign')) return NOT_ALLOWED
      return mayTerminate(state, number, digest, { id: personId, name: '', side })
    }
  }
}

const NOT_ALLOWED = refuse('not-allowed', 'You may not do this for your side. Ask its administrator for the right.')

function entitled(
  { standing }: AgreementNow,
  personId: string,
  found: Outcome<{ readonly side: Side }>,
): Outcome<{ readonly side: Side }> {
  if (!found.ok) return found
  if (standing.entitled(personId, found.value.side)) return found
  return refuse('not-allowed', 'You may no longer sign for your side. Ask its administrator.')
}
