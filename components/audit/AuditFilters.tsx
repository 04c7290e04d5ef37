'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { SIDE_WORD, SIDES } from '@/lib/agreement/charter'
import type { AuditLine } from '@/lib/audit/audit-line'
import { FAMILIES, type Family } from '@/lib/audit/families'
import type { AuditFilter } from '@/lib/audit/filter'
import classes from './audit.module.css'

interface Props {
  readonly lines: readonly AuditLine[]
  readonly filter: AuditFilter
  readonly change: (filter: AuditFilter) => void
}

/** What to look for: by person, side, group, day, element and words, all together. */
export function AuditFilters({ lines, filter, change }: Props) {
  const people = new Map(lines.map(({ actor }) => [actor.id, actor.name === '' ? 'The service' : actor.name]))
  const set = (part: Partial<Record<keyof AuditFilter, string>>) => {
    const next = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== '' && value !== undefined)
    change(Object.fromEntries(next) as AuditFilter)
  }
  return (
    <div className={classes.filters}>
      <NativeSelect
        label="Person"
        value={filter.person ?? ''}
        onChange={(event) => set({ person: event.currentTarget.value })}
        data={[
          { value: '', label: 'Everybody' },
          ...[...people]
            .map(([value, label]) => ({ value, label }))
            .sort((a, b) => a.label.localeCompare(b.label, 'en')),
        ]}
      />
      <NativeSelect
        label="Side"
        value={filter.side ?? ''}
        onChange={(event) => set({ side: event.currentTarget.value })}
        data={[
          { value: '', label: 'Any side' },
          ...SIDES.map((side) => ({ value: side, label: SIDE_WORD[side] })),
          { value: 'none', label: 'Without a side' },
        ]}
      />
      <NativeSelect
        label="Kind"
        value={filter.family ?? ''}
        onChange={(event) => set({ family: event.currentTarget.value })}
        data={[
          { value: '', label: 'Everything' },
          ...(Object.keys(FAMILIES) as Family[]).map((value) => ({ value, label: FAMILIES[value].words })),
        ]}
      />
      <TextInput
        label="From"
        type="date"
        value={filter.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="To"
        type="date"
        value={filter.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <TextInput
        label="Element"
        placeholder="C8-ALOF-1-1"
        value={filter.element ?? ''}
        onChange={(event) => set({ element: event.currentTarget.value })}
      />
      <TextInput
        label="Words"
        value={filter.text ?? ''}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
    </div>
  )
}
