'use client'
import { useCallback, useState } from 'react'
import { useRoom, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { relationBetween } from './connect'
import type { Connecting } from './use-scene'

export interface ConnectingState {
  readonly connecting: Connecting | undefined
  begin(from: ElementId): void
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
  const begin = useCallback((from: ElementId) => setConnecting({ from }), [])
  const cancel = useCallback(() => setConnecting(undefined), [])
  const aim = useCallback(
    (candidate: ElementId | undefined) =>
      setConnecting((now) => (now === undefined ? now : { from: now.from, candidate })),
    [],
  )
  const finish = useCallback(
    async (from: ElementId, to: ElementId) => {
      setConnecting(undefined)
      const type = relationBetween(reader.graph(), from, to)
      if (!type.ok) return tell(type.refusal.message)
      const outcome = await run('relate', { from, type: type.value, to })
      const name = (id: ElementId) => reader.graph().elements.get(id)?.name ?? id
      const verb = type.value === 'supportedBy' ? 'now rests on' : 'now stands in the context of'
      if (outcome.ok) tell(`${name(from)} ${verb} ${name(to)}.`)
    },
    [reader, run, tell],
  )
  return { connecting, begin, cancel, aim, finish }
}
