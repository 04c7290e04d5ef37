'use client'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { SearchIcon } from '@/components/look/icons'
import own from '@/components/monitor/monitor.module.css'
import type { LibraryAnswer } from '@/lib/library/answer'
import type { LibraryEntry } from '@/lib/library/gather'
import { capabilityName } from '@/lib/reading/capability-names'
import { EntryCard } from './EntryCard'
import { type WorkCase, workPath } from './library-path'

interface Props {
  readonly work?: WorkCase
  /** Cases of mine that I may edit, to work in one of them. */
  readonly choices: readonly { readonly id: string; readonly title: string }[]
  readonly capability: string
}

const PAUSE = 200

/** [LIB1] What was seen so far in all my cases, and the way to use it in one of them. */
export function LibraryPage({ work, choices, capability: first }: Props) {
  const [words, setWords] = useState('')
  const [capability, setCapability] = useState(first)
  const [answer, setAnswer] = useState<LibraryAnswer>()
  const [more, setMore] = useState<readonly LibraryEntry[]>([])
  const [problem, setProblem] = useState<string>()
  const [chosen, setChosen] = useState('')
  const query = queryOf(words, capability, work)

  useEffect(() => {
    let left = false
    const timer = setTimeout(async () => {
      const found = await callApi<LibraryAnswer>(`/api/library?${query}`)
      if (left) return
      setProblem(found.ok ? undefined : found.refusal.message)
      setMore([])
      if (found.ok) setAnswer(found.value)
    }, PAUSE)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [query])

  const shown = [...(answer?.entries ?? []), ...more]
  async function loadMore(): Promise<void> {
    const found = await callApi<LibraryAnswer>(`/api/library?${query}&after=${shown.length}`)
    if (found.ok) setMore([...more, ...found.value.entries])
    else setProblem(found.refusal.message)
  }

  return (
    <>
      <p className={classes.crumb}>
        {work === undefined ? (
          <Link className={classes.link} href="/">
            My cases
          </Link>
        ) : (
          <Link className={classes.link} href={workPath(work)}>
            {work.title}
          </Link>
        )}
      </p>
      <div className={classes.pageHead}>
        <h1>Library</h1>
      </div>
      <p className={own.lead}>
        Vulnerabilities, the capabilities they were argued under, and the controls against them, over all cases that you
        may read. {howWords(work)}
      </p>
      <section className={own.card} aria-label="Search the library">
        <div className={own.row}>
          <TextInput
            label="Search"
            placeholder="CVE number, words of a vulnerability or control"
            leftSection={<SearchIcon />}
            w={340}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <NativeSelect
            label="Capability"
            value={capability}
            data={[
              { value: '', label: 'All capabilities' },
              ...[...new Set([...(answer?.capabilities ?? []), ...(capability === '' ? [] : [capability])])].map(
                (code) => ({
                  value: code,
                  label: `${code} ${capabilityName(code)}`,
                }),
              ),
            ]}
            onChange={(event) => setCapability(event.currentTarget.value)}
          />
          {work === undefined && choices.length > 0 && (
            <>
              <NativeSelect
                label="Use it in"
                value={chosen}
                data={[
                  { value: '', label: 'Choose a case' },
                  ...choices.map(({ id, title }) => ({ value: id, label: title })),
                ]}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              {chosen !== '' && (
                <Button component="a" href={`/library?for=${encodeURIComponent(chosen)}`}>
                  Use things there
                </Button>
              )}
            </>
          )}
        </div>
        <p className={own.muted} role="status" style={{ marginTop: 8 }}>
          {answer === undefined ? 'Looking into your cases ...' : countWords(answer)}
        </p>
        {problem !== undefined && (
          <p className={own.bad} role="alert">
            {problem}
          </p>
        )}
      </section>
      {shown.map((entry) => (
        <EntryCard key={entry.key} entry={entry} work={work} />
      ))}
      {answer !== undefined && shown.length < answer.found && (
        <Button variant="default" onClick={() => void loadMore()}>
          Show more of {answer.found}
        </Button>
      )}
    </>
  )
}

function queryOf(words: string, capability: string, work: WorkCase | undefined): string {
  const query = new URLSearchParams()
  if (words.trim() !== '') query.set('q', words.trim())
  if (capability !== '') query.set('capability', capability)
  if (work !== undefined) query.set('for', work.id)
  return query.toString()
}

function howWords(work: WorkCase | undefined): string {
  if (work === undefined) return 'To use something, choose the case to use it in.'
  if (work.under !== undefined) return `What you choose becomes a control of ${work.under.name}.`
  return 'What you use here grows a risk with its controls, and keeps where it came from.'
}

function countWords({ all, found, cases }: LibraryAnswer): string {
  if (all === 0) return 'Your other cases argue no risk yet: the library fills as they do.'
  const read = cases === 1 ? '1 case' : `${cases} cases`
  return found === all ? `${all} seen in ${read}.` : `${found} of ${all}, seen in ${read}.`
}
