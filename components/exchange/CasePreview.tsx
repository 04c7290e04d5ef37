'use client'
import { Alert, Button } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import classes from './exchange.module.css'
import { type CaseAnswer, inWords, sendFile, type TakenAnswer } from './import-answers'
import { TakenNote, type Told } from './TakenNote'

interface Props {
  readonly caseId: string
  readonly file: File
  readonly answer: CaseAnswer
  readonly onTaken: () => void
}

/** A case of Accord: it goes into this one whole, or not at all. */
export function CasePreview({ caseId, file, answer, onTaken }: Props) {
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Told>()
  const count = Object.values(answer.elements).reduce((sum, each) => sum + each, answer.bin)

  async function take(): Promise<void> {
    setBusy(true)
    const path = `/api/cases/${encodeURIComponent(caseId)}/import`
    const outcome = await sendFile<TakenAnswer>(path, file, { format: 'json' })
    setBusy(false)
    if (!outcome.ok) return setTold({ problem: outcome.refusal.message, created: [], there: 0, refused: 0 })
    const { created = [], renamed = [] } = outcome.value
    const more = renamed.slice(0, 20).map(({ name, inFile }) => `${inFile} is called ${name} here: its name was taken.`)
    setTold({ created, there: 0, refused: 0, more })
    onTaken()
  }

  return (
    <>
      {answer.clashes.length > 0 && told === undefined && (
        <Alert color="orange" title="It cannot be taken into this case">
          {answer.clashes.length === count
            ? 'All of its elements are in this case already'
            : `${inWords(answer.clashes.length, 'of its elements is', 'of its elements are')} in this case already`}
          : two of the same cannot stand in one case.{' '}
          <Link className={classes.link} href="/cases/new">
            Make a new case from the file
          </Link>{' '}
          instead.
        </Alert>
      )}
      {told !== undefined && <TakenNote caseId={caseId} told={told} />}
      {answer.mayTake && told?.created.length !== count && (
        <div className={classes.bar}>
          <span role="status">{inWords(count, 'element')}</span>
          <Button loading={busy} disabled={answer.clashes.length > 0} onClick={() => void take()}>
            Take {inWords(count, 'element')} into the case
          </Button>
        </div>
      )}
    </>
  )
}
