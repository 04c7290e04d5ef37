'use client'
import { Button, Menu } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { BinIcon, MoreIcon, PlusIcon } from '@/components/look/icons'
import { actionsFor, type ElementAction } from '@/components/outline/element-actions'
import { useCanEdit, useElement, useRoom } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import type { Box, Picture } from '@/lib/layout/picture'
import type { Listen } from './CanvasStage'
import { canStart } from './connect'
import type { Diagram } from './diagram'
import { placeToolbar } from './toolbar-place'
import { usePerform } from './use-perform'
import type { Size } from './viewport'

interface Props {
  readonly id: ElementId
  readonly box: Box | undefined
  /** Everything that is drawn: the toolbar keeps off it where it can. */
  readonly boxes: Picture['boxes']
  readonly toolbar: RefObject<HTMLDivElement | null>
  readonly diagram: Diagram
  readonly size: Size
  readonly listen: Listen
  readonly onConnect: () => void
  readonly onEnter: (id: ElementId) => void
  readonly onLeave: () => void
}

/** What can be done next at the selected element, right beside it: the pattern's steps first, the rest in a menu. */
export function ElementToolbar({ id, box, boxes, toolbar, diagram, size, listen, onConnect, onEnter, onLeave }: Props) {
  const { reader } = useRoom()
  const canEdit = useCanEdit()
  const element = useElement(id)
  const perform = usePerform()

  useEffect(() => {
    const bar = toolbar.current
    if (bar === null || box === undefined) return
    const place = () => placeToolbar(bar, box, diagram.view, size, boxes.values())
    place()
    return listen(place)
  })

  if (element === undefined || element.deleted || box === undefined) return null
  const isCard = box.shape === 'card'
  const actions = canEdit ? actionsFor(reader.graph(), id) : []
  const steps = actions.filter((action) => action.section === 'pattern')
  const rest = actions.filter((action) => action.section !== 'pattern')
  if (!isCard && actions.length === 0) return null
  const run = (action: ElementAction) => void perform(action, id)

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key === 'Escape') {
      event.preventDefault()
      onLeave()
    }
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') moveFocus(event)
  }

  return (
    <div
      ref={toolbar}
      className="canvas-tools"
      role="toolbar"
      aria-label={`Next steps for ${element.name}`}
      onKeyDown={onKeyDown}
    >
      {isCard && (
        <Button size="compact-xs" variant="light" onClick={() => onEnter(id)}>
          Open
        </Button>
      )}
      {steps.map((action, index) => (
        <Button
          key={action.label}
          size="compact-xs"
          variant="light"
          tabIndex={isCard || index > 0 ? -1 : 0}
          leftSection={action.name.startsWith('add-') ? <PlusIcon /> : undefined}
          onClick={() => run(action)}
        >
          {action.label}
        </Button>
      ))}
      {canEdit && !isCard && canStart(reader.graph(), id) && (
        <Button size="compact-xs" variant="subtle" tabIndex={steps.length > 0 ? -1 : 0} onClick={onConnect}>
          Connect
        </Button>
      )}
      {rest.length > 0 && <MoreMenu actions={rest} tabIndex={-1} onRun={run} />}
    </div>
  )
}

function MoreMenu({
  actions,
  tabIndex,
  onRun,
}: {
  actions: readonly ElementAction[]
  tabIndex: number
  onRun: (action: ElementAction) => void
}) {
  const [opened, setOpened] = useState(false)
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start">
      <Menu.Target>
        <Button size="compact-xs" variant="subtle" tabIndex={tabIndex} leftSection={<MoreIcon />}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.label}
            leftSection={action.section === 'remove' ? <BinIcon /> : undefined}
            onClick={() => onRun(action)}
          >
            {action.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** A toolbar is one tab stop; the arrows move inside it. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > button')]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  const by = event.key === 'ArrowRight' ? 1 : -1
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
}
