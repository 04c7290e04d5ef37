'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { newsWords } from '@/components/cases/agreement-words'
import { callApi } from '@/components/cases/call-api'
import { fullMoment } from '@/components/review/words'
import { useRoom, useSynced } from '@/components/workspace/CaseContext'
import shell from '@/components/workspace/shell.module.css'

interface News {
  readonly since: string
  readonly edits: number
  readonly entries: number
}

/** How often somebody who stays is noted as being here. */
const STAY_MS = 5 * 60_000

/** [ACT1] Notes that I am in this case, and says once what happened since I was here last. */
export function NewsBand() {
  const { caseId, past } = useRoom()
  const synced = useSynced()
  const [news, setNews] = useState<News>()
  const live = synced && past === undefined
  useEffect(() => {
    if (!live) return
    let gone = false
    const path = `/api/cases/${encodeURIComponent(caseId)}/seen`
    const note = async () =>
      document.visibilityState === 'visible' ? callApi<News & { back: boolean }>(path, { body: {} }) : undefined
    void note().then((outcome) => {
      // What happened while I was here was on the screen.
      if (!gone && outcome?.ok && outcome.value.back) setNews(outcome.value)
    })
    const timer = setInterval(() => void note(), STAY_MS)
    // What came while the page was open was seen as it came.
    const leaving = () => {
      const headers = { 'content-type': 'application/json' }
      void fetch(path, { method: 'POST', body: '{}', headers, keepalive: true }).catch(() => {})
    }
    window.addEventListener('pagehide', leaving)
    return () => {
      gone = true
      clearInterval(timer)
      window.removeEventListener('pagehide', leaving)
      leaving()
    }
  }, [caseId, live])
  const words = news === undefined ? '' : newsWords(news)
  if (news === undefined || words === '') return null
  return (
    <div className={shell.band} data-tone="plain" role="status">
      <span>
        {words} by others since you were here on {fullMoment(news.since)}.
      </span>
      <Button
        component={Link}
        variant="default"
        size="compact-sm"
        href={`/cases/${encodeURIComponent(caseId)}/activity`}
      >
        See what happened
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={() => setNews(undefined)}>
        Not now
      </Button>
    </div>
  )
}
