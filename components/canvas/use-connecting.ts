'use client'
import { useCallback, useRef, useState } from 'react'
import { useRoom, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { relationBetween } from './connect'
import type { Connecting } from './use-scene'

export interface ConnectingState {
  readonly connecting: Connecting | undefined
  begin(from: ElementId): void
  /** Begins to move elements below another one, which is chosen next. */
  move(ids: readonly ElementId[]): void
  cancel(): void
  aim(candidate: ElementId | undefined): void
  /** Draws the relation, or says in a sentence why it cannot be drawn. */
  finish(from: ElementId, to: ElementId): Promise<void>
}

/** Drawing a relation between two elements, by mouse or by keyboard. */
export function useConnecting(tell: (sentence: string) => void): ConnectingState {
  const { reader } = useRoom()
  const run = useRun()
  const [connecting, setConnecting] = useState<Connecting>()
  const current = useRef(connecting)
  current.current = connecting
  const begin = useCallback((from: ElementId) => setConnecting({ from }), [])
  const move = useCallback((ids: readonly ElementId[]) => {
    if (ids[0] !== undefined) setConnecting({ from: ids[0], moving: ids })
  }, [])
  const cancel = useCallback(() => setConnecting(undefined), [])
  const aim = useCallback(
    (candidate: ElementId | undefined) => setConnecting((now) => (now === undefined ? now : { ...now, candidate })),
    [],
  )
  const finish = useCallback(
    async (from: ElementId, to: ElementId) => {
      setConnecting(undefined)
      const name = (id: ElementId) => reader.graph().elements.get(id)?.name ?? id
      const moving = current.current?.moving
      if (moving !== undefined) {
        const outcome = await run('move-elements', { elements: moving, under: to })
        const what = moving.length === 1 ? name(moving[0] ?? from) : `${moving.length} elements`
        const verb = moving.length === 1 ? 'stands' : 'stand'
        if (outcome.ok) tell(`${what} now ${verb} below ${name(to)}.`)
        return
      }
      const type = relationBetween(reader.graph(), from, to)
      if (!type.ok) return tell(type.refusal.message)
      const outcome = await run('relate', { from, type: type.value, to })
      const verb = type.value === 'supportedBy' ? 'now rests on' : 'now stands in the context of'
      if (outcome.ok) tell(`${name(from)} ${verb} ${name(to)}.`)
    },
    [reader, run, tell],
  )
  return { connecting, begin, move, cancel, aim, finish }
}
