'use client'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { freshKey, reviewCalls } from '@/components/review/review-calls'
import { useDelegations } from '@/components/review/use-speaker'
import { shortDay } from '@/components/review/words'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { tellRefusal } from '@/components/workspace/tell'
import { type Delegation, delegationState } from '@/lib/review/delegations'
import type { DelegateRequest } from '@/lib/review/requests'
import classes from './approvals.module.css'
import { DelegateForm } from './DelegateForm'

/** Who approves for whom: the button, and behind it the list and the form. */
export function Delegations() {
  const { all } = useDelegations()
  const [open, setOpen] = useState(false)
  const now = [...all.values()].filter((one) => delegationState(one, new Date().toISOString()) === 'now')
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        Delegation{now.length > 0 && ` (${now.length})`}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="Who approves for whom" size="lg">
        {open && <Inside all={[...all.values()]} />}
      </Modal>
    </>
  )
}

const STATE_SHOWN = { now: 'In force', future: 'Begins later', past: 'Over', ended: 'Taken back' } as const

function Inside({ all }: { all: readonly Delegation[] }) {
  const { caseId } = useRoom()
  const me = useMe()
  const calls = reviewCalls(caseId)
  const [busy, setBusy] = useState<string>()
  const at = new Date().toISOString()

  async function end(id: string) {
    setBusy(id)
    const outcome = await calls.endDelegation(id)
    setBusy(undefined)
    if (!outcome.ok) tellRefusal(outcome.refusal)
  }

  const mayEnd = ({ side, by, to }: Delegation) =>
    side === me.side && ([by.id, to.id].includes(me.id) || me.rights.includes('administer'))
  return (
    <>
      {all.length === 0 ? (
        <p className={classes.quiet}>Nobody approves for somebody else.</p>
      ) : (
        <ul className={classes.delegations}>
          {all.map((one) => {
            const state = delegationState(one, at)
            return (
              <li key={one.id} data-over={state === 'past' || state === 'ended' || undefined}>
                <span className={SIDE_CLASS[one.side]}>{sideWord(one.side)}</span>
                <span>
                  <strong>{one.to.name}</strong> for <strong>{one.by.name}</strong>,{' '}
                  {one.capabilities === undefined ? 'the whole case' : one.capabilities.join(', ')},{' '}
                  {shortDay(one.from)} to {shortDay(one.until)}
                </span>
                <span className={classes.quiet}>{STATE_SHOWN[state]}</span>
                {(state === 'now' || state === 'future') && mayEnd(one) && (
                  <Button
                    variant="default"
                    size="compact-xs"
                    loading={busy === one.id}
                    onClick={() => void end(one.id)}
                  >
                    End it
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {me.side !== undefined && me.rights.includes('approve') ? (
        <DelegateForm send={(request: DelegateRequest) => calls.delegate(request, freshKey())} />
      ) : (
        <p className={classes.quiet}>Who may approve for their side can ask a colleague to do it for some days.</p>
      )}
    </>
  )
}
