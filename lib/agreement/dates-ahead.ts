import { facetOf } from '@/lib/case/fields'
import { compareKeys, type Element } from '@/lib/gsn/graph'
import { endOf } from './baseline-steps'
import type { CalendarEvent } from './calendar'
import { SIDE_WORD, type Side } from './charter'
import type { Duty } from './duties'
import type { AgreementState, Proposal } from './proposal'

/** What a date in the life of an agreement is, in the words of the overview and of the calendar. */
export const DATE_KINDS = {
  'proposal-expires': { words: 'Last day to sign', remindDays: 7 },
  'in-force-from': { words: 'Comes into force', remindDays: 1 },
  'in-force-until': { words: 'Ends', remindDays: 30 },
  'condition-until': { words: 'Last day to confirm the condition', remindDays: 7 },
  duty: { words: 'Duty due', remindDays: 14 },
  evidence: { words: 'Evidence to be reviewed', remindDays: 14 },
  passkey: { words: 'Passkey to be reviewed', remindDays: 14 },
} as const satisfies Record<string, { words: string; remindDays: number }>
export type DateKind = keyof typeof DATE_KINDS

/** One date ahead, or one that has passed with something still to do. */
export interface DateAhead {
  readonly kind: DateKind
  /** A day, or an instant in UTC. */
  readonly at: string
  /** What it is about, in one line. */
  readonly what: string
  /** Name of the element on the diagram; empty for the whole agreement. */
  readonly name: string
  readonly side: Side | ''
  /** Who is named for it; empty when nobody is. */
  readonly person: string
  /** Stays the same as long as it is the same thing. */
  readonly key: string
}

/** States of a control in which its duty is done. */
const DONE: ReadonlySet<string> = new Set(['implemented', 'verified', 'refused'])

/**
 * [CAL2] The dates of one case, soonest first: until when the open version can be signed, when duties of the baseline in
 * force fall due that are not done, and until when its evidence holds.
 * @param frozen what the baseline in force holds; absent without one
 */
export function datesAhead(
  state: AgreementState,
  frozen: { readonly duties: readonly Duty[]; readonly evidence: readonly Element[] } | undefined,
): readonly DateAhead[] {
  const dates: DateAhead[] = []
  const { open, inForce } = state
  const whole = { name: '', side: '', person: '' } as const
  const ends = inForce === undefined ? undefined : endOf(inForce)
  if (inForce !== undefined && ends) {
    dates.push({
      kind: 'in-force-until',
      at: ends,
      what: `Baseline ${inForce.number}`,
      ...whole,
      key: `ends-${inForce.number}`,
    })
  }
  if (open?.state === 'fully-signed') dates.push(...effectDates(open))
  else if (open !== undefined) {
    const what = `Version ${open.number}${open.title === '' ? '' : `: ${open.title}`}`
    dates.push({
      kind: 'proposal-expires',
      at: open.expires,
      what,
      ...whole,
      key: `expires-${open.number}`,
    })
  }
  for (const { control, side, name, duty, due, owner, state: done } of frozen?.duties ?? []) {
    if (due === '' || DONE.has(done)) continue
    dates.push({ kind: 'duty', at: due, what: duty, name, side, person: owner, key: `duty-${control}-${side}` })
  }
  for (const element of frozen?.evidence ?? []) {
    const { reviewBy, side } = element.fields
    if (facetOf(element) !== 'evidence' || typeof reviewBy !== 'string' || reviewBy === '') continue
    const whose = side === 'mdm' || side === 'hdo' ? side : ''
    dates.push({
      kind: 'evidence',
      at: reviewBy,
      what: element.statement,
      name: element.name,
      side: whose,
      person: '',
      key: `evidence-${element.id}`,
    })
  }
  return dates.filter(({ at }) => /^\d{4}-\d{2}-\d{2}/.test(at)).sort(compareDates)
}

/** When a version that both have signed takes effect, or until when its condition has to be confirmed. */
function effectDates({ number, effect }: Proposal): DateAhead[] {
  if (effect.kind === 'at-once') return []
  const about = { what: `Version ${number}`, name: '', side: '', person: '', key: `effect-${number}` } as const
  return effect.kind === 'date'
    ? [{ kind: 'in-force-from', at: effect.from, ...about }]
    : [{ kind: 'condition-until', at: effect.until, ...about, what: `Version ${number}: ${effect.text}` }]
}

export function compareDates(a: DateAhead, b: DateAhead): number {
  return compareKeys(a.at, b.at) || compareKeys(a.key, b.key)
}

/** [CAL2] A date as a calendar holds it; the same thing keeps its id from file to file. */
export function dateEvent(
  date: DateAhead,
  of: { readonly caseId: string; readonly title: string; readonly url: string },
): CalendarEvent {
  const { words, remindDays } = DATE_KINDS[date.kind]
  const about = [date.name, date.what].filter(Boolean).join(' ')
  const lines = [
    date.what,
    ...(date.name === '' ? [] : [`Element: ${date.name}`]),
    ...(date.side === '' ? [] : [`Side: ${SIDE_WORD[date.side]}`]),
    ...(date.person === '' ? [] : [`Person: ${date.person}`]),
    `Case: ${of.title}`,
  ]
  return {
    uid: `${date.key}@${of.caseId}.accord`,
    at: date.at,
    summary: `${words}: ${about.length > 120 ? `${about.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…` : about}`,
    description: lines.join('\n'),
    url: of.url,
    remindDays,
  }
}
