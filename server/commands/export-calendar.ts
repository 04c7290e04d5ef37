import { calendarFile } from '@/lib/agreement/calendar'
import { dateEvent } from '@/lib/agreement/dates-ahead'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { listAgreements } from './list-agreements'

/**
 * The dates ahead of the agreements this person takes part in, as a calendar file.
 * @param caseId of one case alone; null for all
 * @returns refusal `case-not-found` for a case that is absent or not theirs
 */
export async function exportCalendar(person: Person, caseId: string | null): Promise<Outcome<Response>> {
  const listed = await listAgreements(person)
  if (!listed.ok) return listed
  const chosen = listed.value.agreements.filter((one) => caseId === null || one.caseId === caseId)
  if (caseId !== null && chosen.length === 0) {
    return refuse('case-not-found', 'There is no such case, or you do not take part in it.')
  }
  const { env, clock } = runtime()
  const events = chosen.flatMap((one) =>
    one.dates.map((date) =>
      dateEvent(date, {
        caseId: one.caseId,
        title: one.title,
        url: `${env.publicUrl}/cases/${encodeURIComponent(one.caseId)}/agreement`,
      }),
    ),
  )
  const name = caseId === null ? 'Agreements' : `Agreement: ${chosen[0]?.title ?? ''}`
  return ok(
    new Response(calendarFile(events, name, clock()), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="agreements.ics"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    }),
  )
}
