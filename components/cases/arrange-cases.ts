import type { ListedCase } from './CaseList'
import type { Standing } from './use-standing'

/** In which order the list can stand. */
export const CASE_ORDERS = {
  created: 'Newest first',
  waiting: 'What waits for me first',
  news: 'What is new to me first',
  title: 'By title',
  device: 'By device',
} as const
export type CaseOrder = keyof typeof CASE_ORDERS

/** [REP1] The cases that hold every word of the search, in the chosen order; archived ones only when they are wanted. */
export function arrangeCases(
  cases: readonly ListedCase[],
  { search, order, archived }: { search: string; order: CaseOrder; archived: boolean },
  standing: ReadonlyMap<string, Standing> | undefined,
): readonly ListedCase[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = cases.filter((one) => {
    const text = wordsOf(one).toLowerCase()
    return (archived || !one.archived) && words.every((word) => text.includes(word))
  })
  const waiting = ({ id }: ListedCase) => standing?.get(id)?.waiting.count ?? 0
  const news = ({ id }: ListedCase) => {
    const { edits = 0, entries = 0 } = standing?.get(id)?.news ?? {}
    return edits + entries
  }
  const newest = (a: ListedCase, b: ListedCase) => b.createdAt.localeCompare(a.createdAt)
  const compare: Readonly<Record<CaseOrder, (a: ListedCase, b: ListedCase) => number>> = {
    created: newest,
    waiting: (a, b) => waiting(b) - waiting(a) || newest(a, b),
    news: (a, b) => news(b) - news(a) || newest(a, b),
    title: (a, b) => a.title.localeCompare(b.title) || newest(a, b),
    device: (a, b) => deviceWords(a).localeCompare(deviceWords(b)) || newest(a, b),
  }
  return [...found].sort(compare[order])
}

export function deviceWords({ device }: ListedCase): string {
  return [device.name, device.model, device.version].filter(Boolean).join(' ')
}

function wordsOf(one: ListedCase): string {
  return [one.title, deviceWords(one), one.mdm.organisation, one.hdo.organisation].join(' ')
}
