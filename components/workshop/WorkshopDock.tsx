'use client'
import { Button } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { useValue } from '@/components/workspace/use-store'
import { panelOpen, useRunning } from './workshop-store'

const WorkshopPanel = lazy(() => import('./WorkshopPanel'))

/** The place of the panel in the workspace; what it shows is loaded when it is wanted. */
export function WorkshopDock() {
  const shown = useValue(panelOpen)
  if (useRoom().past !== undefined || !shown) return null
  return (
    <Suspense fallback={null}>
      <WorkshopPanel />
    </Suspense>
  )
}

/** Opens the panel while no workshop goes on; then its bar does. */
export function WorkshopButton() {
  const running = useRunning()
  const shown = useValue(panelOpen)
  if (useRoom().past !== undefined || running !== undefined) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      title="Open a workshop, or read the minutes"
      aria-expanded={shown}
      onClick={() => panelOpen.set(!shown)}
    >
      Workshop
    </Button>
  )
}
