export type Side = 'mdm' | 'hdo'
export const SIDES: readonly Side[] = ['mdm', 'hdo']

/** The words for the sides, wherever an agreement is shown. */
export const SIDE_WORD: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }

/** How a person's act is proven. One row per method; `words` stands on every rendering of such a signature. */
export const METHODS = {
  password: { words: 'The service vouches for this person: password typed again, sealed by the service key.' },
} as const satisfies Record<string, { words: string }>
export type Method = keyof typeof METHODS

/** The rules the parties sign under. Frozen into each baseline, so that later rules cannot change what a signature meant. */
export interface Charter {
  readonly version: 1
  readonly parties: Readonly<Record<Side, { readonly organisation: string }>>
  /** How many signatories of each side must sign. */
  readonly quorum: Readonly<Record<Side, number>>
  readonly methods: readonly Method[]
  /** Host name and origins that passkeys are bound to; none while only passwords are allowed. */
  readonly passkeys: { readonly rpId: string; readonly origins: readonly string[] } | null
  /** Days until an unsigned proposal expires. */
  readonly timeLimitDays: number
  /** What an approval of changed content, and an open thread, mean for a proposal. */
  readonly staleApprovals: 'accept-with-reason'
  readonly openThreads: 'accept-with-reason'
  readonly service: { readonly algorithm: 'Ed25519'; readonly publicKey: string }
}

/** The charter of a case that has not adopted one of its own: one signatory of each side, password, 30 days. */
export function defaultCharter(organisations: Readonly<Record<Side, string>>, servicePublicKey: string): Charter {
  return {
    version: 1,
    parties: { mdm: { organisation: organisations.mdm }, hdo: { organisation: organisations.hdo } },
    quorum: { mdm: 1, hdo: 1 },
    methods: ['password'],
    passkeys: null,
    timeLimitDays: 30,
    staleApprovals: 'accept-with-reason',
    openThreads: 'accept-with-reason',
    service: { algorithm: 'Ed25519', publicKey: servicePublicKey },
  }
}

export interface Signatory {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation: string
}

/** Who may sign this version for which side. Frozen: nobody is added after the proposal was made. */
export type Roster = Readonly<Record<Side, readonly Signatory[]>>

export function rosteredSide(roster: Readonly<Record<Side, readonly { id: string }[]>>, id: string): Side | undefined {
  return SIDES.find((side) => roster[side].some((signatory) => signatory.id === id))
}
