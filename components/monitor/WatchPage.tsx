'use client'
import { ActionIcon, Button, FileButton, TextInput } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { CloseIcon, SearchIcon } from '@/components/look/icons'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import type { WatchChanged, WatchFileRead, WatchLine } from '@/lib/monitor/answers'
import { WATCH_SOURCES } from '@/lib/monitor/watch'
import { AddWatched } from './AddWatched'
import { CheckNotice } from './CheckNotice'
import own from './monitor.module.css'
import { sendFile } from './send-file'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly entries: readonly WatchLine[]
  readonly mayEdit: boolean
}

/** Lines at once: a bill of materials brings thousands. */
const SHOWN = 100

/** [MON1] What a case watches, where each line came from, and the way to check an advisory against it. */
export function WatchPage({ caseId, title, entries, mayEdit }: Props) {
  const router = useRouter()
  const path = `/cases/${encodeURIComponent(caseId)}`
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(SHOWN)
  const [busy, setBusy] = useState(false)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = entries.filter((entry) => {
    const text =
      `${entry.name} ${entry.vendor} ${entry.version} ${entry.purl} ${entry.cpe} ${entry.sourceName}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })

  async function bring(file: File | null): Promise<void> {
    if (file === null) return
    setBusy(true)
    const query = new URLSearchParams({ name: file.name })
    const sent = await sendFile<WatchFileRead>(`/api${path}/watch/file?${query}`, file)
    setBusy(false)
    if (!sent.ok) return tellRefusal(sent.refusal)
    const { added, there } = sent.value
    tellDone(`${added} new on the watch list${there > 0 ? `, ${there} were there already` : ''}.`)
    router.refresh()
  }

  async function remove(gone: readonly WatchLine[]): Promise<void> {
    const body = { remove: gone.map(({ key }) => key) }
    const outcome = await callApi<WatchChanged>(`/api${path}/watch`, { body })
    if (!outcome.ok) return tellRefusal(outcome.refusal)
    tellDone(gone.length === 1 ? `${gone[0]?.name} is watched no more.` : `${gone.length} lines are watched no more.`)
    router.refresh()
  }

  return (
    <>
      <p className={classes.crumb}>
        <Link className={classes.link} href={path}>
          {title}
        </Link>
      </p>
      <div className={classes.pageHead}>
        <h1>Watch list</h1>
        {mayEdit && (
          <FileButton onChange={(file) => void bring(file)} accept="application/json,.json">
            {(props) => (
              <Button {...props} variant="default" loading={busy}>
                Watch all of an SBOM ...
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <p className={own.lead}>
        Products and components of this case. Advisories, VEX and bills of materials are held against this list, here
        and from "Check an advisory" over all cases. Both sides read it; who changed it stands in the history of the
        case.
      </p>
      <CheckNotice caseId={caseId} />
      {mayEdit && <AddWatched caseId={caseId} />}
      <section className={own.card} aria-label="Watched products and components">
        <div className={own.head}>
          <h2>
            {entries.length === 1 ? '1 line' : `${entries.length} lines`}
            {found.length === entries.length ? '' : `, ${found.length} shown`}
          </h2>
          <TextInput
            aria-label="Find a line"
            placeholder="Find by name, supplier or package"
            leftSection={<SearchIcon />}
            size="xs"
            w={280}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        {entries.length === 0 ? (
          <p className={own.muted}>
            Nothing is watched yet.{mayEdit ? ' Add the device itself first, then bring its bill of materials.' : ''}
          </p>
        ) : (
          <Lines entries={found.slice(0, most)} onRemove={mayEdit ? (line) => void remove([line]) : undefined} />
        )}
        <div className={own.acts}>
          {found.length > most && (
            <Button variant="default" size="compact-sm" onClick={() => setMost(most + 5 * SHOWN)}>
              Show more of {found.length}
            </Button>
          )}
          {mayEdit && search !== '' && found.length > 0 && (
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => void remove(found)}>
              Watch {found.length === 1 ? 'this line' : `these ${found.length} lines`} no more
            </Button>
          )}
        </div>
      </section>
    </>
  )
}

interface LinesProps {
  readonly entries: readonly WatchLine[]
  readonly onRemove: ((line: WatchLine) => void) | undefined
}

function Lines({ entries, onRemove }: LinesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard
    <section className={own.scroll} aria-label="Lines of the watch list" tabIndex={0}>
      <table className={own.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Supplier</th>
            <th scope="col">Version</th>
            <th scope="col">Package or CPE</th>
            <th scope="col">Came from</th>
            {onRemove !== undefined && (
              <th scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {entries.map((line) => (
            <tr key={line.key}>
              <td>{line.name}</td>
              <td>{line.vendor}</td>
              <td>{line.version || <span className={own.muted}>every version</span>}</td>
              <td>{line.purl || line.cpe}</td>
              <td>
                {WATCH_SOURCES[line.source]}
                {line.sourceName === '' ? '' : `: ${line.sourceName}`}
                <span className={own.muted} style={{ display: 'block' }}>
                  {line.by}, <span style={{ whiteSpace: 'nowrap' }}>{line.at.slice(0, 10)}</span>
                </span>
              </td>
              {onRemove !== undefined && (
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Watch ${[line.name, line.version].filter(Boolean).join(' ')} no more`}
                    title="Watch no more"
                    onClick={() => onRemove(line)}
                  >
                    <CloseIcon />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
