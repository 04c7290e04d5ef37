'use client'
import { Button, FileInput } from '@mantine/core'
import { useState } from 'react'
import type { CaseCheck, NoticeHead } from '@/lib/monitor/answers'
import { CaseResult } from './CaseResult'
import classes from './monitor.module.css'
import { sendFile } from './send-file'

interface Props {
  /** Present: only this case is checked; absent: all of mine. */
  readonly caseId?: string
}

interface Answer {
  readonly notice: NoticeHead
  readonly cases: readonly CaseCheck[]
  readonly checked: number
}

/** [MON6] Chooses an advisory, a VEX or a bill of materials and shows what it means to my cases, or to this one. */
export function CheckNotice({ caseId }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [answer, setAnswer] = useState<Answer>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function check(chosen: File | null): Promise<void> {
    setFile(chosen)
    setAnswer(undefined)
    setProblem(undefined)
    if (chosen === null) return
    setBusy(true)
    const sent = await ask(chosen, caseId)
    setBusy(false)
    if (sent.ok) setAnswer(sent.value)
    else setProblem(sent.refusal.message)
  }

  return (
    <section className={classes.card} aria-label="Check an advisory">
      <div className={classes.row}>
        <FileInput
          label="Advisory, VEX or SBOM"
          description="CSAF 2.0 or CycloneDX, as JSON. Checking changes nothing."
          placeholder="Choose a file"
          accept="application/json,.json,.csaf,.cdx"
          value={file}
          onChange={(chosen) => void check(chosen)}
          w={420}
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
        />
        {file !== null && (
          <Button variant="default" loading={busy} onClick={() => void check(file)}>
            Check again
          </Button>
        )}
      </div>
      <div role="status">
        {busy && <p className={classes.muted}>Checking ...</p>}
        {answer !== undefined && <Summary answer={answer} here={caseId !== undefined} />}
      </div>
      {problem !== undefined && (
        <p className={classes.bad} role="alert">
          {problem}
        </p>
      )}
      {answer !== undefined &&
        file !== null &&
        answer.cases.map((one) => (
          <CaseResult
            key={`${one.case} ${file.name} ${file.lastModified}`}
            check={one}
            file={file}
            source={[answer.notice.document || answer.notice.title, answer.notice.revision]
              .filter(Boolean)
              .join(', revision ')}
            here={caseId !== undefined}
          />
        ))}
    </section>
  )
}

async function ask(file: File, caseId: string | undefined) {
  if (caseId === undefined) return sendFile<Answer>('/api/check', file)
  const path = `/api/cases/${encodeURIComponent(caseId)}/check`
  const sent = await sendFile<{ notice: NoticeHead; check: CaseCheck }>(path, file)
  if (!sent.ok) return sent
  const { notice, check } = sent.value
  const touched = check.met.length + check.claims.length + check.unaffected.length > 0
  return { ok: true as const, value: { notice, cases: touched ? [check] : [], checked: 1 } }
}

function Summary({ answer: { notice, cases, checked }, here }: { readonly answer: Answer; readonly here: boolean }) {
  const source = [notice.by, notice.document, notice.revision === '' ? '' : `revision ${notice.revision}`]
  const where = here
    ? cases.length === 0
      ? 'It touches nothing in this case.'
      : 'It touches this case.'
    : cases.length === 0
      ? `It touches none of your ${checked} cases.`
      : `It touches ${cases.length} of your ${checked} ${checked === 1 ? 'case' : 'cases'}.`
  const vulnerabilities = notice.vulnerabilities === 1 ? '1 vulnerability' : `${notice.vulnerabilities} vulnerabilities`
  return (
    <>
      <h2 style={{ marginTop: 16 }}>{notice.title || notice.document || 'This document'}</h2>
      <p className={classes.muted}>
        {source.filter(Boolean).join(', ')}
        {source.some(Boolean) ? ': ' : ''}
        {notice.products === 1 ? '1 product' : `${notice.products} products`}, {vulnerabilities}. {where}
      </p>
      {notice.problems.length > 0 && (
        <details>
          <summary>What was not understood ({notice.problems.length})</summary>
          <ul>
            {notice.problems.map(({ message, ...place }) => (
              <li key={`${'path' in place ? place.path : ''} ${message}`}>
                {'path' in place && place.path !== undefined && <code>{place.path}</code>} {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
