'use client'
import { Button, FileInput, Modal, Progress, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { capabilityByCode, isCapabilityCode } from '@/catalog'
import classes from '@/components/element/element.module.css'
import { FieldControl } from '@/components/element/FieldControl'
import { useMe, useNavigate, useRoom, useRun } from '@/components/workspace/CaseContext'
import { FACETS } from '@/lib/case/fields'
import type { ElementId, FieldValue } from '@/lib/gsn/graph'
import { sendFile } from './send-file'

const ASKED = ['evidenceKind', 'side', 'version', 'reference', 'confidentiality'] as const

interface Props {
  readonly claim: ElementId
  readonly claimName: string
  readonly capability: string | undefined
  readonly onClose: () => void
}

/** New evidence under a claim: what it is, whose, and where it is kept. Everything else can follow in its panel. */
export function AddEvidence({ claim, claimName, capability, onClose }: Props) {
  const { side } = useMe()
  const [statement, setStatement] = useState('')
  const [values, setValues] = useState<Record<string, FieldValue>>(side === undefined ? {} : { side })
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number>()
  const { caseId } = useRoom()
  const run = useRun()
  const { select } = useNavigate()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (statement.trim() === '') {
      setProblem('Name the evidence, such as "Test report TR-17".')
      return
    }
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
    setBusy(true)
    const sha256 = file === null ? undefined : await upload(file, String(given.confidentiality ?? 'both'))
    if (file !== null && sha256 === undefined) return setBusy(false)
    const outcome = await run('add-evidence', { claim, statement: statement.trim(), values: given })
    const created = outcome.ok ? outcome.value.created[0] : undefined
    if (created !== undefined && sha256 !== undefined) await run('attach-file', { element: created, sha256 })
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    if (created !== undefined) select(created)
  }

  /** The file goes first: when it is refused, nothing half-made stands in the case. */
  async function upload(chosen: File, confidentiality: string): Promise<string | undefined> {
    setShare(0)
    const sent = await sendFile(caseId, chosen, confidentiality, setShare, new AbortController().signal)
    setShare(undefined)
    if (sent.ok) return sent.value.sha256
    setRefused(sent.refusal.message)
    return undefined
  }

  const typical = suggestions(capability, values.side)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add evidence to ${claimName}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void submit(event)} className={classes.form}>
        <TextInput
          label="What it is"
          placeholder="Test report TR-17"
          value={statement}
          error={problem}
          data-autofocus
          maxLength={500}
          onChange={(event) => {
            setProblem(undefined)
            setStatement(event.currentTarget.value)
          }}
        />
        {typical.length > 0 && (
          <div className={classes.suggestions}>
            <span>Typical for {capability}:</span>
            {typical.map((text) => (
              <button key={text} type="button" onClick={() => setStatement(text)}>
                {text}
              </button>
            ))}
          </div>
        )}
        <div className={classes.values}>
          {ASKED.map((name) => (
            <FieldControl
              key={name}
              field={FACETS.evidence[name]}
              value={values[name]}
              readOnly={false}
              onSave={(value) => setValues((now) => ({ ...now, [name]: value }))}
            />
          ))}
        </div>
        <FileInput
          label="File"
          description="Kept with the case under its SHA-256. It can also be added later, or stay with its owner."
          placeholder="Choose a file"
          value={file}
          error={refused}
          clearable
          clearButtonProps={{ 'aria-label': 'Choose no file' }}
          onChange={(chosen) => {
            setRefused(undefined)
            setFile(chosen)
          }}
        />
        {share !== undefined && <Progress value={share * 100} size="sm" aria-label="Sending the file" />}
        <div className={classes.buttons}>
          <Button type="submit" loading={busy}>
            Add evidence
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Typical evidence of the side that gives it. */
function suggestions(capability: string | undefined, side: FieldValue | undefined): readonly string[] {
  if (capability === undefined || !isCapabilityCode(capability)) return []
  return side === 'mdm' || side === 'hdo' ? capabilityByCode(capability).typicalEvidence[side] : []
}
