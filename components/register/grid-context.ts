import { createContext, useContext } from 'react'
import type { Column, Row } from '@/lib/table/column'

/** How an edit in a cell ended: where the focus goes. Without a step it stays in the cell; `away` it has gone already. */
export type Leaving = -1 | 0 | 1 | 'away'

/** What the cells of a table can ask of it. The same object for as long as the table stands. */
export interface GridActions {
  /** The address of a row's element, for a link that can be opened elsewhere. */
  linkTo(row: Row): string | undefined
  open(row: Row): void
  edit(row: Row, column: Column): void
  leave(how: Leaving): void
  fold(key: string): void
  /** Says a sentence below the table. */
  say(sentence: string): void
}

export const GridContext = createContext<GridActions | undefined>(undefined)

export function useGridActions(): GridActions {
  const actions = useContext(GridContext)
  if (actions === undefined) throw new Error('A cell needs the table around it.')
  return actions
}
