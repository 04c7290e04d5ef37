import type { CloseReason } from '@/lib/wire/close-codes'
import { isFull } from '../store/no-room'
import { type CaseHead, CaseNotFound } from '../store/room-store'

/** The stored case is not the one that this room opened: a backup was restored, or its shape has changed. */
export class CaseReplaced extends Error {
  constructor(
    caseId: string,
    readonly close: Extract<CloseReason, 'epoch-differs' | 'app-too-old'>,
  ) {
    super(`The case ${caseId} was replaced in the store: ${close}.`)
  }
}

/**
 * [SYN11] Looks whether a room still belongs to the stored case.
 * @throws CaseReplaced; an error when the store has lost commits, so that everybody comes back and brings theirs
 */
export function mustBeSame(caseId: string, room: CaseHead, stored: CaseHead): void {
  if (stored.epoch !== room.epoch) throw new CaseReplaced(caseId, 'epoch-differs')
  if (stored.schema !== room.schema) throw new CaseReplaced(caseId, 'app-too-old')
  if (stored.seq < room.seq) throw new Error(`The store has lost the commits of case ${caseId} after ${stored.seq}.`)
}

/** How a connection is closed because of an error. */
export function closeReasonOf(error: unknown): CloseReason {
  if (error instanceof CaseReplaced) return error.close
  if (error instanceof CaseNotFound) return 'not-found'
  return isFull(error) ? 'disk-full' : 'unavailable'
}
