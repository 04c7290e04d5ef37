'use client'
import { ActionIcon, Button } from '@mantine/core'
import { CanvasIcon, ChevronRightIcon, FitIcon, TargetIcon, ZoomInIcon, ZoomOutIcon } from '@/components/look/icons'
import { useGraph, useSelection } from '@/components/workspace/CaseContext'
import { capabilityName, shortName } from '@/components/workspace/capability-names'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { Diagram } from './diagram'

const STEP = 1.25
const TRAIL_MOST = 4

/** Where one is in the case, and the buttons that move the picture. */
export function CanvasBar({ diagram, zoom }: { diagram: Diagram | undefined; zoom: number }) {
  const { open, selected, openCapability, select } = useSelection()
  const trail = useGraph((graph) => trailOf(graph, open, selected))
  const hasOpen = open !== undefined
  return (
    <div className="canvas-bar">
      {hasOpen && (
        <Button variant="default" leftSection={<CanvasIcon />} onClick={() => openCapability(undefined)}>
          All capabilities
        </Button>
      )}
      <nav aria-label="Where you are" style={{ minWidth: 0, flex: 1 }}>
        <ol className="canvas-trail">
          <li className={hasOpen ? undefined : 'canvas-here'} aria-current={hasOpen ? undefined : 'location'}>
            {hasOpen ? titleOf(open) : 'All capabilities'}
          </li>
          {trail.map(({ id, name, capability }, index) => (
            <TrailStep
              key={id}
              id={id}
              name={shortName(name, open === capability ? capability : undefined)}
              last={index === trail.length - 1}
              onGo={(to) => select(to, { stay: true })}
            />
          ))}
        </ol>
      </nav>
      <ActionIcon
        aria-label="Zoom out"
        title="Zoom out (-)"
        disabled={diagram === undefined}
        onClick={() => diagram?.zoomBy(1 / STEP)}
      >
        <ZoomOutIcon />
      </ActionIcon>
      <span className="canvas-zoom" aria-hidden="true">
        {Math.round(zoom * 100)} %
      </span>
      <ActionIcon
        aria-label="Zoom in"
        title="Zoom in (+)"
        disabled={diagram === undefined}
        onClick={() => diagram?.zoomBy(STEP)}
      >
        <ZoomInIcon />
      </ActionIcon>
      <ActionIcon
        aria-label="Show everything"
        title="Show everything (F)"
        disabled={diagram === undefined}
        onClick={() => diagram?.fit()}
      >
        <FitIcon />
      </ActionIcon>
      <ActionIcon
        aria-label="Zoom to the selected element"
        title="Zoom to the selected element (Z)"
        disabled={diagram === undefined || selected === undefined}
        onClick={() => selected !== undefined && diagram?.zoomTo(selected)}
      >
        <TargetIcon />
      </ActionIcon>
    </div>
  )
}

function TrailStep({
  id,
  name,
  last,
  onGo,
}: {
  id: ElementId
  name: string
  last: boolean
  onGo: (id: ElementId) => void
}) {
  return (
    <>
      <li aria-hidden="true">
        <ChevronRightIcon />
      </li>
      <li className={last ? 'canvas-here' : undefined} aria-current={last ? 'location' : undefined}>
        {last ? (
          name
        ) : (
          <button type="button" className="canvas-step" onClick={() => onGo(id)}>
            {name}
          </button>
        )}
      </li>
    </>
  )
}

function titleOf(open: string): string {
  const name = capabilityName(open)
  return name === open ? open : `${open} ${name}`
}

/** The elements from the top of the open branch down to the selected one; the nearest few when the way is long. */
function trailOf(graph: CaseGraph, open: string | undefined, selected: ElementId | undefined): readonly Element[] {
  const trail: Element[] = []
  let at = selected === undefined ? undefined : graph.elements.get(selected)
  const seen = new Set<ElementId>()
  while (at !== undefined && !seen.has(at.id) && at.id !== graph.rootId) {
    seen.add(at.id)
    trail.unshift(at)
    if (at.role === 'C2' && at.capability === open) break
    const above: ElementId | undefined = graph.supporterOf(at.id)[0] ?? graph.contextOf(at.id)[0]
    at = above === undefined ? undefined : graph.elements.get(above)
  }
  return trail.slice(-TRAIL_MOST)
}
