import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { LibraryPage } from '@/components/library/LibraryPage'
import type { WorkCase } from '@/components/library/library-path'
import { readCase } from '@/lib/case/read'
import { must } from '@/lib/gsn/outcome'
import { authorise, type Person, personFromRequest } from '@/server/auth/person'
import { listCases } from '@/server/commands/list-cases'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Library' }

type Search = Promise<{ readonly for?: string; readonly under?: string; readonly capability?: string }>

/** What was seen in all my cases, to be used in one of them. */
export default async function LibraryRoute({ searchParams }: { searchParams: Search }) {
  const asked = await searchParams
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => typeof value === 'string'))
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/library${query.size === 0 ? '' : `?${query}`}`)}`)
  }
  const { cases } = must(await listCases(person))
  const work = typeof asked.for === 'string' ? await workCase(person, asked.for, asked.under) : undefined
  if (work === null) notFound()
  const choices = cases
    .filter(({ rights, archived, side }) => !archived && side !== undefined && rights.includes('edit'))
    .map(({ id, title }) => ({ id, title }))
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <LibraryPage
        choices={choices}
        capability={typeof asked.capability === 'string' ? asked.capability.slice(0, 16) : ''}
        {...(work === undefined ? {} : { work })}
      />
    </PageFrame>
  )
}

/** @returns null for a case that is not theirs */
async function workCase(person: Person, caseId: string, under: unknown): Promise<WorkCase | null> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return null
  const graph = await runtime().rooms.read(caseId, (doc) => readCase(doc))
  const capabilities = [...graph.elements.values()].flatMap(({ id, role, capability }) =>
    role === 'C4' && capability !== undefined && graph.reachable.has(id) ? [capability] : [],
  )
  const risk = typeof under === 'string' ? graph.elements.get(under) : undefined
  return {
    id: caseId,
    title: allowed.value.case.title,
    capabilities: capabilities.sort(),
    ...(risk === undefined ? {} : { under: { id: risk.id, name: risk.name } }),
  }
}
