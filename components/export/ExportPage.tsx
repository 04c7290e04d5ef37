'use client'
import { Alert, Button, Checkbox, Radio, Select, TextInput } from '@mantine/core'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import page from '@/components/cases/cases.module.css'
import { DownloadIcon } from '@/components/look/icons'
import { AUDIENCE_WORDS, type Audience } from '@/lib/access/audience'
import classes from './export.module.css'
import {
  type Choice,
  exportQuery,
  FORMATS,
  type Format,
  missingIn,
  OF,
  type Of,
  TABLE_CHOICES,
  WHAT,
  type What,
  withWhat,
} from './export-choices'
import { type Taken, takeFile } from './take-file'

interface Props {
  readonly caseId: string
  readonly title: string
  /** Those for whom this person may write files, the usual one first. */
  readonly audiences: readonly [Audience, ...Audience[]]
  readonly capabilities: readonly { readonly code: string; readonly name: string }[]
  /** The element that one comes from. */
  readonly branch?: string
}

/** [EXP1] Takes the case along: what of it, in which format, for whom. */
export function ExportPage({ caseId, title, audiences, capabilities, branch = '' }: Props) {
  const [choice, setChoice] = useState<Choice>({
    what: branch === '' ? 'report' : 'picture',
    of: branch === '' ? 'whole' : 'branch',
    format: branch === '' ? 'pdf' : 'png',
    audience: audiences[0],
    capability: '',
    branch,
    table: 'register',
    scheme: 'light',
    strict: false,
  })
  const [busy, setBusy] = useState(false)
  const [taken, setTaken] = useState<Taken>()
  const change = (part: Partial<Choice>) => {
    setTaken(undefined)
    setChoice((now) => ({ ...now, ...part }))
  }
  const row = WHAT[choice.what]
  const missing = missingIn(choice)

  async function take(): Promise<void> {
    setBusy(true)
    setTaken(undefined)
    setTaken(await takeFile(`/api/cases/${encodeURIComponent(caseId)}/export?${exportQuery(choice)}`))
    setBusy(false)
  }

  return (
    <div className={classes.page}>
      <p className={page.crumb}>
        <Link className={page.link} href={`/cases/${encodeURIComponent(caseId)}`}>
          {title}
        </Link>
      </p>
      <div className={page.pageHead}>
        <h1>Export files</h1>
      </div>
      <p className={page.lead}>
        Take the case along as it was last saved. Every file says of which state it is, and counts what it leaves out.
      </p>
      <Choices label="What">
        <Radio.Group
          aria-label="What"
          value={choice.what}
          onChange={(value) => {
            setTaken(undefined)
            setChoice((now) => withWhat(now, value as What))
          }}
        >
          {(Object.keys(WHAT) as What[]).map((what) => (
            <Radio key={what} value={what} label={WHAT[what].label} description={WHAT[what].means} />
          ))}
        </Radio.Group>
      </Choices>
      {choice.what === 'table' && (
        <Choices label="Which table">
          <Select
            aria-label="Which table"
            data={TABLE_CHOICES}
            value={choice.table}
            onChange={(table) => table !== null && change({ table })}
            allowDeselect={false}
            className={classes.field}
          />
        </Choices>
      )}
      {row.of.length > 1 && (
        <Choices label="Of what">
          <Radio.Group aria-label="Of what" value={choice.of} onChange={(value) => change({ of: value as Of })}>
            {row.of.map((of) => (
              <Radio key={of} value={of} label={OF[of]} />
            ))}
          </Radio.Group>
          {choice.of === 'capability' && (
            <Select
              aria-label="Capability"
              placeholder="Choose a capability"
              searchable
              data={capabilities.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
              value={choice.capability === '' ? null : choice.capability}
              onChange={(capability) => change({ capability: capability ?? '' })}
              className={classes.field}
            />
          )}
          {choice.of === 'branch' && (
            <TextInput
              label="Name of the element"
              placeholder="C7-ALOF-1"
              value={choice.branch}
              onChange={(event) => change({ branch: event.currentTarget.value })}
              className={classes.field}
            />
          )}
        </Choices>
      )}
      <Choices label="Format">
        <Radio.Group
          aria-label="Format"
          value={choice.format}
          onChange={(value) => change({ format: value as Format })}
        >
          {row.formats.map((format) => (
            <Radio key={format} value={format} label={FORMATS[format]} />
          ))}
        </Radio.Group>
        {choice.what === 'picture' && (
          <>
            <Checkbox
              label="Dark colours"
              checked={choice.scheme === 'dark'}
              onChange={(event) => change({ scheme: event.currentTarget.checked ? 'dark' : 'light' })}
            />
            <Checkbox
              label="As in figures of the GSN standard: every support from bottom to top"
              checked={choice.strict}
              onChange={(event) => change({ strict: event.currentTarget.checked })}
            />
          </>
        )}
      </Choices>
      <Choices label="For whom">
        <Radio.Group
          aria-label="For whom"
          value={choice.audience}
          onChange={(value) => change({ audience: value as Audience })}
        >
          {audiences.map((audience) => (
            <Radio
              key={audience}
              value={audience}
              label={AUDIENCE_WORDS[audience].label}
              description={AUDIENCE_WORDS[audience].means}
            />
          ))}
        </Radio.Group>
      </Choices>
      <div className={classes.act}>
        <Button
          size="sm"
          leftSection={<DownloadIcon />}
          loading={busy}
          disabled={missing !== undefined}
          onClick={() => void take()}
        >
          Save the file
        </Button>
        <p role="status" className={classes.said}>
          {busy ? 'The file is being written. A long report takes a minute.' : (missing ?? savedWords(taken))}
        </p>
      </div>
      {taken !== undefined && 'problem' in taken && (
        <Alert color="red" role="alert" title="No file was made">
          {taken.problem}
        </Alert>
      )}
    </div>
  )
}

function savedWords(taken: Taken | undefined): string {
  return taken !== undefined && 'saved' in taken ? `Saved as ${taken.saved}.` : ''
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.choices} aria-label={label}>
      <h2>{label}</h2>
      <div className={classes.group}>{children}</div>
    </section>
  )
}
