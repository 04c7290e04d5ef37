'use client'
import { Button } from '@mantine/core'
import { useNavigate } from '@/components/workspace/CaseContext'
import type { Thread } from '@/lib/review/threads'
import classes from './review.module.css'
import { counted } from './words'

const SHORT = 90

/** What is said about the words that the caret stands in, and the way to it. Nothing where nobody said anything. */
export function PassageChip({ threads }: { threads: readonly Thread[] }) {
  const { select } = useNavigate()
  const [first] = threads
  if (first === undefined) return null
  const { by, text, element, id } = first
  const words = text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()} ...` : text
  return (
    <p className={classes.chip} role="status">
      <span>
        <strong>{by.name}:</strong> {words}
        {threads.length > 1 && ` and ${counted(threads.length - 1, 'more comment')}`}
      </span>
      <Button
        variant="subtle"
        size="compact-xs"
        // The caret stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => select(element, { tab: 'review', thread: id })}
      >
        Show the comment
      </Button>
    </p>
  )
}
