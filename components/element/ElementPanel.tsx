'use client'
import { Tabs } from '@mantine/core'
import { useNavigate, useSelection } from '@/components/workspace/CaseContext'
import { ElementDetails } from './ElementDetails'
import { ElementNarrative } from './ElementNarrative'
import classes from './element.module.css'

/** Details and narrative of the selected element under tabs of their own, where nothing else brings the tabs. */
export function ElementPanel() {
  const { selected, tab } = useSelection()
  const { setTab } = useNavigate()
  if (selected === undefined) return <NothingSelected />
  return (
    <Tabs
      value={tab === 'narrative' ? 'narrative' : 'details'}
      onChange={(next) => setTab(next === 'narrative' ? 'narrative' : 'details')}
    >
      <Tabs.List>
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="narrative">Narrative</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details">
        <ElementDetails key={selected} id={selected} />
      </Tabs.Panel>
      <Tabs.Panel value="narrative">
        <ElementNarrative key={selected} id={selected} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** What the panel says before anything is selected. */
export function NothingSelected() {
  return (
    <div className={classes.nothing}>
      <p>Select an element on the canvas or in the outline.</p>
      <p>Its statement, its fields and its narrative open here, and others see where you are.</p>
    </div>
  )
}
