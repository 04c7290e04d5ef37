import type { Act as PolicyAct } from '@/lib/access/policy'
import type { AgreementState, Proposal } from '@/lib/agreement/proposal'
import { mayRefuse, maySign, mayWithdraw } from '@/lib/agreement/proposal-rules'
import type { Act } from '@/lib/agreement/statement'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Author } from '../sync/rooms'

/** The right that each act takes, before the frozen roster is asked. */
export const RIGHT_OF = { sign: 'sign', refuse: 'sign', withdraw: 'propose' } as const satisfies Record<Act, PolicyAct>

/** Whether the ledger lets this person do this to this version now, and for which side. */
export function mayAct(
  state: AgreementState,
  act: Act,
  number: number,
  digest: string,
  by: Author,
  at: string,
): Outcome<{ readonly proposal: Proposal; readonly side: 'mdm' | 'hdo' }> {
  if (act === 'sign') return maySign(state, number, digest, by.personId, at)
  if (act === 'refuse') return mayRefuse(state, number, digest, by.personId, at)
  const person = { id: by.personId, name: by.name, ...(by.side === undefined ? {} : { side: by.side }) }
  const found = mayWithdraw(state, number, digest, person, at)
  if (!found.ok) return found
  if (by.side === undefined) throw new Error('Only people of a side withdraw.')
  return ok({ proposal: found.value, side: by.side })
}
