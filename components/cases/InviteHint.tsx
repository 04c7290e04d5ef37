'use client'
import { Button, Modal } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useParticipants } from '@/components/review/use-mentions'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import type { Participants } from '@/lib/review/participants'
import { ParticipantsDialog } from './ParticipantsDialog'

const WORDS: Readonly<Record<Side, string>> = { mdm: 'manufacturer', hdo: 'hospital' }

/** [UI16] The sides for which nobody takes part; none while nobody is known at all, because the history is on its way. */
export function sidesWithout(people: Participants): readonly Side[] {
  if (people.size === 0) return []
  return (['mdm', 'hdo'] as const).filter((side) => ![...people.values()].some((each) => each.side === side))
}

/** [UI16] Says that nobody of a side takes part yet, with the way to invite somebody for those who may. */
export function InviteHint({ side, className }: { readonly side: Side; readonly className?: string | undefined }) {
  const people = useParticipants()
  const { caseId } = useRoom()
  const me = useMe()
  const [open, setOpen] = useState(false)
  const missing = useMemo(() => sidesWithout(people).includes(side), [people, side])
  if (!missing && !open) return null
  return (
    <>
      <p className={className} style={{ marginTop: 10 }} data-invite={side}>
        Nobody of the {WORDS[side]} takes part yet, and both sides have to agree.{' '}
        {me.rights.includes('administer') ? (
          <Button size="compact-xs" variant="light" onClick={() => setOpen(true)}>
            Invite somebody of the {WORDS[side]}
          </Button>
        ) : (
          'Ask somebody who administers the case to invite them.'
        )}
      </p>
      <Modal opened={open} onClose={() => setOpen(false)} title="People of this case" size={760}>
        {open && <ParticipantsDialog caseId={caseId} side={me.side} me={me.id} />}
      </Modal>
    </>
  )
}
