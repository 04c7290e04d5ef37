'use client'
import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { Crumbs } from '@/components/agreement/Crumbs'
import { saveText } from '@/components/agreement/save-text'
import { callApi } from '@/components/cases/call-api'
import { DownloadIcon } from '@/components/look/icons'
import type { Side } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import type { ChainedEntry } from '@/lib/agreement/ledger-chain'
import { auditCsv, auditLines } from '@/lib/audit/audit-line'
import { type AuditFilter, filterAudit } from '@/lib/audit/filter'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { AuditFilters } from './AuditFilters'
import { AuditList } from './AuditList'
import { HistoryAlarm } from './HistoryAlarm'
import { chainsOf } from './HistoryWatch'
import { type Watched, watchHistory } from './history-memory'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly side: Side | undefined
  /** Names of the case's elements by id. */
  readonly names: readonly (readonly [string, string])[]
}

/** Entries drawn at once: a long history is read a page at a time, and printed whole. */
const PAGE = 200

/** The history as sentences: who did what, when, for which side; checked here, searched, printed and taken along. */
export function AuditPage({ caseId, title, side, names }: Props) {
  const [entries, setEntries] = useState<readonly LedgerEntry[]>()
  const [watched, setWatched] = useState<Watched>()
  const [problem, setProblem] = useState('')
  const [filter, setFilter] = useState<AuditFilter>(filterOfAddress)
  const [most, setMost] = useState(PAGE)
  useEffect(() => {
    let here = true
    const path = `/api/cases/${encodeURIComponent(caseId)}/ledger`
    void callApi<{ entries: readonly LedgerEntry[] }>(path).then((told) => {
      if (!here) return
      if (!told.ok) return setProblem(told.refusal.message)
      const chained = told.value.entries as unknown as readonly ChainedEntry[]
      setWatched(watchHistory(caseId, chainsOf(side), chained, new Date().toISOString()))
      setEntries(told.value.entries)
    })
    return () => {
      here = false
    }
  }, [caseId, side])
  const lines = useMemo(() => auditLines(entries ?? [], new Map(names)), [entries, names])
  const found = useMemo(() => filterAudit(lines, filter), [lines, filter])
  const print = () => {
    setMost(Number.POSITIVE_INFINITY)
    // Printed once all of it is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
  }
  return (
    <>
      <Crumbs caseId={caseId} title={title} here="History" />
      <h1>History of {title}</h1>
      <p className={classes.lead}>
        Everything that people said, approved, proposed and signed. Entries are sealed and chained: none can be changed
        or taken away without being noticed. Times are UTC.
      </p>
      {watched !== undefined && <HistoryAlarm caseId={caseId} alarms={watched.alarms} />}
      {watched !== undefined && watched.alarms.length === 0 && <Checked watched={watched} />}
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <section className={`${classes.section} ${classes.onScreen}`} aria-label="Look for">
        <AuditFilters lines={lines} filter={filter} change={setFilter} />
        <div className={classes.tools}>
          <span role="status" className={classes.muted}>
            {entries === undefined ? 'Reading the history ...' : `${found.length} of ${lines.length} entries`}
          </span>
          <Button variant="default" onClick={print} disabled={found.length === 0}>
            Print these
          </Button>
          <Button
            variant="default"
            leftSection={<DownloadIcon />}
            disabled={found.length === 0}
            onClick={() => saveText(auditCsv(found), 'history.csv', 'text/csv')}
          >
            These as CSV
          </Button>
          <Button
            component="a"
            variant="default"
            leftSection={<DownloadIcon />}
            href={`/api/cases/${encodeURIComponent(caseId)}/ledger/export`}
            download
          >
            The whole history, sealed
          </Button>
        </div>
      </section>
      <AuditList caseId={caseId} lines={found.slice(0, most)} />
      {found.length > most && (
        <Button variant="default" mt="md" onClick={() => setMost(most + PAGE)}>
          Show {Math.min(PAGE, found.length - most)} more
        </Button>
      )}
    </>
  )
}

function Checked({ watched }: { watched: Watched }) {
  const size = watched.checked.reduce((sum, chain) => sum + chain.size, 0)
  const since = watched.checked
    .flatMap((chain) => chain.since ?? [])
    .sort()
    .at(0)
  return (
    <p className={`${classes.said} ${classes.good}`} role="status">
      This browser has hashed {size === 1 ? 'the one entry' : `all ${size} entries`} and found that each follows the one
      before it.{' '}
      {since === undefined
        ? 'It remembers from now on where the history stands.'
        : `The history goes on from where this browser saw it on ${instantWords(since)}.`}
    </p>
  )
}

/** A link may bring along what to look for. */
function filterOfAddress(): AuditFilter {
  const asked = new URLSearchParams(window.location.search)
  const [element, text] = [asked.get('element') ?? '', asked.get('text') ?? '']
  return { ...(element === '' ? {} : { element }), ...(text === '' ? {} : { text }) }
}
