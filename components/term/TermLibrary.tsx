'use client'
import { Button, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type ResponsibilityTopic, TOPIC_GROUPS, TOPIC_SOURCES, TOPICS } from '@/catalog/terms/topics'
import { PlusIcon, SearchIcon } from '@/components/look/icons'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { termIdOf } from '@/lib/term/read'
import { DropTerm } from './DropTerm'
import { OwnTerm } from './OwnTerm'
import classes from './term.module.css'
import { suggestionsOf, termsOf, useReadOnly } from './use-terms'

/** The 46 topics: what is chosen, what this case usually needs and why, and the rest. */
export function TermLibrary() {
  const [words, setWords] = useState('')
  const taken = useGraph((graph) =>
    termsOf(graph)
      .flatMap(({ topic, dropped }) => (topic === '' ? [] : [`${topic}${dropped ? '-' : '+'}`]))
      .join(' '),
  )
  // As text, which compares by value: who types in a term does not draw the library again.
  const suggested = useGraph((graph) =>
    suggestionsOf(graph)
      .map(({ topic, because }) => `${topic} ${because}`)
      .join('\n'),
  )
  const readOnly = useReadOnly()
  const because = useMemo(() => readSuggestions(suggested), [suggested])
  const chosen = new Set(taken.split(' '))
  const isTaken = (id: string) => chosen.has(`${id}+`) || chosen.has(`${id}-`)
  const missing = [...because.keys()].filter((topic) => !isTaken(topic))
  const shown = TOPICS.filter((topic) => matches(topic, words))
  return (
    <aside className={classes.library} aria-label="Library of topics">
      <div className={classes.libraryHead}>
        <TextInput
          aria-label="Search the topics"
          placeholder="Search 46 topics"
          leftSection={<SearchIcon />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {!readOnly && missing.length > 0 && <AddSuggested topics={missing} />}
        {!readOnly && <OwnTerm />}
      </div>
      <div className={classes.libraryList}>
        {TOPIC_GROUPS.map((group) => {
          const own = shown.filter((topic) => topic.group === group)
          if (own.length === 0) return null
          return (
            <section key={group} aria-label={group}>
              <h4>{group}</h4>
              <ul>
                {own.map((topic) => (
                  <TopicRow
                    key={topic.id}
                    topic={topic}
                    state={chosen.has(`${topic.id}+`) ? 'chosen' : chosen.has(`${topic.id}-`) ? 'dropped' : 'free'}
                    because={because.get(topic.id)}
                    readOnly={readOnly}
                  />
                ))}
              </ul>
            </section>
          )
        })}
        {shown.length === 0 && <p className={classes.quiet}>No topic holds these words. Write a term of your own.</p>}
      </div>
    </aside>
  )
}

/** Topic and reason of each line. */
function readSuggestions(lines: string): ReadonlyMap<string, string> {
  if (lines === '') return new Map()
  return new Map(lines.split('\n').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]))
}

function matches(topic: ResponsibilityTopic, words: string): boolean {
  const text = `${topic.id} ${topic.topic} ${topic.group} ${topic.mdm} ${topic.hdo}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function AddSuggested({ topics }: { topics: readonly string[] }) {
  const run = useRun()
  const [busy, setBusy] = useState(false)
  async function add(): Promise<void> {
    setBusy(true)
    await run('add-terms', { topics })
    setBusy(false)
  }
  return (
    <Button leftSection={<PlusIcon />} loading={busy} onClick={() => void add()}>
      {topics.length === 1 ? 'Add the suggested topic' : `Add the ${topics.length} suggested topics`}
    </Button>
  )
}

interface RowProps {
  readonly topic: ResponsibilityTopic
  readonly state: 'chosen' | 'dropped' | 'free'
  readonly because: string | undefined
  readonly readOnly: boolean
}

function TopicRow({ topic, state, because, readOnly }: RowProps) {
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [dropping, setDropping] = useState(false)
  const run = useRun()
  const { select } = useNavigate()
  const { id, topic: title, mdm, hdo, basis, sources, note } = topic

  async function add(): Promise<void> {
    setBusy(true)
    const outcome = await run('add-terms', { topics: [id] })
    setBusy(false)
    if (outcome.ok) select(termIdOf(id))
  }

  return (
    <li className={classes.topic} data-state={state}>
      <div className={classes.topicHead}>
        <button type="button" className={classes.topicName} aria-expanded={open} onClick={() => setOpen(!open)}>
          {title}
          {state === 'free' && because !== undefined && <span className={classes.because}>Suggested: {because}</span>}
        </button>
        {state !== 'free' ? (
          <button type="button" className={classes.taken} onClick={() => select(termIdOf(id))}>
            {state === 'chosen' ? '✓ Chosen' : 'Dropped'}
            <span className="visually-hidden">: {title}</span>
          </button>
        ) : (
          !readOnly && (
            <Button
              variant="default"
              size="compact-xs"
              loading={busy}
              aria-label={`Add ${title}`}
              onClick={() => void add()}
            >
              Add
            </Button>
          )
        )}
      </div>
      {open && (
        <div className={classes.about}>
          <dl>
            <dt>Manufacturer</dt>
            <dd>{mdm}</dd>
            <dt>Hospital</dt>
            <dd>{hdo}</dd>
          </dl>
          <p className={classes.quiet}>
            {id}. {basis === 'source' ? 'Asked for by' : 'A proposal of this catalogue; see'}{' '}
            {sources.map((source) => TOPIC_SOURCES[source] ?? source).join('; ')}.{note !== undefined && ` ${note}`}
          </p>
          {state === 'free' && !readOnly && !dropping && (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setDropping(true)}>
              Not in this agreement ...
            </Button>
          )}
          {dropping && <DropTerm what={{ topic: id }} title={title} onDone={() => setDropping(false)} />}
        </div>
      )}
    </li>
  )
}
