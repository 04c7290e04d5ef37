import type { Side } from '@/lib/access/policy'
import { type Chain, readableChains } from '@/lib/wire/ledger'

/** [SYN5] Whether somebody of this side may read this chain. */
export function readableBy(side: Side | undefined, chain: Chain): boolean {
  return readableChains(side).includes(chain)
}
