import type { CloseReason } from '@/lib/wire/close-codes'

const counts = new Map<CloseReason, number>()

/** A case socket was closed by us, for this reason. */
export function countClosing(reason: CloseReason): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1)
}

/** How often, since the process began. */
export function closings(): ReadonlyMap<CloseReason, number> {
  return counts
}
