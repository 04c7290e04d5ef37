'use client'
import { ActionIcon } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense } from 'react'
import { ArchivedBand } from '@/components/activity/ArchivedBand'
import { NewsBand } from '@/components/activity/NewsBand'
import { CaseHistoryWatch } from '@/components/audit/CaseHistoryWatch'
import { StepsProvider } from '@/components/element/Steps'
import { Palette } from '@/components/find/Palette'
import { OutlineIcon, PinLeftIcon, PinRightIcon } from '@/components/look/icons'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import { ReviewNotices } from '@/components/review/ReviewNotices'
import { WorkshopBar } from '@/components/workshop/WorkshopBar'
import { WorkshopButton, WorkshopDock } from '@/components/workshop/WorkshopDock'
import { useSelection } from './CaseContext'
import { FollowRibbon } from './FollowRibbon'
import { type CaseInfo, Header } from './Header'
import { PaneBoundary } from './PaneBoundary'
import { PaneTabs } from './PaneTabs'
import { NARROW, PHONE } from './panels'
import { RescueBar } from './RescueBar'
import { SidePanel } from './SidePanel'
import { Splitter } from './Splitter'
import classes from './shell.module.css'
import { TourBand } from './TourBand'
import { TrailButtons } from './TrailButtons'
import { TOUR, tour } from './tour'
import { useOnePane } from './use-one-pane'
import { usePanels } from './use-panels'
import { useSelected } from './use-store'
import { useUndoKeys } from './use-undo-keys'
import { ViewSwitcher } from './ViewSwitcher'

const ApprovalsView = lazy(() => import('@/components/approvals/ApprovalsView'))
const FindingsPanel = lazy(() => import('./FindingsPanel').then((module) => ({ default: module.FindingsPanel })))
const CaseCanvas = lazy(() => import('@/components/canvas/CaseCanvas'))
const RiskRegister = lazy(() => import('@/components/register/RiskRegister'))
const PatternsView = lazy(() => import('@/components/pattern/PatternsView'))
const HeatMap = lazy(() => import('@/components/risk/HeatMap'))
const TraceMatrix = lazy(() => import('@/components/register/TraceMatrix'))
const HistoryView = lazy(() => import('@/components/history/HistoryView'))
const Responsibilities = lazy(() => import('@/components/register/Responsibilities'))
const TermsView = lazy(() => import('@/components/term/TermsView'))
const ContextView = lazy(() => import('@/components/context/ContextView'))
const DocumentList = lazy(() => import('@/components/register/DocumentList'))
const EvidenceList = lazy(() => import('@/components/register/EvidenceList'))

/** The workspace: outline, the chosen reading, and the selected element, under one line of state. */
export function Shell({ info, ribbon }: { info: CaseInfo; ribbon?: ReactNode }) {
  const narrow = useMediaQuery(`(max-width: ${NARROW - 1}px)`, undefined, { getInitialValueInEffect: false }) ?? false
  const panels = usePanels(narrow)
  const phone = useMediaQuery(`(max-width: ${PHONE - 1}px)`, undefined, { getInitialValueInEffect: false })
  const single = useOnePane()
  const marked = useSelected(tour, ({ step }) => (step === undefined ? undefined : TOUR[step]?.pane))
  const outlineOpen = single === undefined ? panels.outlineOpen : single.pane === 'outline'
  const sideOpen = single === undefined ? panels.sideOpen : single.pane === 'details'
  useUndoKeys()
  return (
    <DecideProvider>
      <StepsProvider>
        <div className={classes.workspace} data-single={single !== undefined || undefined} data-tour={marked}>
          <a className={classes.skip} href="#centre">
            Skip to the content
          </a>
          <Header info={info} />
          {ribbon}
          <CaseHistoryWatch />
          <ArchivedBand />
          <NewsBand />
          <RescueBar />
          <ReviewNotices />
          <FollowRibbon />
          <WorkshopBar />
          <TourBand />
          <Palette />
          <div className={classes.body}>
            {outlineOpen && (
              <>
                {narrow && single === undefined && (
                  <button
                    type="button"
                    className={classes.veil}
                    aria-label="Hide the outline"
                    tabIndex={-1}
                    onClick={() => panels.toggle('outline', false)}
                  />
                )}
                <nav
                  className={classes.outline}
                  style={single === undefined ? { width: panels.outline } : undefined}
                  data-over={(narrow && single === undefined) || undefined}
                  aria-label="Outline"
                  onKeyDown={(event) => {
                    if (narrow && single === undefined && event.key === 'Escape' && !event.defaultPrevented)
                      panels.toggle('outline', false)
                  }}
                >
                  <PaneBoundary what="The outline">
                    <Outline />
                  </PaneBoundary>
                  {!narrow && (
                    <Splitter
                      panel="outline"
                      label="Width of the outline"
                      width={panels.outline}
                      onResize={(width) => panels.resize('outline', width)}
                    />
                  )}
                </nav>
              </>
            )}
            <main
              className={classes.main}
              id="centre"
              tabIndex={-1}
              inert={single !== undefined && single.pane !== 'content'}
            >
              <div className={classes.bar}>
                {single === undefined && (
                  <ActionIcon
                    aria-label={outlineOpen ? 'Hide the outline' : 'Show the outline'}
                    title={outlineOpen ? 'Hide the outline' : 'Show the outline'}
                    aria-expanded={outlineOpen}
                    onClick={() => panels.toggle('outline')}
                  >
                    {outlineOpen ? <PinLeftIcon /> : <OutlineIcon />}
                  </ActionIcon>
                )}
                <TrailButtons />
                <ViewSwitcher />
                <WorkshopButton />
                {!sideOpen && single === undefined && (
                  <ActionIcon
                    aria-label="Show the selected element"
                    title="Show the selected element"
                    onClick={() => panels.toggle('side', true)}
                  >
                    <PinRightIcon style={{ transform: 'scaleX(-1)' }} />
                  </ActionIcon>
                )}
              </div>
              <div className={classes.content}>
                <Centre />
              </div>
            </main>
            {sideOpen && (
              <aside
                className={classes.side}
                style={single === undefined ? { width: panels.side } : undefined}
                data-over={(phone && single === undefined) || undefined}
                aria-label="Selected element"
              >
                {!phone && (
                  <Splitter
                    panel="side"
                    label="Width of the element panel"
                    width={panels.side}
                    onResize={(width) => panels.resize('side', width)}
                  />
                )}
                <PaneBoundary what="This panel">
                  <SidePanel
                    onClose={() => (single === undefined ? panels.toggle('side', false) : single.show('content'))}
                  />
                </PaneBoundary>
              </aside>
            )}
            <WorkshopDock />
          </div>
          {single !== undefined && <PaneTabs pane={single.pane} onShow={single.show} />}
        </div>
      </StepsProvider>
    </DecideProvider>
  )
}

function Centre() {
  const { view } = useSelection()
  return (
    <PaneBoundary key={view} what="This view">
      <Suspense fallback={<div className={classes.waiting}>Loading the view ...</div>}>
        {view === 'canvas' && <CaseCanvas />}
        {view === 'register' && <RiskRegister />}
        {view === 'heat' && <HeatMap />}
        {view === 'patterns' && <PatternsView />}
        {view === 'matrix' && <TraceMatrix />}
        {view === 'responsibilities' && <Responsibilities />}
        {view === 'terms' && <TermsView />}
        {view === 'context' && <ContextView />}
        {view === 'documents' && <DocumentList />}
        {view === 'evidence' && <EvidenceList />}
        {view === 'findings' && <FindingsPanel />}
        {view === 'approvals' && <ApprovalsView />}
        {view === 'history' && <HistoryView />}
      </Suspense>
    </PaneBoundary>
  )
}
