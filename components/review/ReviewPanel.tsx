'use client'
import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import {
  useElement,
  useLedger,
  useMarkedThread,
  useMe,
  useRoom,
  useSelection,
} from '@/components/workspace/CaseContext'
import { type Thread, threadsAbout, threadsInOrder } from '@/lib/review/threads'
import type { LedgerEntry, LedgerHeads } from '@/lib/wire/ledger'
import { ApprovalBlock } from './ApprovalBlock'
import { CaseSummary } from './CaseSummary'
import { Composer } from './Composer'
import classes from './review.module.css'
import { SinceHere } from './SinceHere'
import { ThreadCard } from './ThreadCard'
import { FilterChoice, passes, type ThreadFilter } from './thread-filter'
import { headsOf, newsAfter, useCaughtUp, useReadMark } from './unread'
import { useReviewState } from './use-review'
import { counted } from './words'

type Scope = 'case' | 'element'

// The choice outlives the panel, which is gone while another tab is open.
let lastScope: Scope = 'element'

/** What people say about the case or about the selected element: approval, threads, and where to write. */
export function ReviewPanel() {
  const { selected } = useSelection()
  const element = useElement(selected)
  const [scope, setScope] = useState<Scope>(lastScope)
  const about = element === undefined || scope === 'case' ? undefined : element.id
  const threads = useReviewState((review) => review.threads)
  const me = useMe()
  const [filter, setFilter] = useState<ThreadFilter>('all')
  const shown = useMemo(
    () => threadsInOrder(threads, about).filter((thread) => passes(filter, thread, me.id)),
    [threads, about, filter, me.id],
  )
  const { news, since } = useNews()
  const marked = useMarkedThread()
  const open = shown.filter((thread) => thread.resolved === undefined)
  const resolved = shown.filter((thread) => thread.resolved !== undefined)
  const elsewhere = about === undefined ? 0 : [...news].filter((id) => threads.get(id)?.element !== about).length

  function choose(next: Scope) {
    lastScope = next
    setScope(next)
  }

  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <SegmentedControl
          size="xs"
          aria-label="Show comments on"
          value={about === undefined ? 'case' : 'element'}
          onChange={(value) => choose(value === 'case' ? 'case' : 'element')}
          data={[
            { value: 'case', label: 'Whole case' },
            {
              value: 'element',
              label: `Only ${element?.name ?? 'the selected element'}`,
              disabled: element === undefined,
            },
          ]}
        />
        <span role="status">{open.length === 0 ? 'None open' : `${open.length} open`}</span>
      </div>
      <div className={classes.scroll}>
        {elsewhere > 0 && (
          <div className={classes.fold}>
            <Button variant="light" size="compact-xs" onClick={() => choose('case')}>
              Show {counted(elsewhere, 'new comment')} on other elements
            </Button>
          </div>
        )}
        {about === undefined && <SinceHere since={since} />}
        {about === undefined && <CaseSummary />}
        {(filter !== 'all' || (about === undefined ? threads.size : threadsAbout(threads, about).length) > 1) && (
          <FilterChoice filter={filter} onChange={setFilter} />
        )}
        {element?.kind === 'goal' && !element.deleted && about !== undefined && <ApprovalBlock claim={element.id} />}
        {shown.length === 0 && (
          <p className={classes.hint}>
            {filter !== 'all'
              ? 'No comment is like this. Choose All comments to see the others.'
              : about === undefined
                ? 'Nobody has commented yet. Select a claim, or mark words in a text, and write below: to both sides, or to your own only.'
                : `Nobody has commented on ${element?.name} yet. Write below what is unclear or wrong, to both sides or to your own only; @ names somebody.`}
          </p>
        )}
        <Cards threads={open} news={news} named={about === undefined} />
        <Resolved key={`${about ?? ''}:${marked ?? ''}`} threads={resolved} news={news} named={about === undefined} />
      </div>
      <div className={classes.foot}>
        <Composer element={selected} />
      </div>
    </div>
  )
}

interface CardsProps {
  readonly threads: readonly Thread[]
  /** Ids of those in which others wrote since I last looked. */
  readonly news: ReadonlySet<string>
  readonly named: boolean
}

function Cards({ threads, news, named }: CardsProps) {
  const marked = useMarkedThread()
  return threads.map((thread) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      unread={news.has(thread.id)}
      marked={thread.id === marked}
      named={named}
    />
  ))
}

/** Resolved threads fold away: what is open is what needs people. */
function Resolved({ threads, news, named }: CardsProps) {
  const marked = useMarkedThread()
  const [unfolded, setUnfolded] = useState(() => threads.some(({ id }) => id === marked))
  if (threads.length === 0) return null
  return (
    <>
      <div className={classes.fold}>
        <Button variant="subtle" size="compact-xs" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? 'Hide' : 'Show'} {counted(threads.length, 'resolved comment')}
        </Button>
      </div>
      {unfolded && <Cards threads={threads} news={news} named={named} />}
    </>
  )
}

/** The threads in which somebody else wrote since I last looked. What is on screen counts as read from now on. */
function useNews(): { readonly news: ReadonlySet<string>; readonly since: LedgerHeads | undefined } {
  const { me } = useRoom()
  const mark = useReadMark()
  const caughtUp = useCaughtUp()
  const entries = useLedger()
  const [since, setSince] = useState(() => mark.get())

  useEffect(() => {
    if (!caughtUp) return
    // On a first visit everything that was there before is known.
    setSince((before) => before ?? headsOf(entries))
    const read = () => {
      if (document.visibilityState === 'visible') mark.readTo(headsOf(entries))
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [caughtUp, entries, mark])

  const news = useMemo(
    () => new Set<string>(since === undefined ? [] : newsAfter(entries, since, me.id).flatMap(threadOf)),
    [entries, since, me.id],
  )
  return { news, since }
}

function threadOf(entry: LedgerEntry): string[] {
  return entry.kind === 'thread.opened' || entry.kind === 'thread.replied' ? [entry.body.thread] : []
}
