/** The case that one works in, with what its reader may do there. */
export interface WorkCase {
  readonly id: string
  readonly title: string
  readonly capabilities: readonly string[]
  /** The risk that controls are looked for; absent: risks are looked for. */
  readonly under?: { readonly id: string; readonly name: string }
}

/** Where one came from: the case, at the risk that controls are looked for. */
export function workPath({ id, under }: WorkCase): string {
  const base = `/cases/${encodeURIComponent(id)}`
  return under === undefined ? base : `${base}?element=${encodeURIComponent(under.id)}`
}

/** Where the library is looked into for a case. @param under the risk that controls are looked for */
export function libraryPath(caseId: string, capability: string | undefined, under?: string): string {
  const query = new URLSearchParams({ for: caseId })
  if (capability !== undefined) query.set('capability', capability)
  if (under !== undefined) query.set('under', under)
  return `/library?${query}`
}
