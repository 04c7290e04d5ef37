'use client'
import { Button, FileButton } from '@mantine/core'
import { useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { DownloadIcon, PlusIcon } from '@/components/look/icons'
import { useCanEdit, useGraph, useRun, useSynced } from '@/components/workspace/CaseContext'
import { PATTERN_MAX } from '@/lib/case/pattern-json'
import { type PatternProblem, readPatternFile } from '@/lib/pattern/check-pattern'
import { DriftList } from './DriftList'
import { NewerVersions } from './NewerVersions'
import { OlderVersions } from './OlderVersions'
import { PatternParts } from './PatternParts'
import classes from './pattern.module.css'
import { downloadPattern } from './pattern-files'
import { useLibrary } from './use-library'

interface Refused {
  readonly file: string
  readonly message: string
  readonly problems: readonly PatternProblem[]
}

/** The patterns of this case and of my organisation, and how the case stands to them. */
export default function PatternsView() {
  const brought = useGraph((graph) => [...graph.patterns.values()])
  const synced = useSynced()
  const canEdit = useCanEdit()
  const { kept, problem, keep } = useLibrary()
  const [refused, setRefused] = useState<Refused>()
  const [told, setTold] = useState<string>()
  const run = useRun()

  async function load(file: File | null): Promise<void> {
    if (file === null) return
    setTold(undefined)
    const read = readPatternFile(file.size > 4 * PATTERN_MAX ? 'x'.repeat(PATTERN_MAX + 1) : await file.text())
    if (!read.ok) {
      const problems = Array.isArray(read.refusal.details) ? (read.refusal.details as PatternProblem[]) : []
      setRefused({ file: file.name, message: read.refusal.message, problems })
      return
    }
    setRefused(undefined)
    const outcome = await run('add-pattern', { pattern: read.value })
    if (outcome.ok)
      setTold(`${read.value.title} is in the case. Grow it at a claim: More, then "Grow a pattern below".`)
  }

  async function toLibrary(pattern: Pattern): Promise<void> {
    setTold((await keep(pattern)) ?? `Your library has ${pattern.title}, version ${pattern.version}.`)
  }

  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <h2>Patterns</h2>
        {canEdit && synced && (
          <FileButton onChange={(file) => void load(file)} accept="application/json,.json">
            {(props) => (
              <Button {...props} variant="default" leftSection={<PlusIcon />}>
                Load a pattern file
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <div className={classes.page}>
        {refused !== undefined && <Problems refused={refused} />}
        {told !== undefined && (
          <p className={classes.note} role="status">
            {told}
          </p>
        )}
        <section className={classes.section} aria-label="In this case">
          <h3>In this case</h3>
          {[SECURITY_CAPABILITY, ...brought].map((pattern) => (
            <Card
              key={pattern.id}
              pattern={pattern}
              note={pattern === SECURITY_CAPABILITY ? 'The pattern that cases are grown from.' : undefined}
              onKeep={pattern === SECURITY_CAPABILITY ? undefined : () => void toLibrary(pattern)}
            />
          ))}
        </section>
        <section className={classes.section} aria-label="My organisation's library">
          <h3>My organisation's library</h3>
          {problem !== undefined && <p className={classes.note}>{problem}</p>}
          {kept?.length === 0 && (
            <p className={classes.note}>
              It is empty. Save a branch of a case as a pattern: at its claim choose More, then "Save this branch as a
              pattern".
            </p>
          )}
          {kept?.map(({ pattern, by, at, note, versions }) => (
            <Card
              key={pattern.id}
              pattern={pattern}
              note={`Kept by ${by}, ${at.slice(0, 10)}${note === '' ? '' : `: ${note}`}`}
              versions={versions}
              onBring={
                canEdit && synced && !brought.some((each) => each.id === pattern.id && each.version >= pattern.version)
                  ? () => void run('add-pattern', { pattern })
                  : undefined
              }
            />
          ))}
        </section>
        {synced && <NewerVersions kept={kept ?? []} />}
        <section className={classes.section} aria-label="How the case follows its patterns">
          <h3>How the case follows its patterns</h3>
          {synced ? <DriftList /> : <p className={classes.note}>Loading the case ...</p>}
        </section>
      </div>
    </div>
  )
}

function Problems({ refused: { file, message, problems } }: { readonly refused: Refused }) {
  return (
    <section className={classes.block} role="alert">
      <h3>{file} was not loaded</h3>
      {problems.length === 0 ? (
        <p className={classes.bad}>{message}</p>
      ) : (
        <ul className={classes.problems}>
          {problems.map((each) => (
            <li key={`${each.path} ${each.message}`}>
              <code>{each.path || 'file'}</code>: {each.message}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface CardProps {
  readonly pattern: Pattern
  readonly note: string | undefined
  readonly versions?: number
  readonly onKeep?: (() => void) | undefined
  readonly onBring?: (() => void) | undefined
}

function Card({ pattern, note, versions = 0, onKeep, onBring }: CardProps) {
  return (
    <article className={classes.card} aria-label={pattern.title}>
      <header>
        <h3>{pattern.title}</h3>
        <span className={classes.note}>
          Version {pattern.version}, {pattern.elements.length} elements{note === undefined ? '' : `. ${note}`}
        </span>
      </header>
      {pattern.source !== '' && <p className={classes.note}>{pattern.source}</p>}
      <details>
        <summary>What it asks for</summary>
        <PatternParts pattern={pattern} />
      </details>
      {versions > 1 && <OlderVersions pattern={pattern} />}
      <div className={classes.buttons}>
        {onBring !== undefined && (
          <Button variant="default" size="compact-sm" onClick={onBring}>
            Use in this case
          </Button>
        )}
        {onKeep !== undefined && (
          <Button variant="default" size="compact-sm" onClick={onKeep}>
            Keep in my library
          </Button>
        )}
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<DownloadIcon />}
          onClick={() => downloadPattern(pattern)}
        >
          Save as a file
        </Button>
      </div>
    </article>
  )
}
