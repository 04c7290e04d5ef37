/** The kinds of entry in the groups that a reader looks for. A kind belongs to the first group whose start it has. */
export const FAMILIES = {
  agreement: { words: 'Agreement', starts: ['proposal.', 'baseline.', 'charter.'] },
  keys: { words: 'Keys and delegations to sign', starts: ['passkey.', 'service.', 'signing.'] },
  approvals: { words: 'Approvals', starts: ['approval.', 'delegation.'] },
  monitoring: { words: 'Watch list and advisories', starts: ['alert.', 'watch.'] },
  comments: { words: 'Comments', starts: ['thread.', 'suggestion.', 'entry.'] },
  workshops: { words: 'Workshops', starts: ['workshop.'] },
  people: { words: 'People and access', starts: ['participant.', 'case.', 'invitation.', 'link.'] },
  other: { words: 'Other', starts: [''] },
} as const satisfies Record<string, { words: string; starts: readonly string[] }>
export type Family = keyof typeof FAMILIES

/** [AUD2] The group of a kind; kinds that nobody thought of belong to `other`. */
export function familyOf(kind: string): Family {
  const found = Object.entries(FAMILIES).find(([, { starts }]) => starts.some((start) => kind.startsWith(start)))
  return (found?.[0] ?? 'other') as Family
}
