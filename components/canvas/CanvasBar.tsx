'use client'
import { ActionIcon, Button } from '@mantine/core'
import {
  CanvasIcon,
  ChevronRightIcon,
  DownloadIcon,
  FitIcon,
  MapIcon,
  TargetIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from '@/components/look/icons'
import { useGraph, useRoom, useSelection } from '@/components/workspace/CaseContext'
import { openKey, openRoot } from '@/lib/drawing/open-branch'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { capabilityName, shortName } from '@/lib/reading/capability-names'
import type { Diagram } from './diagram'

const STEP = 1.25
const TRAIL_MOST = 4

interface Props {
  readonly diagram: Diagram | undefined
  readonly zoom: number
  readonly map: boolean
  readonly onMap: () => void
  readonly onPicture: () => void
}

/** Where one is in the case, and the buttons that move the picture. */
export function CanvasBar({ diagram, zoom, map, onMap, onPicture }: Props) {
  const { open, selected, openCapability, select } = useSelection()
  const { reader } = useRoom()
  const way = useGraph((graph) => trailOf(graph, open, selected))
  const steps = useGraph((graph) => way.map((id) => stepOf(graph, id, open)))
  const outside = useGraph((graph) => way.indexOf(openRoot(graph, open) ?? ''))
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
          {!hasOpen && (
            <li
              className={way.length === 0 ? 'canvas-here' : undefined}
              aria-current={way.length === 0 ? 'location' : undefined}
            >
              All capabilities
            </li>
          )}
          {hasOpen && way.length === 0 && (
            <li className="canvas-here" aria-current="location">
              {open}
            </li>
          )}
          {steps.map((words, index) => {
            const id = way[index] ?? ''
            return (
              <TrailStep
                key={id}
                name={words}
                first={index === 0 && hasOpen}
                last={index === steps.length - 1}
                onGo={() => {
                  if (index < outside) openCapability(openKey(reader.graph(), id))
                  select(id, { stay: true })
                }}
              />
            )
          })}
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
      <ActionIcon
        aria-label="Map of the picture"
        title="Map of the picture (N)"
        aria-pressed={map}
        variant={map ? 'light' : 'subtle'}
        disabled={diagram === undefined}
        onClick={onMap}
      >
        <MapIcon />
      </ActionIcon>
      <ActionIcon
        aria-label="Save a picture"
        title="Save a picture"
        disabled={diagram === undefined}
        onClick={onPicture}
      >
        <DownloadIcon />
      </ActionIcon>
    </div>
  )
}

function TrailStep({ name, first, last, onGo }: { name: string; first: boolean; last: boolean; onGo: () => void }) {
  return (
    <>
      {!first && (
        <li aria-hidden="true">
          <ChevronRightIcon />
        </li>
      )}
      <li className={last ? 'canvas-here' : undefined} aria-current={last ? 'location' : undefined}>
        {last ? (
          name
        ) : (
          <button type="button" className="canvas-step" onClick={onGo}>
            {name}
          </button>
        )}
      </li>
    </>
  )
}

/** A capability by its title, everything else by its name, without the capability that is open anyway. */
function stepOf(graph: CaseGraph, id: ElementId, open: string | undefined): string {
  const element = graph.elements.get(id)
  if (element === undefined) return ''
  if (element.role === 'C2' && element.capability !== undefined) {
    const title = capabilityName(element.capability)
    return title === element.capability ? title : `${element.capability} ${title}`
  }
  const inOpen = open !== undefined && element.capability !== undefined
  return shortName(element.name, inOpen ? element.capability : undefined)
}

/**
 * The way from below the top claim through the top of the open branch to the selected element: the nearest few steps when
 * it is long. What stands before the top of the open branch leads out of it.
 */
function trailOf(graph: CaseGraph, open: string | undefined, selected: ElementId | undefined): readonly ElementId[] {
  const root = openRoot(graph, open)
  const inside = wayTo(graph, selected ?? root)
  if (root === undefined) return inside.slice(-TRAIL_MOST)
  const at = inside.indexOf(root)
  const way = wayTo(graph, root)
  const below = at >= 0 ? inside.slice(at + 1) : inside.slice(-1).filter((id) => id !== root)
  return [...way.slice(0, 1), ...way.slice(1).slice(-2), ...below.slice(-TRAIL_MOST)]
}

/** The elements from below the top claim to this one. */
function wayTo(graph: CaseGraph, id: ElementId | undefined): ElementId[] {
  const way: ElementId[] = []
  const seen = new Set<ElementId>()
  let at = id
  while (at !== undefined && !seen.has(at) && at !== graph.rootId && graph.elements.has(at)) {
    seen.add(at)
    way.unshift(at)
    at = graph.supporterOf(at)[0] ?? graph.contextOf(at)[0]
  }
  return way
}
