'use client'
import { Button, CloseButton, TextInput } from '@mantine/core'
import { SearchIcon } from '@/components/look/icons'
import { useGraph } from '@/components/workspace/CaseContext'
import { FilterMenu } from './FilterMenu'
import classes from './outline.module.css'
import { anyFilter, type Filters } from './outline-filters'

interface Props {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly filters: Filters
  readonly onFilters: (filters: Filters) => void
  /** How many elements are left; undefined while nothing narrows the outline. */
  readonly found: number | undefined
}

/** [OUT4] Narrows the outline by words and by filters together, and says what is left. Escape takes the words away. */
export function OutlineFilter({ value, onChange, filters, onFilters, found }: Props) {
  return (
    <div className={classes.filter}>
      <div className={classes.filterLine}>
        <TextInput
          className={classes.filterText}
          aria-label="Find in the outline"
          placeholder="Find"
          leftSection={<SearchIcon />}
          rightSection={
            value === '' ? undefined : (
              <CloseButton size="sm" aria-label="Show everything" onClick={() => onChange('')} />
            )
          }
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || value === '') return
            event.preventDefault()
            onChange('')
          }}
        />
        <FilterMenu filters={filters} onChange={onFilters} />
      </div>
      {found !== undefined && (
        <Found
          found={found}
          narrowed={anyFilter(filters)}
          onAll={() => {
            onChange('')
            onFilters({})
          }}
        />
      )}
    </div>
  )
}

function Found({ found, narrowed, onAll }: { found: number; narrowed: boolean; onAll: () => void }) {
  const total = useGraph((graph) => graph.elements.size)
  const none = narrowed ? 'No element fits these filters.' : 'No element holds these words.'
  const some = narrowed ? `${found} of ${total} elements` : found === 1 ? '1 element' : `${found} elements`
  return (
    <div className={classes.found}>
      <span role="status">{found === 0 ? none : some}</span>
      {narrowed && (
        <Button variant="subtle" size="compact-xs" onClick={onAll}>
          Show all
        </Button>
      )}
    </div>
  )
}
