import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { PastWorkspace } from '@/components/history/PastWorkspace'
import { authorise, personFromRequest } from '@/server/auth/person'

interface Props {
  params: Promise<{ caseId: string; seq: string }>
}

export const metadata = { title: 'The case as it was' }

/** The case as it stood at a seq, read only. */
export default async function PastPage({ params }: Props) {
  const { caseId, seq } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    const back = `/cases/${encodeURIComponent(caseId)}/history/${encodeURIComponent(seq)}`
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok || !/^\d{1,15}$/.test(seq)) notFound()
  const { case: row, actor } = allowed.value
  const device = [row.device.name, row.device.model, row.device.version].filter(Boolean).join(' ')
  return (
    <PastWorkspace
      seq={seq}
      info={{ id: row.id, title: row.title, device: `${device} · ${row.mdmOrganisation} and ${row.hdoOrganisation}` }}
      me={{
        id: person.personId,
        name: person.name,
        email: person.email,
        side: actor.participation?.side,
        rights: [],
      }}
    />
  )
}
