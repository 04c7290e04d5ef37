import type { ElementId } from '@/lib/gsn/graph'
import type { Notice } from './notice'
import type { OfferedReply } from './raise'
import type { CaseTouch, TouchedClaim } from './touched'
import type { WatchEntry, WatchSource } from './watch'

/** A line of a watch list as people read it. */
export interface WatchLine extends WatchEntry {
  readonly source: WatchSource
  /** The file that it came from; empty when it was typed. */
  readonly sourceName: string
  readonly side?: 'mdm' | 'hdo'
  readonly by: string
  readonly at: string
}

export interface WatchChanged {
  readonly added: number
  readonly removed: number
  /** Lines that were there already. */
  readonly there: number
}

export interface WatchFileRead extends WatchChanged {
  readonly dryRun: boolean
  readonly title: string
  readonly products: number
}

/** What a file says of itself, for the head of a check. */
export interface NoticeHead
  extends Pick<Notice, 'kind' | 'title' | 'document' | 'revision' | 'at' | 'by' | 'problems'> {
  readonly products: number
  readonly vulnerabilities: number
}

/** [MON6] What a file means to one case, as its reader may see it. */
export interface CaseCheck extends CaseTouch {
  readonly case: string
  readonly title: string
  /** Claims and vulnerabilities that were not held against them before. */
  readonly fresh: readonly TouchedClaim[]
  readonly replies: readonly OfferedReply[]
  /** The baseline in force, and which of the touched claims stand in it. */
  readonly agreement?: { readonly number: number; readonly claims: readonly ElementId[] }
  /** Whether its reader may open the threads and challenge the approvals. */
  readonly mayAccept: boolean
  /** Whether its reader may take what the file says as evidence. */
  readonly mayEdit: boolean
}

/** What was recorded when a check was accepted. */
export interface CheckAccepted {
  readonly alert?: string
  /** Claims on which a thread was opened. */
  readonly opened: readonly ElementId[]
  readonly replied: number
}
