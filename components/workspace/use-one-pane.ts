'use client'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useMarkedThread, useSelection } from './CaseContext'
import { ONE_PANE } from './panels'

export type Pane = 'outline' | 'content' | 'details'

export interface OnePane {
  readonly pane: Pane
  show(pane: Pane): void
}

/**
 * [UI13] On a phone one pane is shown at a time. A link to a conversation opens at it, and choosing a row of the outline
 * leads to what is known of it.
 * @returns undefined where there is room for several panes
 */
export function useOnePane(): OnePane | undefined {
  const single = useMediaQuery(`(max-width: ${ONE_PANE}px)`, undefined, { getInitialValueInEffect: false })
  const { selected, tab } = useSelection()
  const thread = useMarkedThread()
  const [pane, show] = useState<Pane>(tab === 'review' || thread !== undefined ? 'details' : 'content')
  const before = useRef(selected)
  useEffect(() => {
    if (selected === before.current) return
    before.current = selected
    if (selected !== undefined) show((now) => (now === 'outline' ? 'details' : now))
  }, [selected])
  useEffect(() => {
    if (thread !== undefined) show('details')
  }, [thread])
  return single === true ? { pane, show } : undefined
}
