'use client'
import { useCallback, useMemo, useState } from 'react'
import { useCanEdit, useNavigate, useRoom, useRun, useUndo } from '@/components/workspace/CaseContext'
import { addingAt } from './outline-adding'
import type { ElementRow } from './outline-moves'
import type { Ending } from './RowEditor'
import { useAct } from './use-act'

export interface Adding {
  /** The row whose statement is being written in place. */
  readonly editing: string | undefined
  add(row: ElementRow, where: 'beside' | 'below'): void
  edit(row: ElementRow): void
  /** An element that was just added and is still empty when the writer gives up is taken back. */
  end(row: ElementRow, how: Ending): void
}

interface Options {
  say(sentence: string): void
  /** Opens up to the row and makes it the tab stop. */
  reach(key: string): void
  focus(key: string): void
}

/** [OUT3] Adding by typing: a new row opens where it belongs and is written at once. */
export function useAdding({ say, reach, focus }: Options): Adding {
  const { reader } = useRoom()
  const run = useRun()
  const act = useAct()
  const undo = useUndo()
  const canEdit = useCanEdit()
  const { select } = useNavigate()
  const [at, setAt] = useState<{ key: string; fresh?: { id: string; from: string } }>()

  const add = useCallback(
    async (row: ElementRow, where: 'beside' | 'below') => {
      if (!canEdit) return say('You can read this case but not edit it.')
      const adding = addingAt(reader.graph(), row, where)
      if (adding === undefined) return say('Nothing can be added here. Choose a claim or a strategy.')
      const { action, parent } = adding
      if (action.name !== 'add-element') return void act(action, adding.at, () => focus(row.key))
      const done = await run(action.name, action.args)
      const id = done.ok ? done.value.created[0] : undefined
      if (id === undefined) return
      const key = keyOf(row, parent, id)
      reach(key)
      setAt({ key, fresh: { id, from: row.key } })
      select(id, { replace: true, stay: true })
    },
    [reader, run, act, canEdit, say, reach, focus, select],
  )

  const edit = useCallback(
    (row: ElementRow) => {
      const element = reader.graph().elements.get(row.id)
      if (!canEdit) return say('You can read this case but not edit it.')
      if (element === undefined) return say('This stands in the bin. Bring it back before you write in it.')
      if (element.away !== undefined) return say(`${element.name} is worded in its own module. Go to that one.`)
      setAt({ key: row.key })
    },
    [reader, canEdit, say],
  )

  const end = useCallback(
    (row: ElementRow, how: Ending) => {
      setAt((now) => (now?.key === row.key ? undefined : now))
      if (how === 'left') return
      const fresh = at?.fresh
      const empty = reader.graph().elements.get(row.id)?.statement === ''
      if (how === 'back' && fresh?.id === row.id && empty) {
        void undo()
        focus(fresh.from)
      } else focus(row.key)
    },
    [at, reader, undo, focus],
  )

  return useMemo(
    () => ({ editing: at?.key, add: (row, where) => void add(row, where), edit, end }),
    [at, add, edit, end],
  )
}

function keyOf(row: ElementRow, parent: string | undefined, id: string): string {
  if (row.key.startsWith('?/')) return `?/${id}`
  return parent === undefined ? `:unattached/${id}` : `${parent}/${id}`
}
