'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { DownloadIcon } from '@/components/look/icons'
import classes from './pattern.module.css'
import { downloadPattern } from './pattern-files'
import { useVersions } from './use-library'
import { VersionChanges } from './VersionChanges'

/** [PTN7] Every version of a kept pattern: who saved it when, what they say is new, what changed, and the file. */
export function OlderVersions({ pattern }: { readonly pattern: Pattern }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All versions</summary>
      {open && <Versions patternId={pattern.id} />}
    </details>
  )
}

function Versions({ patternId }: { readonly patternId: string }) {
  const versions = useVersions(patternId)
  if (versions === undefined) return <p className={classes.note}>Looking into your library ...</p>
  return (
    <ul className={classes.list}>
      {versions.map(({ pattern, by, at, note }, index) => {
        const before = versions[index + 1]?.pattern
        return (
          <li key={pattern.version}>
            <div>
              <strong>Version {pattern.version}</strong>{' '}
              <span className={classes.note}>
                {by}, {at.slice(0, 10)}
              </span>
              {note !== '' && <p>{note}</p>}
              {before !== undefined && (
                <details>
                  <summary>What changed since version {before.version}</summary>
                  <VersionChanges older={before} newer={pattern} />
                </details>
              )}
            </div>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              leftSection={<DownloadIcon />}
              onClick={() => downloadPattern(pattern)}
            >
              Save version {pattern.version} as a file
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
