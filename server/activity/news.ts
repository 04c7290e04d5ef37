import { and, eq, gt, inArray, lte, ne, or, sql } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import type { Point } from '@/lib/activity/visit'
import { readableChains } from '@/lib/wire/ledger'
import type { Heads } from '../inbox/heads'
import { runtime } from '../runtime'
import { ledger, updates } from '../store/schema'

export interface News {
  readonly since: string
  readonly edits: number
  readonly entries: number
}

/** What others did in a case since a point: their edits, and the entries that this person may read. */
export async function newsOf(
  line: { readonly id: string; readonly side?: Side },
  me: string,
  since: Point,
  heads: Heads,
): Promise<News> {
  const { db } = runtime()
  const chains = readableChains(line.side).filter((chain) => heads[chain] > since[chain])
  const edits =
    heads.seq <= since.seq
      ? 0
      : await count(
          db
            .select({ n: sql<string>`count(*)` })
            .from(updates)
            .where(
              and(
                eq(updates.caseId, line.id),
                gt(updates.seq, since.seq),
                lte(updates.seq, heads.seq),
                ne(updates.personId, me),
              ),
            ),
        )
  const fresh = chains.map((chain) => and(inArray(ledger.chain, [chain]), gt(ledger.seq, since[chain])))
  const entries =
    fresh.length === 0
      ? 0
      : await count(
          db
            .select({ n: sql<string>`count(*)` })
            .from(ledger)
            .where(and(eq(ledger.caseId, line.id), or(...fresh), sql`${ledger.actor}->>'id' <> ${me}`)),
        )
  return { since: since.at, edits, entries }
}

async function count(query: PromiseLike<readonly { n: string }[]>): Promise<number> {
  return Number((await query)[0]?.n ?? 0)
}
