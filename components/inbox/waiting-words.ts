import { formatPlace } from '@/components/workspace/selection'
import { WAITING, type Waiting, type WaitingKind } from '@/lib/review/inbox'

/** Where a waiting thing is taken care of. */
export function addressOf(caseId: string, { element, thread, proposal }: Waiting): string {
  const base = `/cases/${encodeURIComponent(caseId)}`
  if (proposal !== undefined) return `${base}/agreement/${proposal}`
  const more = { ...(element === undefined ? {} : { element }), ...(thread === undefined ? {} : { thread }) }
  return base + formatPlace({ view: 'canvas', tab: 'review', ...more })
}

/** What to do, in a sentence. */
export function titleOf({ kind, name = '', by = 'Somebody', proposal }: Waiting): string {
  switch (kind) {
    case 'proposal':
      return `Read version ${proposal}, then sign or refuse it`
    case 'assigned':
      return `Take care of a comment on ${name}, given to you by ${by}`
    case 'mention':
      return `Answer ${by} about ${name}`
    case 'objection':
      return `Lift your objection to ${name} when it is met`
    case 'stale':
      return `Approve ${name} again, or object`
  }
}

/** "2 comments naming you, 1 approval out of date"; empty when nothing waits. */
export function countsInWords(waiting: readonly Pick<Waiting, 'kind'>[]): string {
  return (Object.keys(WAITING) as WaitingKind[])
    .flatMap((kind) => {
      const count = waiting.filter((one) => one.kind === kind).length
      return count === 0 ? [] : [`${count} ${count === 1 ? WAITING[kind].one : WAITING[kind].many}`]
    })
    .join(', ')
}
