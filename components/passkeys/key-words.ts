import { dayWords } from '@/lib/agreement/instant'
import type { KnownKey } from '@/lib/agreement/passkey-state'

/** How a key stands, in words. @param today YYYY-MM-DD */
export function keyWords({ checked, revoked }: Pick<KnownKey, 'checked' | 'revoked'>, today: string): string {
  if (revoked !== undefined) return 'Revoked: signs nothing'
  if (checked === undefined) return 'Not checked yet: signs nothing'
  if (checked.reviewBy < today) return `To be checked again since ${dayWords(checked.reviewBy)}`
  return `Checked, to be reviewed by ${dayWords(checked.reviewBy)}`
}

export function keyColour({ checked, revoked }: Pick<KnownKey, 'checked' | 'revoked'>, today: string): string {
  if (revoked !== undefined) return 'gray'
  return checked === undefined || checked.reviewBy < today ? 'orange' : 'teal'
}
