import { SIDES, type Side } from '@/lib/access/policy'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'

/** The three questions that each side answers about an item of evidence. */
export const QUESTIONS = ['adequate', 'necessary', 'suitable'] as const
export type Question = (typeof QUESTIONS)[number]

export interface Judgement {
  readonly side: Side
  readonly answers: Readonly<Record<Question, 'yes' | 'no' | ''>>
  readonly words: string
}

const SUFFIX = { mdm: 'Mdm', hdo: 'Hdo' } as const satisfies Record<Side, string>

/** The names of the fields that hold one side's judgement. */
export function judgementFields(side: Side): Readonly<Record<Question | 'words', string>> {
  const end = SUFFIX[side]
  return {
    adequate: `adequate${end}`,
    necessary: `necessary${end}`,
    suitable: `suitable${end}`,
    words: `judgement${end}`,
  }
}

/** [EVD11] What one side thinks of the evidence. */
export function judgementOf(evidence: Pick<Element, 'fields'>, side: Side): Judgement {
  const names = judgementFields(side)
  const answer = (question: Question) => {
    const value = evidence.fields[names[question]]
    return value === 'yes' || value === 'no' ? value : ''
  }
  return {
    side,
    answers: { adequate: answer('adequate'), necessary: answer('necessary'), suitable: answer('suitable') },
    words: String(evidence.fields[names.words] ?? ''),
  }
}

/** How the evidence stands on a day. */
export type Standing = 'expired' | 'future' | 'review-soon' | 'current'

/** Days before its review date in which evidence is due for review. */
export const REVIEW_SOON_DAYS = 30

/**
 * [EVD2] [EVD6] [EVD7] Whether evidence holds on a day.
 * @param today YYYY-MM-DD
 */
export function standingOf(evidence: Pick<Element, 'fields'>, today: string): Standing {
  const { effective, reviewBy } = evidence.fields
  if (typeof reviewBy === 'string' && reviewBy !== '') {
    if (reviewBy < today) return 'expired'
    if (reviewBy <= daysAfter(today, REVIEW_SOON_DAYS)) return 'review-soon'
  }
  return typeof effective === 'string' && effective > today ? 'future' : 'current'
}

/** The day so many days later, YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Evidence right below a claim. */
export function evidenceBelow(graph: CaseGraph, claim: ElementId): readonly Element[] {
  return graph.supports(claim).flatMap((id) => {
    const element = graph.elements.get(id)
    return element?.kind === 'solution' ? [element] : []
  })
}

/** The sides that have given evidence right below a claim. */
export function sidesWithEvidence(graph: CaseGraph, claim: ElementId): ReadonlySet<Side> {
  const given = new Set(evidenceBelow(graph, claim).map((evidence) => evidence.fields.side))
  return new Set(SIDES.filter((side) => given.has(side)))
}

/** Whether the file itself is kept with the case, as against a hash of a file that stays with its owner. */
export function isStored({ fields }: Pick<Element, 'fields'>): boolean {
  return fields.fileName !== undefined && fields.sha256 !== undefined
}

/** "2.4 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  const units = ['kB', 'MB', 'GB'] as const
  let size = bytes
  let unit = -1
  do {
    size /= 1000
    unit++
  } while (size >= 999.95 && unit < units.length - 1)
  return `${size.toFixed(1).replace(/\.0$/, '')} ${units[unit]}`
}
