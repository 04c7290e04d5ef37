import { RIGHTS, type Right } from '@/lib/access/policy'
import { dayWords } from '@/lib/agreement/instant'

/** An invitation as the server lists it. */
export interface Invitation {
  readonly id: string
  readonly state: 'open' | 'accepted' | 'revoked' | 'expired'
  readonly side?: 'mdm' | 'hdo'
  readonly rights: readonly string[]
  readonly email?: string
  readonly way: 'link' | 'mail'
  readonly madeBy: string
  readonly madeAt: string
  readonly expiresAt: string
  readonly acceptedAt?: string
}

/** For whom an invitation is, in words. */
export function forWhom({ email, way }: Pick<Invitation, 'email' | 'way'>): string {
  if (email === undefined) return 'By link, for whoever has it'
  return way === 'mail' ? `By mail to ${email}` : `By link, for ${email}`
}

/** How it stands, in words. */
export function stateWords({ state, expiresAt, acceptedAt }: Invitation): string {
  switch (state) {
    case 'open':
      return `open until ${dayWords(expiresAt)}`
    case 'accepted':
      return `used on ${dayWords(acceptedAt ?? expiresAt)}`
    case 'revoked':
      return 'taken back'
    case 'expired':
      return `ran out on ${dayWords(expiresAt)}`
  }
}

export function rightWords(rights: readonly string[]): readonly string[] {
  return rights.flatMap((right) => (Object.hasOwn(RIGHTS, right) ? [RIGHTS[right as Right]] : []))
}
