/** [REP2] Whether a case is archived, from its ledger: the last word counts. */
export function isArchived(entries: Iterable<{ readonly kind: string }>): boolean {
  let archived = false
  for (const { kind } of entries) {
    if (kind === 'case.archived') archived = true
    else if (kind === 'case.unarchived') archived = false
  }
  return archived
}
