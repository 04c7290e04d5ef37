import type { Side } from '@/lib/access/policy'

/** The short word of a side, as it stands beside a name. */
export const SIDE_SHORT = { mdm: 'MDM', hdo: 'HDO' } as const satisfies Record<Side, string>

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const DAY_OF_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** A moment as briefly as it is clear: the time for today, the day for this year, else the day with its year. */
export function shortMoment(at: string, now: Date): string {
  const moment = new Date(at)
  if (moment.toDateString() === now.toDateString()) return TIME.format(moment)
  return (moment.getFullYear() === now.getFullYear() ? DAY : DAY_OF_YEAR).format(moment)
}

/** The moment in full, with its zone. */
export function fullMoment(at: string): string {
  return FULL.format(new Date(at))
}

/** "1 approval", "5 approvals". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** A day such as 2027-02-15 as people write it. */
export function shortDay(day: string): string {
  return DAY_OF_YEAR.format(new Date(`${day}T12:00:00`))
}
