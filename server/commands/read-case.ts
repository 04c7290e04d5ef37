import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readableChains } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { readParticipants } from './list-participants'

/** What a case is, who takes part, what the asker may do, how far it has come. The argument itself: read-graph.ts. */
export async function readCaseHead(person: Person, caseId: string): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const { db } = runtime()
  const store = createRoomStore(db)
  const chains = await Promise.all(
    readableChains(actor.participation?.side).map(async (chain) => {
      const entries = await store.entriesAfter(caseId, chain, 0)
      return { chain, entries, seq: entries.at(-1)?.seq ?? 0, hash: entries.at(-1)?.hash }
    }),
  )
  const agreement = reduceAgreement(chains.find(({ chain }) => chain === 'shared')?.entries ?? [])
  return ok({
    id: row.id,
    title: row.title,
    template: row.template,
    device: row.device,
    mdm: { organisation: row.mdmOrganisation },
    hdo: { organisation: row.hdoOrganisation },
    side: actor.participation?.side,
    rights: actor.participation?.rights ?? [],
    participants: await readParticipants(db, caseId),
    seq: row.headSeq,
    epoch: row.epoch,
    schema: row.schema,
    ledger: chains.map(({ chain, seq, hash }) => ({ chain, seq, hash })),
    agreement: { open: agreement.open, inForce: agreement.inForce },
    archived: row.archived,
    createdAt: row.createdAt,
  })
}
