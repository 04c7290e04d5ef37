'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { useCanEdit, useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outgrown, outgrown } from '@/lib/pattern/versions'
import classes from './pattern.module.css'
import { type Kept, useVersions } from './use-library'
import { VersionChanges } from './VersionChanges'

/** [PTN8] Branches whose pattern has gone on since they were grown, what changed, and the way to follow it. */
export function NewerVersions({ kept }: { readonly kept: readonly Kept[] }) {
  const graph = useGraph((now): CaseGraph => now)
  const found = outgrown(graph, new Map(kept.map(({ pattern }) => [pattern.id, pattern.version])))
  if (found.length === 0) return null
  return (
    <section className={classes.section} aria-label="Patterns that have gone on">
      <h3>Patterns that have gone on</h3>
      {found.map((one) => (
        <Line key={one.top.id} one={one} held={graph.patterns.get(one.pattern)} />
      ))}
    </section>
  )
}

function Line({ one, held }: { readonly one: Outgrown; readonly held: Pattern | undefined }) {
  const { top, grown, newest } = one
  const { select } = useNavigate()
  const [open, setOpen] = useState(false)
  return (
    <article className={classes.card} aria-label={`${top.name}: a newer version`}>
      <p>
        <button type="button" className={classes.link} onClick={() => select(top.id)}>
          {top.name}
        </button>{' '}
        was grown from version {grown}; version {newest} exists.
      </p>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide what changed' : 'What changed'}
        </Button>
      </div>
      {open && <Changed one={one} held={held} />}
    </article>
  )
}

function Changed({ one, held }: { readonly one: Outgrown; readonly held: Pattern | undefined }) {
  const versions = useVersions(one.pattern)
  const run = useRun()
  const canEdit = useCanEdit()
  if (versions === undefined) return <p className={classes.note}>Looking into your library ...</p>
  const find = (version: number) =>
    held?.version === version ? held : versions.find(({ pattern }) => pattern.version === version)?.pattern
  const [older, newer] = [find(one.grown), find(one.newest)]
  const since = versions.filter(({ pattern, note }) => pattern.version > one.grown && note !== '')
  return (
    <>
      {since.length > 0 && (
        <ul className={classes.list}>
          {since.map(({ pattern, by, at, note }) => (
            <li key={pattern.version}>
              <span>
                Version {pattern.version}: {note}{' '}
                <span className={classes.note}>
                  {by}, {at.slice(0, 10)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {older === undefined || newer === undefined ? (
        <p className={classes.note}>
          Version {older === undefined ? one.grown : one.newest} is not in your library, so the two cannot be compared.
        </p>
      ) : (
        <VersionChanges older={older} newer={newer} />
      )}
      {canEdit && newer !== undefined && (one.held ?? 0) < one.newest && (
        <div className={classes.buttons}>
          <Button variant="default" size="compact-sm" onClick={() => void run('add-pattern', { pattern: newer })}>
            Bring version {one.newest} into this case
          </Button>
        </div>
      )}
      {one.held === one.newest && (
        <p className={classes.note}>
          The case has version {one.newest}: below, under "How the case follows its patterns", stands in what the branch
          differs from it, with the way there.
        </p>
      )}
    </>
  )
}
