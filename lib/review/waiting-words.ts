import { WAITING, type Waiting, type WaitingKind } from './inbox'

/** What to do, in a sentence. */
export function titleOf({ kind, name = '', by = 'Somebody', proposal, claims, text }: Waiting): string {
  switch (kind) {
    case 'proposal':
      return `Read version ${proposal}, then sign or refuse it`
    case 'condition':
      return `Say whether the condition of version ${proposal} is met`
    case 'charter':
      return `Read the charter that ${by} proposes, then adopt or decline it`
    case 'key':
      return `Make sure that the passkey of ${by} is theirs`
    case 'assigned':
      return `Take care of a comment on ${name}, given to you by ${by}`
    case 'mention':
      return `Answer ${by} about ${name}`
    case 'objection':
      return `Lift your objection to ${name} when it is met`
    case 'stale':
      return claims === undefined ? `Approve ${name} again, or object` : `Approve ${claims} claims again: ${text}`
  }
}

/** "2 comments naming you, 1 approval out of date"; empty when nothing waits. */
export function countsInWords(waiting: readonly Pick<Waiting, 'kind' | 'claims'>[]): string {
  return (Object.keys(WAITING) as WaitingKind[])
    .flatMap((kind) => {
      const count = waiting.reduce((sum, one) => sum + (one.kind === kind ? (one.claims ?? 1) : 0), 0)
      return count === 0 ? [] : [`${count} ${count === 1 ? WAITING[kind].one : WAITING[kind].many}`]
    })
    .join(', ')
}

/** Where a waiting thing is taken care of: the path of a page, with its query. */
export function pathOf(
  caseId: string,
  { element, thread, proposal, place, claims }: Omit<Waiting, 'kind' | 'at' | 'text'>,
): string {
  const base = `/cases/${encodeURIComponent(caseId)}`
  if (proposal !== undefined) return `${base}/agreement/${proposal}`
  if (place !== undefined) return `${base}/agreement/${place}`
  if (claims !== undefined) return `${base}?view=approvals`
  const pairs = [
    ...(element === undefined ? [] : [`element=${encodeURIComponent(element)}`]),
    'tab=review',
    ...(thread === undefined ? [] : [`thread=${encodeURIComponent(thread)}`]),
  ]
  return `${base}?${pairs.join('&')}`
}
