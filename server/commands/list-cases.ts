import { and, desc, eq } from 'drizzle-orm'
import type { Right } from '@/lib/access/policy'
import { leaves, reaches } from '@/lib/access/token-scope'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { cases, participants } from '../store/schema'

export interface CaseLine {
  readonly id: string
  readonly title: string
  readonly template: string
  readonly device: { readonly name: string }
  readonly mdm: { readonly organisation: string }
  readonly hdo: { readonly organisation: string }
  readonly side?: 'mdm' | 'hdo'
  readonly rights: readonly string[]
  readonly seq: number
  readonly archived: boolean
  /** What it is a copy for; absent for a case of its own. Of which case is told to those who may read that one. */
  readonly origin?: { readonly kind: 'version' | 'site' }
  readonly createdAt: string
}

/** The cases this person takes part in, newest first. */
export async function listCases(person: Pick<Person, 'personId' | 'limits'>): Promise<Outcome<{ cases: CaseLine[] }>> {
  const rows = await runtime()
    .db.select({ one: cases, part: participants })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .where(and(eq(participants.personId, person.personId), eq(cases.state, 'ready')))
    .orderBy(desc(cases.createdAt))
  return ok({
    cases: rows
      .filter(({ one, part }) => part.rights.includes('read') && reaches(person.limits, one.id))
      .map(({ one, part }) => ({
        id: one.id,
        title: one.title,
        template: one.template,
        device: one.device,
        mdm: { organisation: one.mdmOrganisation },
        hdo: { organisation: one.hdoOrganisation },
        side: part.side ?? undefined,
        rights: part.rights.filter((right) => leaves(person.limits, right as Right)),
        seq: one.headSeq,
        archived: one.archived,
        ...(one.origin === null ? {} : { origin: { kind: one.origin.kind } }),
        createdAt: one.createdAt,
      })),
  })
}
