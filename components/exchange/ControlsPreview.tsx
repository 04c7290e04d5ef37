'use client'
import { Alert, Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { Preview } from '@/components/control/ImportTable'
import classes from './exchange.module.css'
import { type ControlsAnswer, inWords, sendFile } from './import-answers'

interface Props {
  readonly caseId: string
  readonly file: File
  readonly answer: ControlsAnswer
}

/** An organisation's control table: its rows stand beside the catalogue when somebody looks for a control. */
export function ControlsPreview({ caseId, file, answer }: Props) {
  const [replace, setReplace] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [done, setDone] = useState<ControlsAnswer>()

  async function take(): Promise<void> {
    setBusy(true)
    setProblem('')
    const query = { 'skip-bad': 'true', replace: String(replace) }
    const path = `/api/cases/${encodeURIComponent(caseId)}/import`
    const outcome = await sendFile<ControlsAnswer>(path, file, { format: 'controls', query })
    setBusy(false)
    if (outcome.ok) setDone(outcome.value)
    else setProblem(outcome.refusal.message)
  }

  return (
    <>
      <Preview report={answer} />
      {answer.missing > 0 && answer.mayTake && done === undefined && (
        <Checkbox
          label={`Take out the ${inWords(answer.missing, 'control')} of your table that this file does not hold`}
          checked={replace}
          onChange={(event) => setReplace(event.currentTarget.checked)}
        />
      )}
      {problem !== '' && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      {done !== undefined && (
        <Alert color="teal" role="status">
          {inWords(done.added, 'control')} added, {done.unchanged} were there already
          {done.removed > 0 ? `, ${done.removed} taken out` : ''}. They come first when somebody looks for a control.
        </Alert>
      )}
      {answer.mayTake && done === undefined && (
        <div className={classes.bar}>
          <span role="status">{inWords(answer.added, 'new control')}</span>
          <Button loading={busy} disabled={answer.rows.length === 0} onClick={() => void take()}>
            Take {inWords(answer.rows.length, 'control')} into the table of your side
          </Button>
        </div>
      )}
    </>
  )
}
