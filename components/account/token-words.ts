import type { TokenScope } from '@/lib/access/token-scope'

/** A token as the API tells it: never the token itself. */
export interface ToldToken {
  readonly id: string
  readonly name: string
  readonly scope: TokenScope
  readonly cases?: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt?: string
  readonly lastUsedAt?: string
  readonly acts: readonly {
    readonly at: string
    readonly act: string
    readonly caseId?: string
    readonly allowed: boolean
  }[]
}

export interface TokensTold {
  readonly tokens: readonly ToldToken[]
  readonly needsPassword: boolean
}

/** The one answer that holds the token. */
export interface MadeToken {
  readonly id: string
  readonly name: string
  readonly token: string
}

/** Whether it still opens anything, by this machine's clock: the server decides. */
export function isLive(token: ToldToken, now = Date.now()): boolean {
  return token.revokedAt === undefined && Date.parse(token.expiresAt) > now
}

/** Which cases a token is for, by their titles as far as I still read them. */
export function casesWords(
  ids: readonly string[] | undefined,
  cases: readonly { readonly id: string; readonly title: string }[],
): string {
  if (ids === undefined) return 'all my cases'
  return ids.map((id) => cases.find((each) => each.id === id)?.title ?? 'a case I no longer take part in').join(', ')
}
