import type { Side } from '../access/policy'

interface Entry {
  readonly kind: string
  readonly actor: { readonly side?: Side }
  readonly body: unknown
}

/** How long an archived case is kept, as each side has said; `agreed` is there when both have: the later of the two days. */
export interface KeptUntil {
  readonly mdm?: string
  readonly hdo?: string
  /** YYYY-MM-DD: the last day. */
  readonly agreed?: string
}

/**
 * [RET2] Until when a case is kept, from its shared history: the last word of each side counts. A case that is brought back
 * into work is kept, whatever was said before.
 */
export function keptUntil(entries: Iterable<Entry>): KeptUntil {
  const said: { mdm?: string; hdo?: string } = {}
  let archived = false
  for (const { kind, actor, body } of entries) {
    if (kind === 'case.archived') archived = true
    if (kind === 'case.unarchived') {
      archived = false
      delete said.mdm
      delete said.hdo
    }
    if (kind !== 'case.kept-until' || actor.side === undefined) continue
    const until = (body as { until?: unknown } | null)?.until
    if (typeof until === 'string') said[actor.side] = until
    else delete said[actor.side]
  }
  if (!archived || said.mdm === undefined || said.hdo === undefined) return said
  return { ...said, agreed: [said.mdm, said.hdo].sort().at(-1) ?? said.mdm }
}

/** Whether the last day is over. @param today YYYY-MM-DD, in UTC */
export function isOver({ agreed }: KeptUntil, today: string): boolean {
  return agreed !== undefined && agreed < today
}
