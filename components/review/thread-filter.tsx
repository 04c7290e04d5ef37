'use client'
import { Select } from '@mantine/core'
import { isReviewClass, REVIEW_CLASS_WORDS, REVIEW_CLASSES, type ReviewClass } from '@/lib/review/entries'
import { mentionsMe } from '@/lib/review/inbox'
import type { Thread } from '@/lib/review/threads'
import classes from './review.module.css'

const FILTERS = {
  all: 'All comments',
  open: 'Open',
  mine: 'Begun by me',
  assigned: 'For me to take care of',
  mentions: 'Naming me',
  suggestions: 'With a suggested wording',
} as const

export type ThreadFilter = keyof typeof FILTERS | ReviewClass

/** Whether a thread is one of those that were asked for. */
export function passes(filter: ThreadFilter, thread: Thread, me: string): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'open':
      return thread.resolved === undefined
    case 'mine':
      return thread.by.id === me
    case 'assigned':
      return thread.assigned?.person === me
    case 'mentions':
      return mentionsMe(thread, me)
    case 'suggestions':
      return thread.suggestion !== undefined
    default:
      return thread.class === filter
  }
}

export function FilterChoice({ filter, onChange }: { filter: ThreadFilter; onChange: (next: ThreadFilter) => void }) {
  return (
    <div className={classes.filter}>
      <Select
        size="xs"
        aria-label="Which comments to show"
        allowDeselect={false}
        value={filter}
        onChange={(next) => onChange(isFilter(next) ? next : 'all')}
        data={[
          { group: 'Comments', items: Object.entries(FILTERS).map(([value, label]) => ({ value, label })) },
          {
            group: 'What they ask',
            items: REVIEW_CLASSES.map((value) => ({ value, label: REVIEW_CLASS_WORDS[value].word })),
          },
        ]}
      />
    </div>
  )
}

function isFilter(value: unknown): value is ThreadFilter {
  return isReviewClass(value) || (typeof value === 'string' && Object.hasOwn(FILTERS, value))
}
