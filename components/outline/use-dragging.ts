'use client'
import { type DragEvent, useCallback, useRef, useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { type DropSide, dropMove, type ElementRow } from './outline-moves'
import type { Row } from './outline-rows'

/** Where what is dragged would land: a line between two rows or a frame around one. */
export interface DropMark {
  readonly key: string
  readonly side: DropSide
  /** Why it may not land there; undefined where it may. */
  readonly refusal: string | undefined
}

interface Dragging {
  readonly mark: DropMark | undefined
  /** For the tree: the rows' own events bubble up to it. */
  readonly handlers: {
    onDragStart(event: DragEvent): void
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
    onDragEnd(): void
  }
}

interface Options {
  readonly rows: readonly Row[]
  /** The rows that go along with the one that is taken. */
  readonly taken: (row: ElementRow) => readonly ElementRow[]
  readonly onDrop: (rows: readonly ElementRow[], target: ElementRow, side: DropSide) => void
}

/** [OUT2] Dragging rows of the outline: legal places are marked, the others say why not and take nothing. */
export function useDragging({ rows, taken, onDrop }: Options): Dragging {
  const { reader } = useRoom()
  const [mark, setMark] = useState<DropMark>()
  const moving = useRef<readonly ElementRow[] | undefined>(undefined)

  const rowAt = (event: DragEvent) => {
    const element = (event.target as Element).closest<HTMLElement>('[role=treeitem]')
    const row = element === null ? undefined : rows.find(({ key }) => key === element.dataset.key)
    return element === null || row?.type !== 'element' ? undefined : { element, row }
  }
  const end = useCallback(() => {
    moving.current = undefined
    setMark(undefined)
  }, [])

  return {
    mark,
    handlers: {
      onDragStart: (event) => {
        const at = rowAt(event)
        if (at === undefined || at.row.under === 'bin') return event.preventDefault()
        moving.current = taken(at.row)
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', moving.current.map(({ id }) => id).join('\n'))
      },
      onDragOver: (event) => {
        const at = rowAt(event)
        if (moving.current === undefined || at === undefined) return
        const side = sideOf(event.clientY, at.element.getBoundingClientRect())
        const legal = mark?.key === at.row.key && mark.side === side ? mark : markOf(moving.current, at.row, side)
        if (legal !== mark) setMark(legal)
        // Without this the browser takes no drop here.
        if (legal.refusal === undefined) event.preventDefault()
      },
      onDragLeave: (event) => {
        const into = event.relatedTarget as Node | null
        if (into === null || !event.currentTarget.contains(into)) setMark(undefined)
      },
      onDrop: (event) => {
        const at = rowAt(event)
        const what = moving.current
        event.preventDefault()
        if (at !== undefined && what !== undefined) {
          onDrop(what, at.row, sideOf(event.clientY, at.element.getBoundingClientRect()))
        }
        end()
      },
      onDragEnd: end,
    },
  }

  function markOf(what: readonly ElementRow[], target: ElementRow, side: DropSide): DropMark {
    const wanted = dropMove(reader.graph(), what, target, side)
    return { key: target.key, side, refusal: wanted.ok ? undefined : wanted.refusal.message }
  }
}

/** The upper and the lower quarter of a row are the places between rows. */
function sideOf(y: number, box: DOMRect): DropSide {
  const part = box.height === 0 ? 0.5 : (y - box.top) / box.height
  return part < 0.27 ? 'before' : part > 0.73 ? 'after' : 'into'
}
