import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { PersonId } from './policy'

/** An invitation, as far as it decides whether it still lets somebody in. Instants are ISO 8601. */
export interface Invitation {
  readonly email: string | null
  readonly expiresAt: string
  readonly acceptedBy: PersonId | null
  readonly revokedAt: string | null
}

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

/** [INV2] How an invitation stands at a moment. What happened first counts. */
export function invitationState({ acceptedBy, revokedAt, expiresAt }: Invitation, at: string): InvitationState {
  if (acceptedBy !== null) return 'accepted'
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= at ? 'expired' : 'open'
}

/** Who wants to come in by it. */
export interface Comer {
  readonly personId: PersonId
  /** Lower case. */
  readonly email: string
  readonly name: string
}

/**
 * [INV2] [INV3] Whether the invitation lets this person in now.
 * @returns refusals `invitation-used`, `invitation-revoked`, `invitation-expired`, `invitation-for-another`
 */
export function mayComeIn(invitation: Invitation, comer: Comer, at: string): Outcome<void> {
  const { email } = invitation
  switch (invitationState(invitation, at)) {
    case 'accepted':
      return refuse('invitation-used', 'This invitation has been used: each one lets one person in. Ask for a new one.')
    case 'revoked':
      return refuse('invitation-revoked', 'This invitation was taken back. Ask whoever sent it for a new one.')
    case 'expired':
      return refuse('invitation-expired', 'This invitation has run out. Ask whoever sent it for a new one.')
    case 'open':
      if (email === null || email === comer.email) return ok()
      return refuse(
        'invitation-for-another',
        `This invitation is for ${maskedEmail(email)}, and you are ${comer.name} (${comer.email}). Sign out, and come in as the person it is for.`,
      )
  }
}

/** An address for somebody who is to know it again, not to learn it: `no...@hospital.example`. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, Math.min(2, Math.max(1, at - 1)))}...${email.slice(at)}`
}
