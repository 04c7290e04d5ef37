export type Side = 'mdm' | 'hdo'
export const SIDES: readonly Side[] = ['mdm', 'hdo']

/** The words for the sides, wherever an agreement is shown. */
export const SIDE_WORD: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }

/** How a person's act is proven. One row per method; `words` stands on every rendering of such a signature. */
export const METHODS = {
  passkey: { words: 'Signed with the person’s own passkey, after the device verified the person.' },
  password: { words: 'The service vouches for this person: password typed again, sealed by the service key.' },
} as const satisfies Record<string, { words: string }>
export type Method = keyof typeof METHODS

/** What an approval of changed content, or an open thread, means for a proposal. */
export const OPEN_ISSUE_RULES = {
  'accept-with-reason': { words: 'It may be accepted with a reason' },
  refuse: { words: 'It stands in the way of a proposal' },
} as const satisfies Record<string, { words: string }>
export type OpenIssueRule = keyof typeof OPEN_ISSUE_RULES

/**
 * The rules the parties sign under. Frozen into each baseline, so that later rules cannot change what a signature meant.
 * Version 1 was never adopted by anyone: it stands in versions that were frozen before charters were.
 */
export interface Charter {
  readonly version: 1 | 2
  readonly parties: Readonly<Record<Side, { readonly organisation: string }>>
  /** How many signatories of each side must sign. */
  readonly quorum: Readonly<Record<Side, number>>
  /** In which role the signatories of each side sign, in words. Absent in version 1. */
  readonly roles?: Readonly<Record<Side, string>>
  readonly methods: readonly Method[]
  /** Host name and origins that passkeys are bound to; null while only passwords are allowed. */
  readonly passkeys: { readonly rpId: string; readonly origins: readonly string[] } | null
  /** Days until an unsigned proposal expires. */
  readonly timeLimitDays: number
  /** Days of notice when one side alone ends an agreement. Absent in version 1. */
  readonly noticeDays?: number
  /** Years for which the agreements and their history are kept after they end. Absent in version 1. */
  readonly retentionYears?: number
  readonly staleApprovals: OpenIssueRule
  readonly openThreads: OpenIssueRule
  readonly service: { readonly algorithm: 'Ed25519'; readonly publicKey: string }
}

/** Where a service is reached: passkeys are bound to its host name for ever. */
export interface Place {
  /** Such as `https://accord.example.org`. */
  readonly origin: string
  readonly servicePublicKey: string
}

/**
 * The text that is offered to a case without a charter: one signatory of each side, passkey or password, 30 days.
 * An address without a host name (a bare IP address) takes no passkeys, and the text then allows passwords only.
 */
export function defaultCharter(organisations: Readonly<Record<Side, string>>, place: Place): Charter {
  const rpId = hostNameOf(place.origin)
  return {
    version: 2,
    parties: { mdm: { organisation: organisations.mdm }, hdo: { organisation: organisations.hdo } },
    quorum: { mdm: 1, hdo: 1 },
    roles: { mdm: 'Product security officer', hdo: 'Clinical device security officer' },
    methods: rpId === undefined ? ['password'] : ['passkey', 'password'],
    passkeys: rpId === undefined ? null : { rpId, origins: [place.origin] },
    timeLimitDays: 30,
    noticeDays: 90,
    retentionYears: 10,
    staleApprovals: 'accept-with-reason',
    openThreads: 'accept-with-reason',
    service: { algorithm: 'Ed25519', publicKey: place.servicePublicKey },
  }
}

/** The host name passkeys can be bound to; undefined for an IP address, to which no browser binds one. */
export function hostNameOf(origin: string): string | undefined {
  const host = /^https?:\/\/(\[[^\]]*\]|[^/:]+)(:\d+)?$/.exec(origin)?.[1]?.toLowerCase()
  if (host === undefined || host.startsWith('[') || /^[\d.]+$/.test(host)) return undefined
  return host
}

/** A passkey as both sides saw it when a version was frozen. Bytes are base64url without padding. */
export interface RosterKey {
  readonly credential: string
  /** COSE public key, as the authenticator attested it. */
  readonly publicKey: string
  /** COSE algorithm: -7 (ES256), -8 (Ed25519) or -257 (RS256). */
  readonly algorithm: number
  readonly label: string
  /** When, and in which entry of the shared history, it was enrolled. */
  readonly enrolled: string
  readonly entry: number
  /** Who checked, for the side, that the key is this person's; in which entry, and until when the check is good. */
  readonly checked: { readonly by: string; readonly at: string; readonly entry: number; readonly reviewBy: string }
}

export interface Signatory {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation: string
  /** Their checked, unrevoked passkeys. Absent in versions that were frozen before passkeys were. */
  readonly keys?: readonly RosterKey[]
  /** The signatory whose place this person takes, and until when. Both together count once. */
  readonly standsFor?: { readonly id: string; readonly name: string; readonly until: string }
}

/** Who may sign this version for which side. Frozen: nobody is added after the proposal was made. */
export type Roster = Readonly<Record<Side, readonly Signatory[]>>

export function rosteredSide(roster: Readonly<Record<Side, readonly { id: string }[]>>, id: string): Side | undefined {
  return SIDES.find((side) => roster[side].some((signatory) => signatory.id === id))
}
