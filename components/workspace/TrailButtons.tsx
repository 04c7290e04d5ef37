'use client'
import { ActionIcon } from '@mantine/core'
import { useEffect } from 'react'
import { ArrowLeftIcon, ArrowRightIcon } from '@/components/look/icons'
import { useTrail } from './CaseContext'
import { type Place, VIEWS } from './selection'

/** [UI14] Back and forward through what I have looked at, also by Alt+Left, Alt+Right and by [ and ]. */
export function TrailButtons() {
  const { trail, goBack, goForward } = useTrail()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const by = trailKey(event)
      if (by === undefined || event.defaultPrevented || isTyping(event.target)) return
      event.preventDefault()
      if (by < 0) goBack()
      else goForward()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [goBack, goForward])
  const back = trail.back === undefined ? 'Back' : `Back to ${placeWords(trail.back)}`
  const forward = trail.forward === undefined ? 'Forward' : `Forward to ${placeWords(trail.forward)}`
  return (
    <>
      <ActionIcon aria-label={back} title={`${back} (Alt+Left)`} disabled={trail.back === undefined} onClick={goBack}>
        <ArrowLeftIcon />
      </ActionIcon>
      <ActionIcon
        aria-label={forward}
        title={`${forward} (Alt+Right)`}
        disabled={trail.forward === undefined}
        onClick={goForward}
      >
        <ArrowRightIcon />
      </ActionIcon>
    </>
  )
}

/** Back is -1, forward 1; undefined for every other key. */
export function trailKey(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
): -1 | 1 | undefined {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  if (event.altKey) return event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined
  return event.key === '[' ? -1 : event.key === ']' ? 1 : undefined
}

function placeWords({ element, view, open }: Place): string {
  const at = element ?? (view === 'canvas' ? (open ?? 'the overview') : undefined)
  const where = VIEWS[view].word
  if (at === undefined) return where
  return view === 'canvas' ? at : `${at} in ${where}`
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
