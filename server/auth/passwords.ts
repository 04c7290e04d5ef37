import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters that OWASP recommends (19 MiB, two passes, one lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** What a password must be. @returns a sentence on what is wrong, or undefined */
export function passwordComplaint(password: string): string | undefined {
  if (password.length < 10) return 'Choose a password of at least 10 characters.'
  if (password.length > 200) return 'Choose a password of at most 200 characters.'
  return undefined
}

/** @returns the PHC string to be stored */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST)
}

let dummy: Promise<string> | undefined

/**
 * [AUTH2] Checks a password. For someone unknown (no stored hash) the same work is done against a dummy, so that the time
 * taken does not tell who has an account.
 */
export async function checkPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const right = await verify(stored ?? (await dummy), password.normalize('NFKC').slice(0, 1_000))
  return right && typeof stored === 'string'
}
