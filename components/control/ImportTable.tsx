'use client'
import { Alert, Button, Checkbox, FileInput, Modal } from '@mantine/core'
import { useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'
import classes from './control.module.css'

interface Note {
  readonly line: number
  readonly reason: string
}

export interface Report {
  readonly rows: readonly {
    readonly capability: string
    readonly standard: string
    readonly ref: string
    readonly title: string
    readonly line: number
  }[]
  readonly problems: readonly Note[]
  readonly notes: readonly Note[]
  readonly columns: Readonly<Record<string, string>>
  readonly added: number
  readonly unchanged: number
  readonly missing: number
  readonly removed: number
}

/** Rows of the preview; the numbers above it count all. */
const SHOWN = 50

/** [CTL23] Brings an organisation's own control table into the case: first what would happen, with every bad line, then the deed. */
export function ImportTable({
  onClose,
  onImported,
}: {
  readonly onClose: () => void
  readonly onImported: () => void
}) {
  const { caseId } = useRoom()
  const [file, setFile] = useState<File | null>(null)
  const [report, setReport] = useState<Report>()
  const [done, setDone] = useState<Report>()
  const [problem, setProblem] = useState<string>()
  const [replace, setReplace] = useState(false)
  const [busy, setBusy] = useState(false)

  async function ask(chosen: File, options: Readonly<Record<string, string>>): Promise<Report | undefined> {
    setBusy(true)
    setProblem(undefined)
    const answer = await send(caseId, chosen, options)
    setBusy(false)
    if (answer.ok) return answer.value
    setProblem(answer.refusal.message)
    return undefined
  }

  async function choose(chosen: File | null): Promise<void> {
    setFile(chosen)
    setReport(undefined)
    setDone(undefined)
    if (chosen !== null) setReport(await ask(chosen, { 'dry-run': 'true' }))
  }

  async function bring(): Promise<void> {
    if (file === null) return
    const result = await ask(file, { 'skip-bad': 'true', replace: String(replace) })
    if (result === undefined) return
    setDone(result)
    onImported()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title="Your organisation's own control table"
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.import}>
        <p className={classes.quiet}>
          A CSV file or an Excel workbook (.xlsx) with the columns capability, standard, ref and title. Both sides see
          the table; its rows come first when somebody looks for a control.
        </p>
        <FileInput
          label="File"
          placeholder="Choose a file"
          accept=".csv,.tsv,.txt,.xlsx"
          value={file}
          clearable
          clearButtonProps={{ 'aria-label': 'Choose no file' }}
          onChange={(chosen) => void choose(chosen)}
          data-autofocus
        />
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        {report !== undefined && done === undefined && <Preview report={report} />}
        {report !== undefined && done === undefined && report.missing > 0 && (
          <Checkbox
            label={`Take out the ${inWords(report.missing, 'control')} of your table that this file does not hold`}
            checked={replace}
            onChange={(event) => setReplace(event.currentTarget.checked)}
          />
        )}
        {done !== undefined && (
          <Alert color="teal" role="status">
            {inWords(done.added, 'control')} added, {done.unchanged} were there already
            {done.removed > 0 ? `, ${done.removed} taken out` : ''}
            {done.problems.length > 0 ? `; ${inWords(done.problems.length, 'line')} left out` : ''}.
          </Alert>
        )}
        <div className={classes.buttons}>
          {report !== undefined && done === undefined && report.rows.length > 0 && (
            <Button loading={busy} onClick={() => void bring()}>
              {report.problems.length === 0
                ? `Import ${inWords(report.rows.length, 'control')}`
                : `Import ${inWords(report.rows.length, 'control')} and leave out ${inWords(report.problems.length, 'line')}`}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {done === undefined ? 'Cancel' : 'Done'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** What a table would bring, with every line that cannot be read. */
export function Preview({ report }: { readonly report: Report }) {
  return (
    <>
      {report.problems.length > 0 && (
        <section className={classes.bad} aria-label="Lines that cannot be read">
          <h3>{inWords(report.problems.length, 'line')} cannot be read</h3>
          <ul>
            {report.problems.map(({ line, reason }) => (
              <li key={line}>
                <strong>Line {line}</strong> {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      {report.notes.length > 0 && (
        <details>
          <summary>{inWords(report.notes.length, 'remark')}</summary>
          <ul>
            {report.notes.map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                Line {line}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className={classes.quiet}>
        {inWords(report.rows.length, 'control')} read: {report.added} new, {report.unchanged} there already.
      </p>
      <div className={classes.preview}>
        <table>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Capability</th>
              <th scope="col">Standard</th>
              <th scope="col">Reference</th>
              <th scope="col">Title</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.slice(0, SHOWN).map((row) => (
              <tr key={`${row.line} ${row.capability}`}>
                <td>{row.line}</td>
                <td>{row.capability === '' ? 'all' : row.capability}</td>
                <td>{row.standard}</td>
                <td>{row.ref}</td>
                <td>{row.title}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {report.rows.length > SHOWN && <p className={classes.quiet}>and {report.rows.length - SHOWN} more</p>}
      </div>
    </>
  )
}

async function send(caseId: string, file: File, options: Readonly<Record<string, string>>): Promise<Outcome<Report>> {
  const query = new URLSearchParams({ format: 'controls', name: file.name, ...options })
  try {
    const answer = await fetch(`/api/cases/${encodeURIComponent(caseId)}/import?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file,
    })
    const body = (await answer.json()) as Report & { error?: Refusal }
    return answer.ok ? ok(body) : refuse(body.error?.code ?? 'failed', body.error?.message ?? FAILED)
  } catch {
    return refuse('offline', 'The server cannot be reached. Check your connection and try again.')
  }
}

const FAILED = 'The server could not do this. Try again in a moment.'

function inWords(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
