import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, lt } from 'drizzle-orm'
import { refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import type { Db } from '../store/db'
import { idempotency } from '../store/schema'
import { type Answer, refusalAnswer } from './answer'

const KEEP_DAYS = 7
const WAIT_MS = 5_000

/** [HTTP4] A key is 1 to 128 printable ASCII characters, chosen by the client, its own for each act. */
export function isKey(key: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(key)
}

/**
 * [HTTP4] Runs a command once per person and key. The same request again gets the first answer; while the first is still
 * running it waits for it; another request under the same key is refused. An answer of 500 or more is forgotten, so that a
 * retry really tries.
 */
export async function once(
  personId: string,
  key: string,
  request: { method: string; path: string; body: Uint8Array },
  run: () => Promise<Answer>,
): Promise<Answer> {
  const { db, clock } = runtime()
  const digest = createHash('sha256').update(`${request.method} ${request.path}\n`).update(request.body).digest('hex')
  const mine = and(eq(idempotency.personId, personId), eq(idempotency.key, key))
  const inserted = await db
    .insert(idempotency)
    .values({ personId, key, request: digest, status: 0, at: clock() })
    .onConflictDoNothing()
    .returning({ key: idempotency.key })
  if (inserted.length === 0) return earlierAnswer(db, mine, digest)
  try {
    const answer = await run()
    if (answer.status >= 500) await db.delete(idempotency).where(mine)
    else await db.update(idempotency).set({ status: answer.status, answer: answer.body }).where(mine)
    return answer
  } catch (error) {
    await db.delete(idempotency).where(mine)
    throw error
  }
}

async function earlierAnswer(db: Db, mine: ReturnType<typeof and>, digest: string): Promise<Answer> {
  for (let waited = 0; ; waited += 50) {
    const [row] = await db.select().from(idempotency).where(mine)
    if (!row) return refusalAnswer(refuse('in-progress', 'The first attempt failed just now. Try again.').refusal)
    if (row.request !== digest) {
      return refusalAnswer(
        refuse('key-reused', 'This Idempotency-Key was used for another request. Choose a new key.').refusal,
      )
    }
    if (row.status !== 0) return { status: row.status, body: row.answer }
    if (waited >= WAIT_MS) break
    await sleep(50)
  }
  return refusalAnswer(
    refuse(
      'interrupted',
      'An earlier attempt has not answered. Look whether it was done; if not, send it again with a new Idempotency-Key.',
    ).refusal,
  )
}

/** Forgets answers nobody asks for any more. */
export async function forgetOldAnswers(db: Db, now: string): Promise<void> {
  const before = new Date(Date.parse(now) - KEEP_DAYS * 86_400_000).toISOString()
  await db.delete(idempotency).where(lt(idempotency.at, before))
}
