import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { Workspace } from '@/components/workspace/Workspace'
import { authorise, personFromRequest } from '@/server/auth/person'

interface Props {
  params: Promise<{ caseId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Who asks and whether the case is theirs to read; asked once per request by the page and its title. */
const load = cache(async (caseId: string) => {
  const person = await personFromRequest(await headers())
  if (person === undefined) return undefined
  const allowed = await authorise(person, caseId, 'read')
  return { person, allowed }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await load((await params).caseId)
  return { title: found?.allowed.ok === true ? found.allowed.value.case.title : 'Case' }
}

/** The workspace of one case. A case that is absent and one that is not mine look the same. */
export default async function CasePage({ params, searchParams }: Props) {
  const { caseId } = await params
  const found = await load(caseId)
  if (found === undefined) redirect(`/sign-in?callbackUrl=${encodeURIComponent(address(caseId, await searchParams))}`)
  if (!found.allowed.ok) notFound()
  const { person } = found
  const { case: row, actor } = found.allowed.value
  const device = [row.device.name, row.device.model, row.device.version].filter(Boolean).join(' ')
  return (
    <Workspace
      info={{ id: row.id, title: row.title, device: `${device} · ${row.mdmOrganisation} and ${row.hdoOrganisation}` }}
      me={{
        id: person.personId,
        name: person.name,
        email: person.email,
        side: actor.participation?.side,
        rights: actor.participation?.rights ?? [],
      }}
    />
  )
}

function address(caseId: string, query: Record<string, string | string[] | undefined>): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))
  const search = new URLSearchParams(pairs).toString()
  return `/cases/${encodeURIComponent(caseId)}${search === '' ? '' : `?${search}`}`
}
