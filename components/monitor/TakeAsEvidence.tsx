'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { tellDone, tellRefusal } from '@/components/workspace/tell'

interface Props {
  readonly caseId: string
  /** The control that it becomes evidence of. */
  readonly claim: string
  readonly name: string
  readonly words: string
  /** Where it is kept: the document and its revision. */
  readonly source: string
}

/** [MON9] Takes what a VEX says as evidence of a control: an edit as any other, which people can judge and take back. */
export function TakeAsEvidence({ caseId, claim, name, words, source }: Props) {
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open')

  async function take(): Promise<void> {
    setState('busy')
    const statement = words.replaceAll(/[{}]/g, '').slice(0, 2_000)
    const values = {
      evidenceKind: 'analysis',
      side: 'mdm',
      title: statement.slice(0, 200),
      reference: source.slice(0, 500),
    }
    const outcome = await callApi(`/api/cases/${encodeURIComponent(caseId)}/commands`, {
      body: { command: 'add-evidence', args: { claim, statement, values } },
    })
    setState(outcome.ok ? 'done' : 'open')
    if (outcome.ok) tellDone(`It stands as evidence of ${name}. Both sides can judge it there.`)
    else tellRefusal(outcome.refusal)
  }

  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={state === 'busy'}
      disabled={state === 'done'}
      onClick={() => void take()}
    >
      {state === 'done' ? `Evidence of ${name}` : `Take it as evidence of ${name}`}
    </Button>
  )
}
