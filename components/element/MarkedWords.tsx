'use client'
import { Button } from '@mantine/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useDrafts } from '@/components/review/drafts'
import { PassageChip } from '@/components/review/PassageChip'
import { usePassageThreads } from '@/components/review/use-passages'
import { useGraph, useMe, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { textOf } from '@/lib/case/ydoc'
import { passageAt, resolvePassage } from '@/lib/review/passage'
import type { Thread } from '@/lib/review/threads'
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
  const threads = usePassageThreads(element, field)
  const host = useRef<HTMLDivElement>(null)
  // Drawn again whenever the case moves: the words may stand elsewhere.
  const places = useGraph(() =>
    threads
      .flatMap(({ id, passage }) => {
        const found = passage === undefined ? undefined : resolvePassage(doc, element, passage)
        return found === undefined ? [] : [`${found.start}-${found.end}-${id}`]
      })
      .join(' '),
  )

  useEffect(() => {
    if (area.current === null || host.current === null) return
    if (places === '') return
    const drawn = new PassageOverlay(host.current, area.current, classes as never)
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
        data-passages={places === '' ? 0 : threads.length}
      />
      <CommentOnThese {...props} />
      <AboutTheseWords area={area} places={places} threads={threads} />
    </>
  )
}

/**
 * What is said about the words that one has clicked or walked into. Who only reads the text is led there at once: to
 * them a click means nothing else.
 */
function AboutTheseWords({ area, places, threads }: AboutProps) {
  const { select } = useNavigate()
  const [caret, setCaret] = useState<number>()

  useEffect(() => {
    const textarea = area.current
    if (textarea === null || places === '') return
    const at = () => {
      const { selectionStart: start, selectionEnd: end } = textarea
      return start === end && textarea.ownerDocument.activeElement === textarea ? start : undefined
    }
    const look = () => setCaret(at())
    const click = () => {
      look()
      const [id] = textarea.readOnly ? threadsAt(places, at()) : []
      const thread = threads.find((one) => one.id === id)
      if (thread !== undefined) select(thread.element, { tab: 'review', thread: thread.id })
    }
    textarea.addEventListener('keyup', look)
    textarea.addEventListener('input', look)
    textarea.addEventListener('click', click)
    return () => {
      textarea.removeEventListener('keyup', look)
      textarea.removeEventListener('input', look)
      textarea.removeEventListener('click', click)
    }
  }, [area, places, threads, select])

  const ids = threadsAt(places, caret)
  return <PassageChip threads={threads.filter(({ id }) => ids.includes(id))} />
}

interface AboutProps {
  readonly area: Props['area']
  readonly places: string
  readonly threads: readonly Thread[]
}

/** The threads about the words at an offset; words end before the letter behind them. */
function threadsAt(places: string, offset: number | undefined): string[] {
  if (offset === undefined || places === '') return []
  return rangesOf(places).flatMap(({ start, end, thread }) => (start <= offset && offset < end ? [thread] : []))
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

function rangesOf(places: string): { start: number; end: number; thread: string }[] {
  return places.split(' ').map((place) => {
    const [start = '0', end = '0', ...thread] = place.split('-')
    return { start: Number(start), end: Number(end), thread: thread.join('-') }
  })
}
