'use client'
import { ActionIcon } from '@mantine/core'
import { type KeyboardEvent, lazy, Suspense } from 'react'
import { ElementPanel } from '@/components/element/ElementPanel'
import { PinRightIcon } from '@/components/look/icons'
import { useSelection } from './CaseContext'
import { ReviewCount } from './ReviewCount'
import { PANEL_TABS, type PanelTab } from './selection'
import classes from './shell.module.css'

const ReviewPanel = lazy(() =>
  import('@/components/review/ReviewPanel').then((module) => ({ default: module.ReviewPanel })),
)

const TABS = Object.keys(PANEL_TABS) as PanelTab[]

/** What is known of the selected element: its fields, its narrative, and what people say about it. */
export function SidePanel({ onClose }: { onClose: () => void }) {
  const { tab, setTab } = useSelection()

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const at = TABS.indexOf(tab)
    const target = {
      ArrowRight: TABS[(at + 1) % TABS.length],
      ArrowLeft: TABS[(at + TABS.length - 1) % TABS.length],
      Home: TABS[0],
      End: TABS.at(-1),
    }[event.key]
    if (target === undefined) return
    event.preventDefault()
    setTab(target)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${target}`)?.focus()
  }

  return (
    <>
      <div className={classes.tabs}>
        <div role="tablist" aria-label="Selected element" onKeyDown={onKeyDown} style={{ display: 'flex' }}>
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`tab-${name}`}
              aria-selected={tab === name}
              aria-controls="element-tabpanel"
              tabIndex={tab === name ? 0 : -1}
              className={classes.tab}
              onClick={() => setTab(name)}
            >
              {PANEL_TABS[name]}
              {name === 'review' && <ReviewCount />}
            </button>
          ))}
        </div>
        <span className={classes.tabsEnd}>
          <ActionIcon aria-label="Hide this panel" title="Hide this panel" onClick={onClose}>
            <PinRightIcon />
          </ActionIcon>
        </span>
      </div>
      <div role="tabpanel" id="element-tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1} className={classes.panel}>
        <Suspense fallback={null}>{tab === 'review' ? <ReviewPanel /> : <ElementPanel tab={tab} />}</Suspense>
      </div>
    </>
  )
}
