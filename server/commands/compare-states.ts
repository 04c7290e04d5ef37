import { casePart } from '@/lib/agreement/content'
import { readPart } from '@/lib/agreement/manifest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type CaseChange, caseChanges } from '@/lib/history/case-changes'
import { readVersion } from '../agreement/proposal-store'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { stateAt } from '../sync/history'
import { readProposals } from './read-proposals'

type Part = Parameters<typeof caseChanges>[0]

/**
 * [HIS3] In which places two states of a case differ, in the terms of the case.
 * @param from a seq, `baseline:N`, or `now`
 * @param to   the same
 * @param element only what differs in this element
 * @returns refusals `malformed`, `state-not-found`, `baseline-not-found`
 */
export async function compareStates(
  person: Person,
  caseId: string,
  from: string | null,
  to: string | null,
  element: string | null = null,
): Promise<Outcome<{ from: string; to: string; changes: readonly CaseChange[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const before = await stateNamed(person, caseId, from ?? '')
  if (!before.ok) return before
  const after = await stateNamed(person, caseId, to ?? 'now')
  if (!after.ok) return after
  const all = caseChanges(before.value, after.value)
  const changes = element === null ? all : all.filter((change) => change.element === element)
  return ok({ from: from ?? '', to: to ?? 'now', changes })
}

async function stateNamed(person: Person, caseId: string, name: string): Promise<Outcome<Part>> {
  const { db, rooms } = runtime()
  if (name === 'now') return ok(await rooms.read(caseId, (doc) => casePart(canonicalCase(doc))))
  const baseline = /^baseline:(\d{1,9})$/.exec(name)
  if (baseline !== null) {
    const all = await readProposals(person, caseId)
    if (!all.ok) return all
    const found = all.value.baselines.find((each) => each.number === Number(baseline[1]))
    const version = found === undefined ? undefined : await readVersion(db, caseId, found.proposal)
    if (version === undefined) return refuse('baseline-not-found', 'There is no such baseline.')
    return ok(readPart(version.files, 'case'))
  }
  if (!/^\d{1,15}$/.test(name)) {
    return refuse('malformed', 'Name both states: a number of the history, baseline:1, or now.')
  }
  const past = await stateAt(createRoomStore(db), caseId, Number(name))
  if (!past.ok) return past
  try {
    return ok(casePart(canonicalCase(past.value.doc)))
  } finally {
    past.value.doc.destroy()
  }
}
