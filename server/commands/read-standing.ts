import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { countsInWords } from '@/lib/review/waiting-words'
import { type News, newsOf } from '../activity/news'
import { visitsOf } from '../activity/visits'
import type { Person } from '../auth/person'
import { type Heads, headsOf } from '../inbox/heads'
import { keptBy } from '../inbox/kept'
import { waitingIn } from '../inbox/waiting'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { listCases } from './list-cases'

export interface CaseStanding {
  readonly case: string
  /** Numbers of the version that is put to both sides, and of the baseline in force. */
  readonly agreement: { readonly open?: number; readonly inForce?: number }
  readonly waiting: { readonly count: number; readonly words: string }
  /** What others did since I was here; absent for whoever has not been in the case before. */
  readonly news?: News
}

/** [REP1] [ACT2] Where each of my cases stands: agreement, what waits for me, what is new to me. */
export async function readStanding(person: Pick<Person, 'personId'>): Promise<Outcome<{ cases: CaseStanding[] }>> {
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const { db } = runtime()
  const ids = listed.value.cases.map(({ id }) => id)
  const heads = await headsOf(db, ids)
  const visits = await visitsOf(db, person.personId, ids)
  const cases: CaseStanding[] = []
  for (const line of listed.value.cases) {
    const at = heads.get(line.id)
    if (at === undefined) continue
    const seat = {
      personId: person.personId,
      rights: line.rights,
      ...(line.side === undefined ? {} : { side: line.side }),
    }
    const waiting = line.archived ? [] : await waitingIn(line.id, seat, at)
    const since = visits.get(line.id)?.since
    cases.push({
      case: line.id,
      agreement: await agreementOf(line.id, at),
      waiting: { count: waiting.length, words: countsInWords(waiting) },
      ...(since === undefined ? {} : { news: await newsOf(line, person.personId, since, at) }),
    })
  }
  return ok({ cases })
}

async function agreementOf(caseId: string, heads: Heads): Promise<CaseStanding['agreement']> {
  const kept = keptBy<{ stamp: string; agreement: CaseStanding['agreement'] }>('accord.standing', 1_000)
  const stamp = `${heads.epoch} ${heads.shared}`
  const known = kept.get(caseId)
  if (known?.stamp === stamp) return known.agreement
  const { open, inForce } = reduceAgreement(await createRoomStore(runtime().db).entriesAfter(caseId, 'shared', 0))
  const agreement = {
    ...(open === undefined ? {} : { open: open.number }),
    ...(inForce === undefined ? {} : { inForce: inForce.number }),
  }
  kept.set(caseId, { stamp, agreement })
  return agreement
}
