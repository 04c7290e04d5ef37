'use client'
import { Button } from '@mantine/core'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useDrafts } from '@/components/review/drafts'
import { useGraph, useLedger, useMe, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { textOf } from '@/lib/case/ydoc'
import { passageAt, resolvePassage } from '@/lib/review/passage'
import { addToThreads, NO_THREADS, type Threads, threadsAbout } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { PassageOverlay } from './passage-overlay'
import classes from './SharedTextArea.module.css'

interface Props {
  readonly area: RefObject<HTMLTextAreaElement | null>
  readonly element: string
  readonly field: string
  readonly label: string
}

/** The words of a text that open comments are about, and the way to comment on words that one has marked. */
export function MarkedWords(props: Props) {
  const { area, element, field } = props
  const { doc } = useRoom()
  const threads = useThreads()
  const host = useRef<HTMLDivElement>(null)
  const overlay = useRef<PassageOverlay>(undefined)
  const passages = useMemo(
    () =>
      threadsAbout(threads, element).flatMap(({ passage, resolved, removed }) =>
        passage?.field === field && resolved === undefined && removed === undefined ? [passage] : [],
      ),
    [threads, element, field],
  )
  // Drawn again whenever the case moves: the words may stand elsewhere.
  const places = useGraph(() =>
    passages
      .flatMap((passage) => {
        const found = resolvePassage(doc, element, passage)
        return found === undefined ? [] : [`${found.start}-${found.end}`]
      })
      .join(' '),
  )

  useEffect(() => {
    if (area.current === null || host.current === null) return
    if (places === '') return
    const drawn = new PassageOverlay(host.current, area.current, classes as never)
    overlay.current = drawn
    drawn.show(rangesOf(places))
    const resized = new ResizeObserver(drawn.refresh)
    resized.observe(area.current)
    return () => {
      resized.disconnect()
      drawn.destroy()
    }
  }, [area, places])

  return (
    <>
      <div
        ref={host}
        className={classes.overlay}
        aria-hidden="true"
        data-passages={places === '' ? 0 : passages.length}
      />
      <CommentOnThese {...props} />
    </>
  )
}

function CommentOnThese({ area, element, field, label }: Props) {
  const { doc } = useRoom()
  const me = useMe()
  const drafts = useDrafts()
  const { select } = useNavigate()
  const [marked, setMarked] = useState<{ start: number; end: number }>()
  const may = me.rights.includes('comment')

  useEffect(() => {
    const textarea = area.current
    if (textarea === null || !may) return
    const look = () => {
      const { selectionStart: start, selectionEnd: end } = textarea
      setMarked((before) =>
        start === end ? undefined : before?.start === start && before.end === end ? before : { start, end },
      )
    }
    for (const event of EVENTS) textarea.addEventListener(event, look)
    return () => {
      for (const event of EVENTS) textarea.removeEventListener(event, look)
    }
  }, [area, may])

  if (marked === undefined) return null
  return (
    <Button
      variant="default"
      size="compact-xs"
      className={classes.comment}
      aria-label={`Comment on the marked words of ${label}`}
      // The words stay marked.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const text = textOf(doc, element, field)
        drafts.write(`comment:${element}`, {
          passage: passageAt(text, field, marked.start, Math.min(marked.end, text.length)),
          suggestion: undefined,
        })
        setMarked(undefined)
        select(element, { tab: 'review' })
      }}
    >
      Comment on these words
    </Button>
  )
}

const EVENTS = ['select', 'keyup', 'mouseup', 'input'] as const

function rangesOf(places: string): { start: number; end: number }[] {
  return places.split(' ').map((place) => {
    const [start = 0, end = 0] = place.split('-').map(Number)
    return { start, end }
  })
}

// One reduction for all texts on screen: they ask about the same entries.
let last: { readonly entries: readonly LedgerEntry[]; readonly threads: Threads } | undefined

function useThreads(): Threads {
  const entries = useLedger()
  return useMemo(() => {
    if (last?.entries !== entries) last = { entries, threads: addToThreads(NO_THREADS, entries) }
    return last.threads
  }, [entries])
}
