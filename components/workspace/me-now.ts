import { isRight } from '@/lib/access/policy'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Me } from './room'

/** [UI10] Me with the side and the rights that an administrator gave me last: the ledger tells while the page is open. */
export function meNow(me: Me, entries: readonly LedgerEntry[]): Me {
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at]
    if (entry?.kind !== 'participant.set' || entry.body.person !== me.id) continue
    const { side, rights } = entry.body
    return { id: me.id, name: me.name, email: me.email, side, rights: rights.filter(isRight) }
  }
  return me
}
