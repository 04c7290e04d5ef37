'use client'
import { ActionIcon, Modal } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { PeopleIcon } from '@/components/look/icons'
import type { Side } from '@/lib/access/policy'

const ParticipantsDialog = lazy(() =>
  import('./ParticipantsDialog').then((module) => ({ default: module.ParticipantsDialog })),
)

/** Opens the list of who takes part, for administrators. */
export function ParticipantsButton({ caseId, side, me }: { caseId: string; side: Side | undefined; me: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <ActionIcon aria-label="People of this case" title="People of this case" onClick={() => setOpen(true)}>
        <PeopleIcon />
      </ActionIcon>
      <Modal opened={open} onClose={() => setOpen(false)} title="People of this case" size={760}>
        <Suspense fallback={null}>{open && <ParticipantsDialog caseId={caseId} side={side} me={me} />}</Suspense>
      </Modal>
    </>
  )
}
