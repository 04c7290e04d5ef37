import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Db, Tx } from '../store/db'
import { passkeyChallenges, passkeys } from '../store/schema'

export type KeyRow = typeof passkeys.$inferSelect

/** A person's keys, oldest first, revoked ones included. */
export function keysOf(db: Db | Tx, personId: string): Promise<KeyRow[]> {
  return db.select().from(passkeys).where(eq(passkeys.personId, personId)).orderBy(passkeys.enrolledAt)
}

/** @returns false when the credential is known already, whoever enrolled it */
export async function insertKey(db: Db, row: KeyRow): Promise<boolean> {
  const inserted = await db.insert(passkeys).values(row).onConflictDoNothing().returning({ id: passkeys.credential })
  return inserted.length === 1
}

/** @returns false when the person has no such key, or revoked it before */
export async function revokeKey(
  db: Db,
  personId: string,
  credential: string,
  at: string,
  reason: string,
): Promise<boolean> {
  const revoked = await db
    .update(passkeys)
    .set({ revokedAt: at, revokedReason: reason })
    .where(and(eq(passkeys.credential, credential), eq(passkeys.personId, personId), isNull(passkeys.revokedAt)))
    .returning({ id: passkeys.credential })
  return revoked.length === 1
}

/** Keeps the challenge of an enrolment for a while; what is too old is forgotten. */
export async function keepChallenge(
  db: Db,
  row: { readonly challenge: string; readonly personId: string; readonly expiresAt: string },
  at: string,
): Promise<void> {
  await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, at))
  await db.insert(passkeyChallenges).values(row)
}

/** Takes a challenge once. @returns whether it was this person's and in time */
export async function takeChallenge(db: Db, personId: string, challenge: string, at: string): Promise<boolean> {
  const taken = await db
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challenge, challenge),
        eq(passkeyChallenges.personId, personId),
        gt(passkeyChallenges.expiresAt, at),
      ),
    )
    .returning({ challenge: passkeyChallenges.challenge })
  return taken.length === 1
}
