'use client'
import { Badge, Button, Checkbox, NativeSelect } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import own from '@/components/monitor/monitor.module.css'
import { sideWord } from '@/components/workspace/people'
import { tellRefusal } from '@/components/workspace/tell'
import { FACETS } from '@/lib/case/fields'
import type { LibraryControl, LibraryEntry, Place } from '@/lib/library/gather'
import { capabilityName } from '@/lib/reading/capability-names'
import { type WorkCase, workPath } from './library-path'

interface Props {
  readonly entry: LibraryEntry
  readonly work: WorkCase | undefined
}

interface Brought {
  readonly element?: string
  readonly there: boolean
  readonly left: number
}

/** Places that are named; the rest is counted. */
const NAMED = 4

/** [LIB1] [LIB4] One vulnerability: how often and where it was seen, what stands against it, and using it here. */
export function EntryCard({ entry, work }: Props) {
  const usable = entry.where.filter((place) => place.usable)
  const [from, setFrom] = useState(usable[0]?.element ?? '')
  const place = usable.find(({ element }) => element === from) ?? usable[0]
  const offered = place === undefined ? [] : controlsAt(entry, place)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [capability, setCapability] = useState('')
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Brought>()
  // Never a capability that nobody chose: only one that it was argued under and that is required here.
  const code = capability || entry.capabilities.find((each) => work?.capabilities.includes(each)) || ''
  const chosen = offered.filter(({ element }) => !left.has(element))

  async function use(): Promise<void> {
    if (work === undefined || place === undefined) return
    setBusy(true)
    const body = {
      from: place.case,
      risk: place.element,
      controls: chosen.map(({ element }) => element),
      ...(work.under === undefined ? { capability: code } : { under: work.under.id }),
    }
    const outcome = await callApi<Brought>(`/api/cases/${encodeURIComponent(work.id)}/library`, { body })
    setBusy(false)
    if (outcome.ok) setDone(outcome.value)
    else tellRefusal(outcome.refusal)
  }

  return (
    <article className={own.card} aria-label={entry.title}>
      <div className={own.head}>
        <h2 className={own.statement} title={entry.title}>
          {entry.title}
        </h2>
        <span className={own.muted}>
          {entry.cases === 1 ? 'In 1 case' : `In ${entry.cases} cases`}
          {entry.where.length > entry.cases ? `, ${entry.where.length} times` : ''}
        </span>
      </div>
      <p className={own.muted}>
        {[...entry.cve, ...entry.cwe].slice(0, 8).join(', ')}
        {entry.cve.length + entry.cwe.length > 0 ? '. ' : ''}
        {entry.capabilities.map((each) => `${each} ${capabilityName(each)}`).join(', ')}.
        {entry.threat !== '' && entry.threat !== entry.title ? ` ${entry.threat.slice(0, 300)}` : ''}
      </p>
      <Where places={entry.where} />
      {entry.controls.length > 0 && (
        <details>
          <summary>Controls against it: {entry.controls.length}</summary>
          <ul className={own.list}>
            {entry.controls.map((control) => (
              <Control key={control.key} control={control} />
            ))}
          </ul>
        </details>
      )}
      {work !== undefined && place === undefined && (
        <p className={own.muted}>
          It cannot be used here: only what was seen in a case of your own organisation, on the same side, goes along.
        </p>
      )}
      {work !== undefined && place !== undefined && done === undefined && (
        <fieldset className={own.use}>
          <legend>Use it in {work.title}</legend>
          <div className={own.row}>
            {usable.length > 1 && (
              <NativeSelect
                label="As it stands in"
                size="xs"
                value={place.element}
                data={usable.map((each) => ({ value: each.element, label: `${each.title}: ${each.name}` }))}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
            )}
            {work.under === undefined && (
              <NativeSelect
                label="Capability here"
                size="xs"
                value={code}
                data={[
                  { value: '', label: 'Choose' },
                  ...work.capabilities.map((each) => ({ value: each, label: `${each} ${capabilityName(each)}` })),
                ]}
                onChange={(event) => setCapability(event.currentTarget.value)}
              />
            )}
          </div>
          {offered.map(({ element, label }) => (
            <Checkbox
              key={element}
              size="xs"
              mt={6}
              label={label}
              checked={!left.has(element)}
              onChange={(event) =>
                setLeft(
                  event.currentTarget.checked
                    ? new Set([...left].filter((each) => each !== element))
                    : new Set([...left, element]),
                )
              }
            />
          ))}
          <div className={own.acts}>
            <Button
              size="compact-sm"
              loading={busy}
              disabled={work.under === undefined ? code === '' : chosen.length === 0}
              onClick={() => void use()}
            >
              Use it here
            </Button>
            {work.under === undefined && work.capabilities.length === 0 && (
              <span className={own.muted}>Decide in the case first that a capability is required.</span>
            )}
          </div>
        </fieldset>
      )}
      {work !== undefined && done !== undefined && (
        <p role="status" className={own.done}>
          {done.there ? 'It was taken into this case before.' : 'It stands in this case now.'}
          {done.left > 0 &&
            ` ${done.left === 1 ? '1 control stays' : `${done.left} controls stay`} behind: the other organisation there owes them.`}{' '}
          <Link
            className={own.link}
            href={
              done.element === undefined
                ? workPath(work)
                : `/cases/${encodeURIComponent(work.id)}?element=${encodeURIComponent(done.element)}`
            }
          >
            Show it
          </Link>
        </p>
      )}
    </article>
  )
}

function controlsAt(entry: LibraryEntry, place: Place): { readonly element: string; readonly label: string }[] {
  return entry.controls.flatMap((control) =>
    control.where.flatMap((at) =>
      at.case === place.case && at.risk === place.element ? [{ element: at.element, label: titleOf(control) }] : [],
    ),
  )
}

function Where({ places }: { readonly places: readonly Place[] }) {
  return (
    <p className={own.muted}>
      Seen at{' '}
      {places.slice(0, NAMED).map((place, index) => (
        <span key={`${place.case} ${place.element}`}>
          {index > 0 && ', '}
          <Link
            className={own.link}
            href={`/cases/${encodeURIComponent(place.case)}?element=${encodeURIComponent(place.element)}`}
          >
            {place.name} in {place.title}
          </Link>
        </span>
      ))}
      {places.length > NAMED && ` and ${places.length - NAMED} more`}.
    </p>
  )
}

function Control({ control }: { readonly control: LibraryControl }) {
  const { standard, ref, responsible, evidence, where, statement } = control
  const source = [standard, ref].filter(Boolean).join(' ')
  return (
    <li>
      <strong>{titleOf(control)}</strong>{' '}
      {responsible !== '' && <Badge color="gray">{responsible === 'shared' ? 'Shared' : sideWord(responsible)}</Badge>}{' '}
      <span className={own.muted}>
        {source !== '' && `${source}. `}
        {where.length === 1 ? 'Once' : `${where.length} times`}
        {evidence.length > 0 && `; evidence: ${evidence.map(evidenceWords).join(', ')}`}.
        {statement !== '' && statement !== control.title ? ` ${statement.slice(0, 300)}` : ''}
      </span>
    </li>
  )
}

function titleOf({ title, statement, ref }: LibraryControl): string {
  return (title || statement || ref || 'A control').slice(0, 160)
}

function evidenceWords([kind, times]: readonly [string, number]): string {
  const word = FACETS.evidence.evidenceKind.values.find(({ value }) => value === kind)?.label.toLowerCase() ?? 'other'
  return times === 1 ? word : `${word} ${times} times`
}
