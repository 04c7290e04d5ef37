import { eq } from 'drizzle-orm'
import { type Envelope, envelopeDigest } from '@/lib/agreement/dsse'
import { type ChainedEntry, verifyChain } from '@/lib/agreement/ledger-chain'
import { CHAINS } from '@/lib/wire/ledger'
import type { Db } from '../store/db'
import { createRoomStore } from '../store/room-store'
import { statements } from '../store/schema'
import type { Findings } from './check-store'

/** [LED1] Each chain of a case follows from its beginning to its end, sealed by keys that lead to the one of today. */
export async function checkChains(db: Db, caseId: string, serviceKey: string): Promise<Findings> {
  const store = createRoomStore(db)
  const problems: string[] = []
  let counted = 0
  const envelopes = await envelopesOf(db, caseId)
  for (const chain of CHAINS) {
    const entries = (await store.entriesAfter(caseId, chain, 0)) as ChainedEntry[]
    if (entries.length === 0) continue
    counted += entries.length
    const verdict = verifyChain(entries, { caseId, chain, serviceKey })
    problems.push(...verdict.problems.map(({ message }) => `Case ${caseId}, ${chain} chain: ${message}`))
    for (const { seq, body } of entries) {
      const named = (body as { envelope?: unknown } | null)?.envelope
      if (typeof named === 'string' && !envelopes.has(named)) {
        problems.push(
          `Case ${caseId}, ${chain} chain: the signed statement of entry ${seq} is not there or was changed.`,
        )
      }
    }
  }
  return { counted, problems }
}

/** The digests of the signed statements of a case. */
async function envelopesOf(db: Db, caseId: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ envelope: statements.envelope }).from(statements).where(eq(statements.caseId, caseId))
  const digests = rows.flatMap(({ envelope }) => {
    if (envelope === null) return []
    try {
      return [envelopeDigest(JSON.parse(envelope) as Envelope)]
    } catch {
      // What cannot be read any more is missed by the entry that names it.
      return []
    }
  })
  return new Set(digests)
}
