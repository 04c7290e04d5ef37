import { eq } from 'drizzle-orm'
import { reducePasskeys } from '@/lib/agreement/passkey-state'
import type { RevokeKeyRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readShared } from '../agreement/context'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { cases, participants } from '../store/schema'
import { passkeyHost } from './enrol'
import { keysOf, revokeKey } from './key-store'
import { tellAllCases } from './tell-cases'

export interface MyKey {
  readonly credential: string
  readonly label: string
  readonly enrolledAt: string
  readonly aaguid: string
  readonly backedUp: boolean
  readonly transports: readonly string[]
  readonly revokedAt: string | null
  /** What each case in which it was told says of it. */
  readonly cases: readonly {
    readonly caseId: string
    readonly title: string
    readonly state: 'enrolled' | 'checked' | 'revoked'
    readonly reviewBy: string | null
  }[]
}

export interface MyKeysAnswer {
  readonly keys: readonly MyKey[]
  /** Whether a key can be enrolled on this address, and why not. */
  readonly available: boolean
  readonly why: string
}

/** My passkeys, and where they count. Cases that were not told yet (a server stopped in between) are told now. */
export async function readMyKeys(person: Person): Promise<Outcome<MyKeysAnswer>> {
  const { db } = runtime()
  const { personId, name } = person
  const rows = await keysOf(db, personId)
  if (rows.length > 0) await tellAllCases(personId, { personId, name })
  const mine = await db
    .select({ caseId: cases.id, title: cases.title })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(eq(participants.personId, personId))
  const known = await Promise.all(
    mine.map(async (row) => ({ ...row, keys: reducePasskeys(await readShared(row.caseId)) })),
  )
  const keys = rows.map(({ credential, label, enrolledAt, aaguid, backedUp, transports, revokedAt }): MyKey => {
    const where = known.flatMap(({ caseId, title, keys: told }) => {
      const key = told.get(credential)
      if (key === undefined) return []
      const state = key.revoked !== undefined ? 'revoked' : key.checked !== undefined ? 'checked' : 'enrolled'
      return [{ caseId, title, state, reviewBy: key.checked?.reviewBy ?? null } as const]
    })
    return { credential, label, enrolledAt, aaguid, backedUp, transports, revokedAt, cases: where }
  })
  const host = passkeyHost()
  return ok({ keys, available: host.ok, why: host.ok ? '' : host.refusal.message })
}

/** Revokes my key everywhere: it signs nothing from this moment, and every case is told. */
export async function revokeMyKey(
  person: Person,
  credential: string,
  { reason }: RevokeKeyRequest,
): Promise<Outcome<MyKeysAnswer>> {
  const { db, clock } = runtime()
  const { personId, name } = person
  if (!(await revokeKey(db, personId, credential, clock(), reason))) {
    return refuse('passkey-not-found', 'You have no such key, or it was revoked before.')
  }
  await tellAllCases(personId, { personId, name })
  return readMyKeys(person)
}
