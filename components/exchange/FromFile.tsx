'use client'
import { Alert } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ImportFormat } from '@/lib/exchange/format-of-file'
import classes from './exchange.module.css'
import { FileDrop } from './FileDrop'
import { countOf, lineWords } from './ImportPage'
import { type ArgumentAnswer, type CaseAnswer, inWords, sendFile } from './import-answers'
import { ProblemList } from './ProblemList'

/** A file that a case can be made of. */
export interface ChosenFile {
  readonly file: File
  readonly format: ImportFormat | 'auto'
}

/** What a new case can begin with. */
const FORMATS = ['gsn-yaml', 'ltac', 'sacm', 'tea', 'json'] as const satisfies readonly ImportFormat[]

/** [EXC16] Chooses the file that a new case begins with, and shows what is in it. @param onChange undefined: none that can be used */
export function FromFile({ onChange }: { onChange: (chosen: ChosenFile | undefined) => void }) {
  const [file, setFile] = useState<File>()
  const [format, setFormat] = useState<ImportFormat | 'auto'>('auto')
  const [answer, setAnswer] = useState<ArgumentAnswer | CaseAnswer>()
  const [problem, setProblem] = useState('')
  const turn = useRef(0)

  async function look(chosen: File, as: ImportFormat | 'auto'): Promise<void> {
    const own = ++turn.current
    onChange(undefined)
    setAnswer(undefined)
    setProblem('')
    const query = { 'dry-run': 'true' }
    const outcome = await sendFile<ArgumentAnswer | CaseAnswer>('/api/cases/from-file', chosen, { format: as, query })
    if (own !== turn.current) return
    if (!outcome.ok) return setProblem(lineWords(outcome.refusal.details) + outcome.refusal.message)
    setAnswer(outcome.value)
    onChange({ file: chosen, format: outcome.value.format })
  }

  return (
    <div className={classes.page}>
      <FileDrop
        file={file}
        format={format}
        formats={FORMATS}
        onFile={(chosen) => {
          setFile(chosen)
          void look(chosen, format)
        }}
        onFormat={(chosen) => {
          setFormat(chosen)
          if (file !== undefined) void look(file, chosen)
        }}
      />
      {problem !== '' && (
        <Alert color="red" role="alert" title="No case can be made of this file">
          {problem}
        </Alert>
      )}
      {answer !== undefined && (
        <div className={classes.understood} role="status">
          <p>
            <strong>{answer.title === '' ? file?.name : answer.title.slice(0, 200)}</strong>:{' '}
            {countOf({ ...answer, mayTake: true })}
          </p>
          {'illegal' in answer && answer.illegal.length > 0 && (
            <p className={classes.flag}>
              {inWords(answer.illegal.length, 'relation')} will be taken, shown as a finding, and not counted.
            </p>
          )}
          <ProblemList problems={answer.problems} />
        </div>
      )}
    </div>
  )
}
