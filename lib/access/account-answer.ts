/** The second factors that a person has. */
export interface Factors {
  readonly app: boolean
  readonly keys: number
  /** Backup codes that are left. */
  readonly backupCodes: number
}

/** Something that happened to an account. */
export interface EventTold {
  readonly at: string
  readonly kind: string
  /** Who did it; empty for the service itself. */
  readonly by: string
  readonly own: boolean
  readonly note: string
}

/** `GET /api/account`: where I am signed in, by what, and what happened to my account. */
export interface AccountAnswer {
  readonly email: string
  readonly name: string
  readonly organisation: string | null
  /** Whether the account has a password, and whether passwords sign anybody in here. */
  readonly password: { readonly set: boolean; readonly works: boolean }
  readonly sessions: readonly {
    readonly id: string
    readonly device: string
    readonly network: string
    readonly how: string
    readonly since: string
    readonly seen: string
    readonly expires: string
    readonly here: boolean
  }[]
  readonly factors: Factors & {
    /** Whether the organisation wants one of everybody. */
    readonly required: boolean
    readonly signInKeys: readonly {
      readonly credential: string
      readonly label: string
      readonly since: string
      readonly used: string | null
    }[]
    /** Why no key can be enrolled on this address; empty when one can. */
    readonly noKeys: string
  }
  /** The sign-in service of this server, and since when this account is tied to it. */
  readonly service: { readonly issuer: string; readonly linkedAt: string | null } | null
  readonly events: readonly EventTold[]
}

/** `GET /api/organisation/second-factor`: who of my organisation has a second factor. */
export interface OrganisationFactorsAnswer {
  readonly organisation: string
  readonly required: boolean
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly hasFactor: boolean
    /** When somebody last took the second factors off the account, and who. */
    readonly lastReset: { readonly at: string; readonly by: string; readonly reason: string } | null
  }[]
}

/** `POST /api/sign-in/step`: what the second step can be. */
export interface StepAnswer {
  readonly app: boolean
  readonly backupCodes: boolean
  /** What the browser asks a key for; absent when there is none that works on this address. */
  readonly key: object | null
}
