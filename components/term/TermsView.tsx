'use client'
import { ActionIcon, SegmentedControl } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { LIFE_CYCLE_STAGES } from '@/catalog/terms/topics'
import { EmptyView } from '@/components/look/EmptyView'
import { OutlineIcon, PinLeftIcon } from '@/components/look/icons'
import { useReviewState } from '@/components/review/use-review'
import { useGraph, useSelection, useSynced } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { GROUPS_IN_ORDER, type Term } from '@/lib/term/read'
import { DroppedTerm, TermCard } from './TermCard'
import { TermLibrary } from './TermLibrary'
import classes from './term.module.css'
import { termsOf } from './use-terms'

type By = 'topic' | 'stage'

// The choices outlive the view, which is gone while another one is open.
let lastBy: By = 'topic'
let lastLibrary = true

/** What decides where the cards stand; equal while somebody writes in them. */
function placesOf(terms: readonly Term[]): string {
  return terms
    .map(({ id, group, stages, dropped }) => [id, dropped ? '-' : '+', group, stages.join(',')].join('\t'))
    .join('\n')
}

interface Placed {
  readonly id: ElementId
  readonly dropped: boolean
  readonly group: string
  readonly stages: readonly string[]
}

function readPlaces(lines: string): Placed[] {
  if (lines === '') return []
  return lines.split('\n').map((line) => {
    const [id = '', mark, group = '', stages = ''] = line.split('\t')
    return { id, dropped: mark === '-', group, stages: stages.split(',') }
  })
}

/** The responsibility terms: the library beside what is chosen, both sides' shares side by side. */
export default function TermsView() {
  const lines = useGraph((graph) => placesOf(termsOf(graph)))
  const placed = useMemo(() => readPlaces(lines), [lines])
  const synced = useSynced()
  const [by, setBy] = useState<By>(lastBy)
  const [library, setLibrary] = useState(lastLibrary)
  const groups = useMemo(() => grouped(placed, by), [placed, by])
  const dropped = placed.filter((term) => term.dropped)
  const list = useRef<HTMLDivElement>(null)
  useScrollToSelected(list, placed)
  const chosen = placed.length - dropped.length

  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <ActionIcon
          aria-label={library ? 'Hide the library' : 'Show the library'}
          title={library ? 'Hide the library' : 'Show the library'}
          aria-expanded={library}
          onClick={() => {
            lastLibrary = !library
            setLibrary(!library)
          }}
        >
          {library ? <PinLeftIcon /> : <OutlineIcon />}
        </ActionIcon>
        <h2>Responsibility terms</h2>
        <Counts ids={placed.filter((term) => !term.dropped).map(({ id }) => id)} dropped={dropped.length} />
        <SegmentedControl
          size="xs"
          className={classes.by}
          aria-label="Group the terms by"
          value={by}
          onChange={(value) => {
            lastBy = value as By
            setBy(value as By)
          }}
          data={[
            { value: 'topic', label: 'By topic' },
            { value: 'stage', label: 'By stage' },
          ]}
        />
      </div>
      <div className={classes.columns}>
        {library && <TermLibrary />}
        <div className={classes.list} ref={list}>
          {chosen === 0 && !synced && <p className={classes.none}>Loading the case ...</p>}
          {chosen === 0 && synced && (
            <EmptyView title="No term is chosen yet">
              Terms say who does what beyond single controls: updates, incidents, end of support. Begin with the
              suggested topics of the library, then change their words together; each side approves them like any claim.
            </EmptyView>
          )}
          {groups.map(({ title, ids }) => (
            <section key={title} className={classes.group} aria-label={title}>
              <h3>{title}</h3>
              {ids.map((id) => (
                <TermCard key={id} id={id} />
              ))}
            </section>
          ))}
          {dropped.length > 0 && (
            <section className={classes.group} aria-label="Dropped with a reason">
              <h3>Dropped with a reason</h3>
              {dropped.map(({ id }) => (
                <DroppedTerm key={id} id={id} />
              ))}
            </section>
          )}
        </div>
      </div>
    </div>
  )
}

/** Each chosen term once: under its group, or under the first stage in which it counts. */
function grouped(placed: readonly Placed[], by: By): { title: string; ids: ElementId[] }[] {
  const chosen = placed.filter((term) => !term.dropped)
  if (by === 'topic') {
    return GROUPS_IN_ORDER.map((title) => ({
      title,
      ids: chosen.filter(({ group }) => group === title).map(({ id }) => id),
    })).filter(({ ids }) => ids.length > 0)
  }
  const stages = [
    ...LIFE_CYCLE_STAGES.map(({ id, name }) => ({ id: id as string, name })),
    { id: '', name: 'No stage named' },
  ]
  const first = (term: Placed) => stages.find(({ id }) => term.stages.includes(id))?.id ?? ''
  return stages
    .map(({ id, name }) => ({ title: name, ids: chosen.filter((term) => first(term) === id).map((term) => term.id) }))
    .filter(({ ids }) => ids.length > 0)
}

function Counts({ ids, dropped }: { ids: readonly ElementId[]; dropped: number }) {
  const agreed = useReviewState((review) => ids.filter((id) => review.claims.get(id)?.status === 'agreed').length)
  const open = useGraph((graph) => {
    const wanted = new Set(ids)
    return termsOf(graph).filter((term) => wanted.has(term.id) && term.open.length > 0).length
  })
  return (
    <span className={classes.sum} role="status">
      {ids.length === 1 ? '1 term' : `${ids.length} terms`}, {agreed} agreed
      {open > 0 && `, ${open} to fill in`}
      {dropped > 0 && `, ${dropped} dropped`}
    </span>
  )
}

/** Shows the selected term when it is selected from elsewhere: the library, a finding, a link. */
function useScrollToSelected(list: RefObject<HTMLDivElement | null>, placed: readonly Placed[]): void {
  const { selected } = useSelection()
  const shown = placed.find(({ id }) => id === selected)?.id
  useEffect(() => {
    if (shown === undefined) return
    const card = list.current?.querySelector('[data-selected]')
    // What one is writing in stays where it is.
    if (card?.contains(document.activeElement)) return
    card?.scrollIntoView({ block: 'nearest' })
  }, [shown, list])
}
