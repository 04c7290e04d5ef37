import { randomBytes } from 'node:crypto'
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import type { Factors } from '@/lib/access/account-answer'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { backupCodes, codeApps, signInKeys } from '../store/schema'
import { keyedDigest, seal, unseal } from './sealed'

const PERIOD = 30
/** RFC 6238, 5.2: one step to each side, for clocks that differ. */
const WINDOW = 1
const BACKUP_CODES = 10
/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The second factors that a person has now. */
export async function factorsOf(db: Db | Tx, personId: string): Promise<Factors> {
  const [app] = await db
    .select({ at: codeApps.confirmedAt })
    .from(codeApps)
    .where(and(eq(codeApps.personId, personId), isNotNull(codeApps.confirmedAt)))
  const keys = await db.select({ id: signInKeys.credential }).from(signInKeys).where(eq(signInKeys.personId, personId))
  const left = await db
    .select({ digest: backupCodes.digest })
    .from(backupCodes)
    .where(and(eq(backupCodes.personId, personId), isNull(backupCodes.usedAt)))
  return { app: app !== undefined, keys: keys.length, backupCodes: left.length }
}

export function hasFactor({ app, keys }: Factors): boolean {
  return app || keys > 0
}

/** What an app for codes is told: the address that its camera reads, and the secret for typing it in. */
export interface AppSecret {
  readonly uri: string
  readonly secret: string
}

/** Begins the enrolment of an app: a new secret in the place of one that was never confirmed. */
export async function beginApp(
  db: Db,
  person: { readonly personId: string; readonly email: string },
): Promise<AppSecret> {
  const secret = new Secret({ buffer: Uint8Array.from(randomBytes(20)).buffer })
  const createdAt = runtime().clock()
  const row = { secret: seal(secret.base32, person.personId), createdAt, confirmedAt: null, lastStep: 0 }
  await db
    .insert(codeApps)
    .values({ personId: person.personId, ...row })
    .onConflictDoUpdate({ target: codeApps.personId, set: row, setWhere: isNull(codeApps.confirmedAt) })
  return { uri: totp(secret, person.email).toString(), secret: secret.base32 }
}

/**
 * [AUTH11] Takes a code of a person's app, once: never the same step again, and no earlier one.
 * @param confirmed  whether the app counts already, or is being enrolled
 */
export async function takeCode(db: Db | Tx, personId: string, code: string, confirmed = true): Promise<boolean> {
  const mine = and(
    eq(codeApps.personId, personId),
    confirmed ? isNotNull(codeApps.confirmedAt) : isNull(codeApps.confirmedAt),
  )
  const [row] = await db.select().from(codeApps).where(mine)
  const base32 = row === undefined ? undefined : unseal(row.secret, personId)
  const token = code.replace(/\s/g, '')
  if (base32 === undefined || !/^\d{6}$/.test(token)) return false
  const now = Date.parse(runtime().clock())
  const delta = totp(Secret.fromBase32(base32), '').validate({ token, timestamp: now, window: WINDOW })
  if (delta === null) return false
  const step = Math.floor(now / 1000 / PERIOD) + delta
  const taken = await db
    .update(codeApps)
    .set(confirmed ? { lastStep: step } : { lastStep: step, confirmedAt: runtime().clock() })
    .where(and(mine, lt(codeApps.lastStep, step)))
    .returning({ step: codeApps.lastStep })
  return taken.length === 1
}

/** Makes new backup codes in the place of the earlier ones. @returns them, to be shown once */
export async function makeBackupCodes(db: Db | Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: BACKUP_CODES }, newCode)
  await db.delete(backupCodes).where(eq(backupCodes.personId, personId))
  await db.insert(backupCodes).values(codes.map((code) => ({ personId, digest: digestOf(personId, code) })))
  return codes
}

/** Takes a backup code, once for all time. */
export async function takeBackupCode(db: Db | Tx, personId: string, code: string): Promise<boolean> {
  const taken = await db
    .update(backupCodes)
    .set({ usedAt: runtime().clock() })
    .where(
      and(
        eq(backupCodes.personId, personId),
        eq(backupCodes.digest, digestOf(personId, code)),
        isNull(backupCodes.usedAt),
      ),
    )
    .returning({ digest: backupCodes.digest })
  return taken.length === 1
}

function totp(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Accord', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD })
}

/** Ten letters and digits, about 49 bits, in two groups. */
function newCode(): string {
  let code = ''
  while (code.length < 10) {
    for (const byte of randomBytes(16)) {
      if (byte < LETTERS.length * 8 && code.length < 10) code += LETTERS[byte % LETTERS.length]
    }
  }
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** Written with or without its dash, in capitals or not. */
function digestOf(personId: string, code: string): string {
  return keyedDigest('backup code', personId, code.toLowerCase().replace(/[^a-z0-9]/g, ''))
}
