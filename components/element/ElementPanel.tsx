'use client'
import { Button } from '@mantine/core'
import { InviteHint } from '@/components/cases/InviteHint'
import { useNavigate, useSelection } from '@/components/workspace/CaseContext'
import { ElementDetails } from './ElementDetails'
import { ElementNarrative } from './ElementNarrative'
import classes from './element.module.css'

/** What the side panel shows of the selected element: its details or its narrative. */
export function ElementPanel({ tab = 'details' }: { tab?: 'details' | 'narrative' }) {
  const { selected } = useSelection()
  if (selected === undefined) return <NothingSelected />
  return tab === 'narrative' ? (
    <ElementNarrative key={selected} id={selected} />
  ) : (
    <ElementDetails key={selected} id={selected} />
  )
}

/** What the panel says before anything is selected. */
export function NothingSelected() {
  const { setView } = useNavigate()
  const { view } = useSelection()
  return (
    <div className={classes.nothing}>
      <p>Select an element {view === 'canvas' ? 'on the canvas' : 'here'} or in the outline.</p>
      <p>Its statement, its fields and its narrative open here, and others see where you are.</p>
      {view === 'canvas' && (
        <p>
          To see how a capability is argued, double-click its card on the canvas, or choose it and press Open. Its
          risks, controls and evidence stand below it.
        </p>
      )}
      {view !== 'findings' && (
        <Button variant="default" onClick={() => setView('findings')}>
          Show what is left to solve
        </Button>
      )}
      <InviteHint side="mdm" />
      <InviteHint side="hdo" />
    </div>
  )
}
