import type { Standing } from './use-standing'

/** How far the agreement of a case is, in a few words. */
export function agreementWords({ open, inForce }: Standing['agreement']): string {
  if (open !== undefined)
    return inForce === undefined ? `Version ${open} to sign` : `Version ${open} to sign, baseline ${inForce} in force`
  return inForce === undefined ? 'None yet' : `Baseline ${inForce} in force`
}

/** "12 changes, 3 entries"; empty when nothing is new. */
export function newsWords({ edits, entries }: { readonly edits: number; readonly entries: number }): string {
  const say = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  return [...say(edits, 'change', 'changes'), ...say(entries, 'entry', 'entries')].join(', ')
}
