'use client'
import classes from './outline.module.css'
import type { Row } from './outline-rows'
import type { DropMark } from './use-dragging'

interface Props {
  readonly mark: DropMark
  readonly rows: readonly Row[]
  readonly rowHeight: number
}

/** Where what is dragged lands: a line between rows, a frame around one, or in words why it cannot. */
export function DropMarkLine({ mark, rows, rowHeight }: Props) {
  const index = rows.findIndex(({ key }) => key === mark.key)
  const row = rows[index]
  if (row === undefined) return null
  const top = (index + (mark.side === 'after' ? 1 : 0)) * rowHeight
  return (
    <div
      className={classes.drop}
      data-side={mark.side}
      data-refused={mark.refusal !== undefined || undefined}
      style={{ transform: `translateY(${top}px)`, left: 4 + row.level * 13 }}
    >
      {mark.refusal !== undefined && <span className={classes.dropNote}>{mark.refusal}</span>}
    </div>
  )
}
