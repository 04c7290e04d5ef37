import type { AuditLine } from './audit-line'
import type { Family } from './families'

/** What a reader looks for; absent parts let everything through. */
export interface AuditFilter {
  readonly person?: string
  readonly side?: 'mdm' | 'hdo' | 'none'
  readonly family?: Family
  /** First and last day, YYYY-MM-DD, both included, in UTC. */
  readonly from?: string
  readonly to?: string
  /** An element's name on the diagram, or a part of it. */
  readonly element?: string
  /** Words that the sentence holds. */
  readonly text?: string
}

/** [AUD3] The lines that fit everything that is asked for, in their order. */
export function filterAudit(lines: readonly AuditLine[], filter: AuditFilter): readonly AuditLine[] {
  const element = filter.element?.trim().toLowerCase() ?? ''
  const text = filter.text?.trim().toLowerCase() ?? ''
  return lines.filter((line) => {
    const day = line.at.slice(0, 10)
    return (
      (filter.person === undefined || line.actor.id === filter.person) &&
      (filter.side === undefined || (line.actor.side ?? 'none') === filter.side) &&
      (filter.family === undefined || line.family === filter.family) &&
      (!filter.from || day >= filter.from) &&
      (!filter.to || day <= filter.to) &&
      (element === '' || line.elements.some(({ name }) => name.toLowerCase().includes(element))) &&
      (text === '' || line.sentence.toLowerCase().includes(text))
    )
  })
}
