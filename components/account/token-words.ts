import type { ToldToken } from '@/lib/access/token-scope'

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
