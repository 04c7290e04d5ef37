'use client'
import { Button, Progress } from '@mantine/core'
import { type ChangeEvent, type DragEvent, useId, useRef, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { OneField } from '@/components/element/OneField'
import { DownloadIcon, FileTextIcon } from '@/components/look/icons'
import { useCanEdit, useGraph, useRoom, useRun, useSynced } from '@/components/workspace/CaseContext'
import { isStored, sizeInWords } from '@/lib/evidence/standing'
import type { ElementId } from '@/lib/gsn/graph'
import { CheckFile } from './CheckFile'
import classes from './evidence.module.css'
import { sendFile } from './send-file'
import { useMayOpen } from './use-may-open'

type Sending = { readonly name: string; readonly share: number; readonly stop: AbortController }

/** The file of one item of evidence: dropped or chosen, kept with its hash; or only the hash of one that stays away. */
export function FileBox({ id }: { readonly id: ElementId }) {
  const { caseId } = useRoom()
  const fields = useGraph((graph) => graph.elements.get(id)?.fields)
  const canEdit = useCanEdit()
  const synced = useSynced()
  const editable = canEdit && synced
  const run = useRun()
  const input = useRef<HTMLInputElement>(null)
  const inputId = useId()
  const [sending, setSending] = useState<Sending>()
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()
  if (fields === undefined) return null
  const stored = isStored({ fields })
  const sha256 = String(fields.sha256 ?? '')

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined || sending !== undefined) return
    const stop = new AbortController()
    setProblem(undefined)
    setSending({ name: file.name, share: 0, stop })
    const confidentiality = String(fields?.confidentiality ?? 'both')
    const sent = await sendFile(
      caseId,
      file,
      confidentiality,
      (share) => setSending({ name: file.name, share, stop }),
      stop.signal,
    )
    if (sent.ok) await run('attach-file', { element: id, sha256: sent.value.sha256 })
    else if (sent.refusal.code !== 'stopped') setProblem(sent.refusal.message)
    setSending(undefined)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  const onChoose = (event: ChangeEvent<HTMLInputElement>) => {
    void take(event.currentTarget.files?.[0])
    event.currentTarget.value = ''
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button beside it is the first
    <div
      className={classes.box}
      data-over={over}
      onDragOver={(event) => {
        if (!editable || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={editable ? onDrop : undefined}
    >
      {sending !== undefined && (
        <div className={classes.sending} role="status">
          <span>
            Sending {sending.name} … {Math.round(sending.share * 100)} %
          </span>
          <Progress value={sending.share * 100} size="sm" aria-label={`Sending ${sending.name}`} />
          <Button variant="default" onClick={() => sending.stop.abort()}>
            Stop
          </Button>
        </div>
      )}
      {sending === undefined && stored && <StoredFile caseId={caseId} fields={fields} sha256={sha256} />}
      {sending === undefined && !stored && (
        <p className={classes.quiet}>
          {editable
            ? 'Drop a file here or choose one. It is kept with the case under its SHA-256.'
            : 'No file is kept with the case.'}
        </p>
      )}
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.buttons}>
        {editable && sending === undefined && (
          <>
            <input ref={input} id={inputId} type="file" hidden onChange={onChoose} aria-label="File of this evidence" />
            <Button variant="default" onClick={() => input.current?.click()}>
              {stored ? 'Replace the file' : 'Choose a file'}
            </Button>
          </>
        )}
        {editable && stored && sending === undefined && (
          <Button variant="subtle" color="gray" onClick={() => void run('detach-file', { element: id })}>
            Take it away
          </Button>
        )}
        {sha256 !== '' && <CheckFile sha256={sha256} />}
      </div>
      {!stored && <OneField id={id} name="sha256" label="SHA-256 of a file that stays with its owner" />}
    </div>
  )
}

interface StoredProps {
  readonly caseId: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly sha256: string
}

function StoredFile({ caseId, fields, sha256 }: StoredProps) {
  const open = useMayOpen(sha256, String(fields.confidentiality ?? ''))
  const size = typeof fields.fileSize === 'number' ? sizeInWords(fields.fileSize) : ''
  return (
    <div className={classes.stored}>
      <FileTextIcon />
      <div>
        <strong>{String(fields.fileName)}</strong>
        <span>
          {size}
          {fields.fileType === undefined ? '' : ` · ${String(fields.fileType)}`}
        </span>
        <code title="SHA-256">{sha256}</code>
        {open === false && <span>Its owner keeps it back: you see its name and its hash, not what is in it.</span>}
      </div>
      {open !== false && (
        <Button
          component="a"
          href={`/api/cases/${encodeURIComponent(caseId)}/files/${sha256}`}
          download={String(fields.fileName)}
          variant="default"
          leftSection={<DownloadIcon />}
          className={classes.download}
        >
          Download
        </Button>
      )}
    </div>
  )
}

/** Says on the server, too, who else may have a stored file; the field in the case alone could only take away. */
export async function tellAudience(caseId: string, sha256: string, confidentiality: string): Promise<void> {
  const path = `/api/cases/${encodeURIComponent(caseId)}/files/${sha256}`
  await callApi(path, { body: { confidentiality } })
}
