'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Differences } from '@/components/history/Differences'
import { fullMoment } from '@/components/review/words'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import type { CaseChange } from '@/lib/history/case-changes'
import { callApi } from './call-api'
import classes from './cases.module.css'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly mayEdit: boolean
  readonly origin?: { readonly case: string; readonly title?: string; readonly kind: string; readonly at: string }
  readonly readable: boolean
  readonly changes?: readonly CaseChange[]
  readonly taken?: readonly string[]
}

/** Where a copied case comes from, and what has changed there since. */
export function OriginPage({ caseId, title, mayEdit, origin, readable, changes = [], taken = [] }: Props) {
  const path = `/cases/${encodeURIComponent(caseId)}`
  return (
    <>
      <p className={classes.crumb}>
        <Link className={classes.link} href={path}>
          {title}
        </Link>
      </p>
      <div className={classes.pageHead}>
        <h1>What changed at the origin</h1>
      </div>
      {origin === undefined ? (
        <p className={classes.lead}>This case is no copy of another one: there is nothing to compare it with.</p>
      ) : !readable ? (
        <p className={classes.lead}>
          This case was copied on {fullMoment(origin.at)} from a case in which you take no part. Ask somebody of your
          side who does.
        </p>
      ) : (
        <>
          <p className={classes.lead}>
            Copied on {fullMoment(origin.at)} from{' '}
            <Link className={classes.link} href={`/cases/${encodeURIComponent(origin.case)}`}>
              {origin.title}
            </Link>
            , {origin.kind === 'site' ? 'for another hospital' : 'for another version of the device'}. Below is what
            that case says differently since then. Taking a change over is an edit in your name, which you can take
            back.
          </p>
          <div className={`${classes.card} ${classes.padded}`}>
            {changes.length === 0 ? (
              <p className={classes.muted}>Nothing has changed there.</p>
            ) : (
              <Differences
                changes={changes}
                actions={(element, name) => (
                  <Take caseId={caseId} element={element} name={name} done={taken.includes(element)} may={mayEdit} />
                )}
              />
            )}
          </div>
        </>
      )}
    </>
  )
}

interface TakeProps {
  readonly caseId: string
  readonly element: string
  readonly name: string
  readonly done: boolean
  readonly may: boolean
}

function Take({ caseId, element, name, done, may }: TakeProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  if (done) return <span className={classes.muted}>This case says the same</span>
  if (!may) return null
  async function take(): Promise<void> {
    setBusy(true)
    const outcome = await callApi<{ left: readonly string[] }>(`/api/cases/${encodeURIComponent(caseId)}/origin/take`, {
      body: { element },
    })
    setBusy(false)
    if (!outcome.ok) return tellRefusal(outcome.refusal)
    const { left } = outcome.value
    const kept = left.length === 0 ? '' : ` Only the other side can take these over: ${left.slice(0, 5).join(', ')}.`
    tellDone(`${name} says here what it says at the origin.${kept}`)
    router.refresh()
  }
  return (
    <Button variant="subtle" size="compact-xs" loading={busy} onClick={() => void take()}>
      Take {name} over
    </Button>
  )
}
