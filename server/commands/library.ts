import { setImmediate as nextTurn } from 'node:timers/promises'
import { can } from '@/lib/access/policy'
import { readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { LibraryAnswer } from '@/lib/library/answer'
import { bringControl, bringRisk, carried, crossing, type UsedHere } from '@/lib/library/bring-here'
import { gather, type Source, searchLibrary } from '@/lib/library/gather'
import type { BringRequest } from '@/lib/library/requests'
import { type SeenRisk, seenIn } from '@/lib/library/seen'
import { authorise, type CaseRow, type Person } from '../auth/person'
import { headsOf } from '../inbox/heads'
import { keptBy } from '../inbox/kept'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { listCases } from './list-cases'

/** Cases of which is kept what was seen in them. */
const KEPT = 400
/** Entries of one answer. */
const SHOWN = 100

/**
 * [LIB1] [LIB2] What was seen in all cases that this person may read: of others not even the count. Between two cases the
 * server attends to everybody else.
 * @param forCase the case that one works in: told is what may be used there [LIB3]
 * @returns refusal `case-not-found` for a case that is not theirs
 */
export async function readLibrary(person: Person, query: URLSearchParams): Promise<Outcome<LibraryAnswer>> {
  const forCase = query.get('for')
  const here = forCase === null ? undefined : await authorise(person, forCase, 'read')
  if (here !== undefined && !here.ok) return here
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const heads = await headsOf(
    runtime().db,
    listed.value.cases.map(({ id }) => id),
  )
  const sources: Source[] = []
  for (const { id, title, side, mdm, hdo } of listed.value.cases) {
    const at = heads.get(id)
    if (at === undefined || id === forCase) continue
    const risks = await seenOf(id, `${at.epoch} ${at.seq}`)
    const parties = { mdm: mdm.organisation, hdo: hdo.organisation }
    const way =
      here === undefined
        ? undefined
        : crossing(parties, partiesOf(here.value.case), side, here.value.actor.participation?.side)
    sources.push({ case: id, title, risks, usable: way !== undefined && can(here?.value.actor ?? NOBODY, 'edit') })
  }
  const entries = gather(sources)
  const capability = query.get('capability') || undefined
  const found = searchLibrary(entries, { words: (query.get('q') ?? '').slice(0, 200), capability })
  const from = Math.max(0, Number.parseInt(query.get('after') ?? '0', 10) || 0)
  return ok({
    entries: found.slice(from, from + SHOWN),
    all: entries.length,
    found: found.length,
    cases: sources.length,
    capabilities: [...new Set(entries.flatMap((entry) => entry.capabilities))].sort(),
  })
}

const NOBODY = { personId: '', email: '', name: '' }

async function seenOf(caseId: string, stamp: string): Promise<readonly SeenRisk[]> {
  const kept = keptBy<{ stamp: string; risks: readonly SeenRisk[] }>('accord.library', KEPT)
  const known = kept.get(caseId)
  if (known?.stamp === stamp) return known.risks
  await nextTurn()
  const risks = await runtime().rooms.read(caseId, (doc) => seenIn(readCase(doc)))
  kept.set(caseId, { stamp, risks })
  return risks
}

function partiesOf({ mdmOrganisation, hdoOrganisation }: CaseRow) {
  return { mdm: mdmOrganisation, hdo: hdoOrganisation }
}

/**
 * [LIB3] [LIB4] Uses in this case what was seen in another: a risk with its controls, or controls at a risk of this case.
 * @returns what was grown; `left`: controls that belong to the other organisation there; refusals of `authorise` for either
 *   case, `element-not-found`, `library-not-yours`
 */
export async function bringHere(
  person: Person,
  caseId: string,
  { from, risk: riskId, capability, under, controls }: BringRequest,
): Promise<Outcome<UsedHere & { readonly left: number }>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const there = await authorise(person, from, 'read')
  if (!there.ok) return there
  const { actor } = allowed.value
  const way = crossing(
    partiesOf(there.value.case),
    partiesOf(allowed.value.case),
    there.value.actor.participation?.side,
    actor.participation?.side,
  )
  if (way === undefined) {
    return refuse(
      'library-not-yours',
      'Only what was seen in a case of your own organisation, on the same side, can be used in another of its cases.',
    )
  }
  const seen = await runtime().rooms.read(from, (doc) => seenIn(readCase(doc)))
  const whole = seen.find(({ element }) => element === riskId)
  if (whole === undefined) return refuse('element-not-found', 'This risk is not argued in that case any more.')
  const wanted = controls === undefined ? undefined : new Set(controls)
  const { risk, left } = carried(
    { ...whole, controls: whole.controls.filter(({ element }) => wanted?.has(element) ?? true) },
    way,
  )
  const { rooms, ids, clock } = runtime()
  const author = authorOf(actor)
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
  const organisation = way.side === 'mdm' ? allowed.value.case.mdmOrganisation : allowed.value.case.hdoOrganisation
  const origin = { case: from, library: `Library of ${organisation}` }
  const outcome = await rooms.edit(caseId, author, (doc): Outcome<UsedHere> => {
    if (under === undefined) return bringRisk(doc, risk, capability ?? '', origin, context)
    let last: UsedHere = { created: [], there: true }
    for (const control of risk.controls) {
      const one = bringControl(doc, control, under, origin, context)
      if (!one.ok) return one
      const created = [...last.created, ...one.value.created]
      last = { created, element: one.value.element, there: last.there && one.value.there }
    }
    return ok(last)
  })
  return outcome.ok ? ok({ ...outcome.value.value, left: left.length }) : outcome
}
