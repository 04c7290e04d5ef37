import type { CaseId, Right } from './policy'

/**
 * What a token for a program may be made for. A token never has a right that its person has not at that moment, and none
 * that binds a side: signing, approving, proposing and administering need the person.
 */
export const TOKEN_SCOPES = {
  read: {
    label: 'Read',
    words: 'Read cases, their readings and histories, and export files.',
    rights: ['read'],
  },
  write: {
    label: 'Read and write',
    words: 'Read, and also edit, comment, import files and keep evidence.',
    rights: ['read', 'comment', 'edit'],
  },
} as const satisfies Record<string, { label: string; words: string; rights: readonly Right[] }>

export type TokenScope = keyof typeof TOKEN_SCOPES
export const ALL_SCOPES = Object.keys(TOKEN_SCOPES) as readonly TokenScope[]

/** The longest that a token may last. */
export const TOKEN_DAYS = 365

/** What narrows a person who comes with a token instead of a session. */
export interface TokenLimits {
  readonly id: string
  readonly scope: TokenScope
  /** Only these cases; absent: all that the person takes part in. */
  readonly cases?: readonly CaseId[]
}

/** [TOK3] Whether the limits leave a right to the person. */
export function leaves(limits: TokenLimits | undefined, right: Right): boolean {
  return limits === undefined || (TOKEN_SCOPES[limits.scope].rights as readonly Right[]).includes(right)
}

/** [TOK4] Whether the limits let the person near a case at all. */
export function reaches(limits: TokenLimits | undefined, caseId: CaseId): boolean {
  return limits?.cases === undefined || limits.cases.includes(caseId)
}

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
  /** The latest changes asked for with it, newest first; those it may not do are marked. */
  readonly acts: readonly {
    readonly at: string
    readonly act: string
    readonly caseId?: string
    readonly allowed: boolean
  }[]
}
