'use client'
import { useCallback, useMemo } from 'react'
import { useCanEdit, useRoom, useRun } from '@/components/workspace/CaseContext'
import type { Outcome } from '@/lib/gsn/outcome'
import {
  type Direction,
  type DropSide,
  dropMove,
  type ElementRow,
  type OutlineMove,
  stepSeveral,
} from './outline-moves'

export interface Moving {
  step(rows: readonly ElementRow[], direction: Direction): void
  drop(rows: readonly ElementRow[], target: ElementRow, side: DropSide): void
}

/** What the tree does once something has moved. */
export interface AfterMove {
  /** Says a sentence to those who listen. */
  say(sentence: string): void
  /** The row has this key now: it is opened up to and gets the focus. */
  follow(key: string): void
}

/** Moves rows by keyboard and by mouse through the case's own commands, and says what happened or why it may not be. */
export function useMoving({ say, follow }: AfterMove): Moving {
  const { reader } = useRoom()
  const run = useRun()
  const canEdit = useCanEdit()
  const perform = useCallback(
    async (rows: readonly ElementRow[], wanted: Outcome<OutlineMove>) => {
      if (!wanted.ok) return say(wanted.refusal.message)
      const { name, args, into, said } = wanted.value
      const done = await run(name, args)
      if (!done.ok) return
      say(said)
      const [first] = rows
      if (first !== undefined) follow(into === undefined ? first.key : `${into}/${first.id}`)
    },
    [run, say, follow],
  )
  return useMemo(
    () => ({
      step: (rows, direction) => {
        if (!canEdit) return say('You can read this case but not edit it.')
        void perform(rows, stepSeveral(reader.graph(), rows, direction))
      },
      drop: (rows, target, side) => void perform(rows, dropMove(reader.graph(), rows, target, side)),
    }),
    [canEdit, say, perform, reader],
  )
}
