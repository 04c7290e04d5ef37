'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useElement, useMe, useRoom, useSaveState } from '@/components/workspace/CaseContext'
import type { SaveState } from '@/components/workspace/room'
import type { ElementId } from '@/lib/gsn/graph'
import type { Outcome } from '@/lib/gsn/outcome'
import { isOf } from '@/lib/review/approvals'
import type { VerdictRequest } from '@/lib/review/requests'
import type { ClaimReview, SideState } from '@/lib/review/state'
import { useDraft } from './drafts'
import classes from './review.module.css'
import { freshKey, reviewCalls } from './review-calls'
import { reviewStoreOf } from './use-review'
import { useSpeaker, voiceOf, whyNotJudge } from './use-speaker'
import { Writer } from './Writer'

/** Why nobody can judge at this moment, in a sentence; undefined when one can. */
export function whyNotNow(save: SaveState): string | undefined {
  switch (save.kind) {
    case 'saved':
      return undefined
    case 'saving':
      return 'Your last change is being saved. A moment, please.'
    case 'connecting':
      return 'Connecting. You can approve as soon as the case is up to date.'
    case 'offline':
      return 'You are offline. Approving needs the connection, so that you approve what stands there now.'
    case 'refused':
      return 'This page is out of step with the case. Reload it before you approve.'
  }
}

/** What the button says, by where my side stands. */
const APPROVE_WORDS: Readonly<Record<SideState['state'], string>> = {
  none: 'Approve',
  approved: 'Approve too',
  stale: 'Approve again',
  objected: 'Approve',
}

/** What I can say about one claim for my side: approve it, object to it, lift my objection. */
export function Verdicts({ claim, name, review }: { claim: ElementId; name: string; review: ClaimReview }) {
  const room = useRoom()
  const me = useMe()
  const capability = useElement(claim)?.capability
  const speaker = useSpeaker()
  const voice = voiceOf(speaker, capability)
  const reason = whyNotNow(useSaveState())
  const slot = `object:${claim}`
  const drafted = useDraft(slot).text !== ''
  const [objecting, setObjecting] = useState(false)
  const [busy, setBusy] = useState<VerdictRequest['verdict']>()
  const [failure, setFailure] = useState<string>()

  const own = me.side === undefined ? undefined : review.sides[me.side]
  const objects = own?.state === 'objected' && own.objections.some((objection) => isOf(objection, me.id))
  const approved = own?.state === 'approved' && own.approval.by.id === me.id

  async function judge(verdict: VerdictRequest['verdict'], note?: string, key = freshKey()): Promise<Outcome<unknown>> {
    // What stands on this screen is what is judged: the server compares and says what moved meanwhile.
    const digests = reviewStoreOf(room).get().digests.get(claim)
    if (digests === undefined) throw new Error(`${claim} is not a claim`)
    setBusy(verdict)
    setFailure(undefined)
    const outcome = await reviewCalls(room.caseId).judge({ claim, verdict, digests, note }, key)
    setBusy(undefined)
    if (!outcome.ok) setFailure(outcome.refusal.message)
    return outcome
  }

  if (!voice.may) {
    return <p className={`${classes.notice} ${classes.muted}`}>{whyNotJudge(speaker, capability)}</p>
  }
  return (
    <>
      <div className={classes.verdicts}>
        {objects ? (
          <Button loading={busy === 'lift'} disabled={reason !== undefined} onClick={() => judge('lift')}>
            Lift my objection
          </Button>
        ) : (
          <>
            <Button
              variant={own?.state === 'approved' ? 'default' : 'filled'}
              loading={busy === 'approve'}
              disabled={reason !== undefined || approved}
              onClick={() => judge('approve')}
            >
              {approved ? 'You approved this' : APPROVE_WORDS[own?.state ?? 'none']}
            </Button>
            {!objecting && !drafted && (
              <Button variant="default" disabled={reason !== undefined} onClick={() => setObjecting(true)}>
                Object
              </Button>
            )}
          </>
        )}
      </div>
      {voice.for !== undefined && (
        <p className={`${classes.notice} ${classes.muted}`}>You speak for {voice.for} here, by delegation.</p>
      )}
      {!objects && (objecting || drafted) && (
        <Writer
          slot={slot}
          label={`Object to ${name}`}
          placeholder="Say what has to change before you can approve."
          action="Object"
          autoFocus={objecting}
          send={({ text }, key) => judge('object', text, key)}
          onSent={() => setObjecting(false)}
          onCancel={drafted ? undefined : () => setObjecting(false)}
        >
          Both sides will see it. It stands until you lift it.
        </Writer>
      )}
      {reason !== undefined && <p className={`${classes.notice} ${classes.muted}`}>{reason}</p>}
      {failure !== undefined && !objecting && !drafted && (
        <p className={`${classes.notice} ${classes.warn}`} role="alert">
          {failure}
        </p>
      )}
    </>
  )
}
