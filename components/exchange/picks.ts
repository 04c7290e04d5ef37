import type { ShownFacts } from '@/lib/exchange/shown-facts'

/** What a person has chosen of a file, and for which capability where they chose that otherwise. */
export interface Picks {
  readonly chosen: ReadonlySet<string>
  readonly capability: ReadonlyMap<string, string>
}

export const NO_PICKS: Picks = { chosen: new Set(), capability: new Map() }

/** What the case has and takes, as far as the server said last. */
export interface Here {
  readonly held: Readonly<Record<string, readonly string[]>>
  readonly open: readonly string[]
}

type Facts = Pick<ShownFacts, 'products' | 'suggestions' | 'texts'>

/** Everything that can be chosen, by key: whether it needs a capability that takes risks, and which one is suggested. */
export interface Choosable {
  readonly needs: boolean
  readonly suggested: string
  /** The vulnerability that a recommendation is against. */
  readonly risk?: string
  readonly controls?: readonly string[]
}

/** [EXC17] @param open the capabilities that take risks now: one of them is suggested first */
export function choosable(facts: Facts, open: readonly string[]): ReadonlyMap<string, Choosable> {
  const all = new Map<string, Choosable>()
  const first = (codes: readonly string[]) => codes.find((code) => open.includes(code)) ?? codes[0] ?? ''
  for (const { key } of facts.products) all.set(key, { needs: false, suggested: '' })
  for (const { key } of facts.texts) all.set(key, { needs: false, suggested: '' })
  for (const each of facts.suggestions) {
    if (each.kind === 'answer') {
      all.set(each.key, { needs: false, suggested: each.capabilities[0] ?? '' })
      continue
    }
    const suggested = first(each.capabilities)
    all.set(each.key, { needs: true, suggested, controls: each.controls.map(({ key }) => key) })
    for (const { key } of each.controls) all.set(key, { needs: true, suggested, risk: each.key })
  }
  return all
}

/** The capability that something would be taken for; '' for the whole case or none chosen yet. */
export function capabilityOf(key: string, all: ReadonlyMap<string, Choosable>, { capability }: Picks): string {
  const one = all.get(key)
  return capability.get(one?.risk ?? key) ?? one?.suggested ?? ''
}

/** Why something cannot be chosen now: the case has it, or no capability takes it. */
export function whyNotChoose(
  key: string,
  all: ReadonlyMap<string, Choosable>,
  picks: Picks,
  { held, open }: Here,
): 'there' | 'no-capability' | 'not-open' | undefined {
  const code = capabilityOf(key, all, picks)
  if (held[key]?.includes(code) === true) return 'there'
  if (all.get(key)?.needs !== true) return undefined
  if (code === '') return 'no-capability'
  return open.includes(code) ? undefined : 'not-open'
}

/** Chooses things or leaves them: with a vulnerability goes what is recommended against it. */
export function choose(
  keys: readonly string[],
  on: boolean,
  all: ReadonlyMap<string, Choosable>,
  picks: Picks,
  here: Here,
): Picks {
  const chosen = new Set(picks.chosen)
  for (const key of keys.flatMap((each) => [each, ...(all.get(each)?.controls ?? [])])) {
    if (!on) chosen.delete(key)
    else if (whyNotChoose(key, all, picks, here) === undefined) chosen.add(key)
  }
  return { ...picks, chosen }
}

/** [EXC17] What a file suggests by itself: what affects the device and has a capability, and all answers. */
export function suggestedKeys(facts: Facts): readonly string[] {
  return facts.suggestions.flatMap((each) =>
    each.kind === 'answer' || each.state === 'affected' ? (each.capabilities.length > 0 ? [each.key] : []) : [],
  )
}

/** The words in which the server is told what is accepted. */
export function acceptWords(all: ReadonlyMap<string, Choosable>, picks: Picks): readonly string[] {
  // In the order of the file: a vulnerability before what is recommended against it.
  return [...all.keys()].flatMap((key) => {
    if (!picks.chosen.has(key)) return []
    const code = capabilityOf(key, all, picks)
    return [code === '' ? key : `${key}@${code}`]
  })
}
