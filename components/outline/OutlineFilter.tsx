'use client'
import { CloseButton, TextInput } from '@mantine/core'
import { SearchIcon } from '@/components/look/icons'
import classes from './outline.module.css'

interface Props {
  readonly value: string
  readonly onChange: (value: string) => void
  /** How many elements hold the words; undefined while there are none to look for. */
  readonly found: number | undefined
}

/** Finds elements by any word in them. Escape shows the whole outline again. */
export function OutlineFilter({ value, onChange, found }: Props) {
  return (
    <div className={classes.filter}>
      <TextInput
        aria-label="Find in the outline"
        placeholder="Find"
        leftSection={<SearchIcon />}
        rightSection={
          value === '' ? undefined : <CloseButton size="sm" aria-label="Show everything" onClick={() => onChange('')} />
        }
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
      />
      {found !== undefined && (
        <p className={classes.found} role="status">
          {found === 0 ? 'No element holds these words.' : found === 1 ? '1 element' : `${found} elements`}
        </p>
      )}
    </div>
  )
}
