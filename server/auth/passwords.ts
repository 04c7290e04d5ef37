import { hash, verify } from '@node-rs/argon2'
import { isBreached } from './breached'

/** Argon2id with the parameters that OWASP recommends (19 MiB, two passes, one lane). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** NIST SP 800-63B-4, 3.1.1.2: long, no rules on which characters, no change without a reason. */
export const PASSWORD_LEAST = 15
export const PASSWORD_MOST = 1_024

/**
 * [AUTH10] What a password must be, whoever chooses it: length, and neither one letter over and over nor the account's own
 * name. @returns a sentence on what is wrong, or undefined
 */
export function passwordComplaint(password: string, about: readonly string[] = []): string | undefined {
  const signs = [...password.normalize('NFKC')]
  if (signs.length < PASSWORD_LEAST) {
    return `Choose a password of at least ${PASSWORD_LEAST} characters; four words that do not belong together will do.`
  }
  if (password.length > PASSWORD_MOST) return `Choose a password of at most ${PASSWORD_MOST} characters.`
  if (new Set(signs).size < 4) return 'Choose a password of more than three different characters.'
  const said = password.toLowerCase().trim()
  if (about.some((word) => word.toLowerCase() === said))
    return 'Choose a password that is not your own address or name.'
  return undefined
}

/**
 * The same, and that it stands in no list of breached passwords where the server has one.
 * @param list  the file of breached passwords; undefined: none is looked into
 */
export async function newPasswordComplaint(
  password: string,
  about: readonly string[],
  list: string | undefined,
): Promise<string | undefined> {
  const complaint = passwordComplaint(password, about)
  if (complaint !== undefined || list === undefined) return complaint
  if (!(await isBreached(list, password))) return undefined
  return 'This password is known from a break-in elsewhere, and tried by whoever guesses. Choose another one.'
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
  const right = await verify(stored ?? (await dummy), password.slice(0, PASSWORD_MOST).normalize('NFKC'))
  // Only a part of what is too long was looked at.
  return right && typeof stored === 'string' && password.length <= PASSWORD_MOST
}
