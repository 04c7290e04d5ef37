'use client'
import { Alert } from '@mantine/core'
import Link from 'next/link'
import { useCallback, useEffect, useRef, useState } from 'react'
import page from '@/components/cases/cases.module.css'
import { FORMAT_WORDS, type ImportFormat } from '@/lib/exchange/format-of-file'
import { ArgumentPreview, kindsInWords } from './ArgumentPreview'
import { CasePreview } from './CasePreview'
import { ControlsPreview } from './ControlsPreview'
import classes from './exchange.module.css'
import { FactsPreview } from './FactsPreview'
import { FileDrop } from './FileDrop'
import { type ImportAnswer, inWords, isArgument, isFacts, sendFile } from './import-answers'
import { ProblemList } from './ProblemList'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly mayEdit: boolean
}

/** What was asked and answered last; `turn` makes a fresh list of an answer that came again. */
interface Looked {
  readonly answer: ImportAnswer
  readonly source: string
  readonly turn: number
}

/** [EXC17] Brings a file into a case: what it is, what was understood and what was not, then what is taken of it. */
export function ImportPage({ caseId, title, mayEdit }: Props) {
  const [file, setFile] = useState<File>()
  const [format, setFormat] = useState<ImportFormat | 'auto'>('auto')
  const [looked, setLooked] = useState<Looked>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const asking = useRef<AbortController>(undefined)
  const turn = useRef(0)
  useEffect(() => () => asking.current?.abort(), [])

  const look = useCallback(
    async (chosen: File, as: ImportFormat | 'auto', source = chosen.name) => {
      asking.current?.abort()
      const control = new AbortController()
      asking.current = control
      setBusy(true)
      setProblem(undefined)
      const path = `/api/cases/${encodeURIComponent(caseId)}/import`
      const query = { 'dry-run': 'true' }
      const outcome = await sendFile<ImportAnswer>(path, chosen, { format: as, name: source, query }, control.signal)
      // A later choice has its own answer.
      if (control.signal.aborted) return
      setBusy(false)
      setLooked(outcome.ok ? { answer: outcome.value, source, turn: ++turn.current } : undefined)
      if (!outcome.ok) setProblem(lineWords(outcome.refusal.details) + outcome.refusal.message)
    },
    [caseId],
  )

  return (
    <div className={classes.page}>
      <p className={page.crumb}>
        <Link className={page.link} href={`/cases/${encodeURIComponent(caseId)}`}>
          {title}
        </Link>
      </p>
      <div className={page.pageHead}>
        <h1>Import a file</h1>
      </div>
      <p className={page.lead}>
        Security advisories, parts lists, disclosure forms, control tables and arguments of other tools. What they say
        becomes suggestions: you choose what enters the case, and each element keeps the place that it comes from.
      </p>
      {!mayEdit && (
        <Alert color="blue" role="note" title="You can look, but not take">
          You take part in this case without the right to edit it. You see here what a file would bring; somebody of
          your side who edits can take it.
        </Alert>
      )}
      <FileDrop
        file={file}
        format={format}
        onFile={(chosen) => {
          setFile(chosen)
          setLooked(undefined)
          void look(chosen, format)
        }}
        onFormat={(chosen) => {
          setFormat(chosen)
          if (file !== undefined) void look(file, chosen)
        }}
      />
      <p className="visually-hidden" role="status">
        {busy
          ? 'Reading the file ...'
          : looked === undefined
            ? ''
            : `${headOf(looked.answer, file?.name ?? '')}: ${countOf(looked.answer)}`}
      </p>
      {busy && <p className={classes.quiet}>Reading the file ...</p>}
      {problem !== undefined && (
        <Alert color="red" role="alert" title="The file was not taken">
          {problem}
        </Alert>
      )}
      {file !== undefined && looked !== undefined && (
        <section className={classes.card} aria-label="What the file holds" key={`${file.name} ${file.lastModified}`}>
          <Understood answer={looked.answer} name={file.name} />
          {isFacts(looked.answer) && (
            <FactsPreview key={looked.turn} caseId={caseId} file={file} answer={looked.answer} />
          )}
          {isArgument(looked.answer) && (
            <ArgumentPreview
              caseId={caseId}
              file={file}
              answer={looked.answer}
              source={looked.source}
              onSource={(source) => void look(file, format, source)}
              onTaken={() => void look(file, format, looked.source)}
            />
          )}
          {looked.answer.format === 'json' && (
            <CasePreview caseId={caseId} file={file} answer={looked.answer} onTaken={() => void look(file, format)} />
          )}
          {looked.answer.format === 'controls' && (
            <ControlsPreview key={looked.turn} caseId={caseId} file={file} answer={looked.answer} />
          )}
        </section>
      )}
    </div>
  )
}

function Understood({ answer, name }: { answer: ImportAnswer; name: string }) {
  const facts = isFacts(answer) ? answer : undefined
  const from = facts === undefined ? [] : [facts.document, facts.by, facts.at.slice(0, 10)].filter(Boolean)
  return (
    <header className={classes.understood}>
      <h2>{headOf(answer, name)}</h2>
      <p>
        <strong>{FORMAT_WORDS[answer.format].word}</strong>
        {from.length > 0 && <span className={classes.quiet}> {from.join(', ')}</span>}
      </p>
      <p>{countOf(answer)}</p>
      {answer.format !== 'controls' && <ProblemList problems={answer.problems} />}
    </header>
  )
}

function headOf(answer: ImportAnswer, name: string): string {
  return ((answer.format === 'controls' ? '' : answer.title) || name).slice(0, 200)
}

/** What a file holds, in one line. */
export function countOf(answer: ImportAnswer): string {
  if (answer.format === 'controls') return inWords(answer.rows.length, 'control')
  if (isFacts(answer)) {
    const risks = answer.suggestions.filter(({ kind }) => kind === 'risk').length
    const answers = answer.suggestions.length - risks
    return [
      ...(risks > 0 ? [inWords(risks, 'vulnerability', 'vulnerabilities')] : []),
      ...(answers > 0 ? [inWords(answers, 'answer')] : []),
      ...(answer.products.length > 0
        ? [inWords(answer.products.length, 'product or component', 'products and components')]
        : []),
      ...(answer.texts.length > 0 ? [inWords(answer.texts.length, 'note')] : []),
    ].join(', ')
  }
  const bin = answer.format === 'json' && answer.bin > 0 ? `, ${answer.bin.toLocaleString('en')} in the bin` : ''
  return `${kindsInWords(answer.elements)}, ${inWords(answer.relations, 'relation')}${bin}`
}

/** "Line 4: " where a refusal says where. */
export function lineWords(details: unknown): string {
  const line = (details as { line?: unknown } | undefined)?.line
  return typeof line === 'number' ? `Line ${line}: ` : ''
}
