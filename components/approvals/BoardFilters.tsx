'use client'
import { NativeSelect, TextInput } from '@mantine/core'
import { useReviewState } from '@/components/review/use-review'
import { useGraph } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { SIDES, type Side } from '@/lib/access/policy'
import { type BoardFilter, type BoardRow, causeGroups, causeInWords } from '@/lib/review/board'
import classes from './approvals.module.css'
import { groupTitle, STATE_WORDS } from './BoardLine'

interface Props {
  readonly rows: readonly BoardRow[]
  readonly filter: BoardFilter
  readonly onChange: (filter: BoardFilter) => void
}

/** Which claims to show: by side, state, capability, cause and words. */
export function BoardFilters({ rows, filter, onChange }: Props) {
  const { side, state, capability, cause } = filter
  const capabilities = [...new Set(rows.map((row) => row.capability ?? ''))].sort()
  const causes = useReviewState((review) =>
    (side === undefined ? SIDES : [side]).flatMap((each) => causeGroups(review, each)),
  )
  const labels = useGraph((graph) => causes.map((group) => causeInWords(graph, group)))
  const known = new Map(causes.map(({ key }, index) => [key, labels[index] ?? key]))

  /** What is empty narrows nothing. */
  function set(change: { [K in keyof BoardFilter]?: string | undefined }): void {
    const next = Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)
    onChange(Object.fromEntries(next) as BoardFilter)
  }

  return (
    <>
      <NativeSelect
        size="xs"
        aria-label="Whose approval"
        value={side ?? ''}
        onChange={(event) => set({ side: event.currentTarget.value || undefined, cause: undefined })}
        data={[
          { value: '', label: 'Both sides' },
          ...SIDES.map((each: Side) => ({ value: each, label: sideWord(each) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label="State"
        value={state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: 'In any state' },
          { value: 'open', label: 'Still to approve' },
          ...Object.entries(STATE_WORDS).map(([value, label]) => ({ value, label })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label="Capability"
        className={classes.wide}
        value={capability === undefined ? '' : capability === '' ? 'case' : capability}
        onChange={(event) => {
          const { value } = event.currentTarget
          set({ capability: value === '' ? undefined : value === 'case' ? '' : value })
        }}
        data={[
          { value: '', label: 'All capabilities' },
          ...capabilities.map((code) => ({
            value: code === '' ? 'case' : code,
            label: groupTitle(code),
          })),
        ]}
      />
      {known.size > 0 && (
        <NativeSelect
          size="xs"
          aria-label="Cause"
          className={classes.wide}
          value={cause ?? ''}
          onChange={(event) => set({ cause: event.currentTarget.value || undefined })}
          data={[{ value: '', label: 'By any cause' }, ...[...known].map(([value, label]) => ({ value, label }))]}
        />
      )}
      <TextInput
        size="xs"
        type="search"
        aria-label="Words in the claim"
        className={classes.find}
        placeholder="Find a claim"
        value={filter.words ?? ''}
        onChange={(event) => set({ words: event.currentTarget.value || undefined })}
      />
    </>
  )
}
