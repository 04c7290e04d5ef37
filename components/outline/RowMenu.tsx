'use client'
import { ActionIcon, Menu } from '@mantine/core'
import { BinIcon, MoreIcon, PlusIcon, UndoIcon } from '@/components/look/icons'
import { useRoom } from '@/components/workspace/CaseContext'
import { actionsFor, type ElementAction } from './element-actions'
import { useAct } from './use-act'

const SECTIONS = [
  { section: 'pattern', label: 'Next step' },
  { section: 'add', label: 'Any element' },
  { section: 'place', label: 'Change' },
  { section: 'remove', label: undefined },
] as const

interface Props {
  readonly id: string
  readonly rowKey: string
  readonly opened: boolean
  readonly onMenu: (key: string | undefined) => void
}

/** What can be done at this element. Opens by the button, by a right click, and by Shift+F10 or the menu key. */
export function RowMenu({ id, rowKey, opened, onMenu }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the menu's clicks and keys away from the row
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => opened && event.stopPropagation()}>
      <Menu
        opened={opened}
        onChange={(open) => onMenu(open ? rowKey : undefined)}
        position="bottom-start"
        withinPortal
        trapFocus
        returnFocus
        // Not keydown: the key that opens the menu would close it again.
        clickOutsideEvents={['mousedown', 'touchstart']}
      >
        <Menu.Target>
          <ActionIcon size={20} tabIndex={-1} aria-label="Actions for this element" title="Actions (Shift+F10)">
            <MoreIcon />
          </ActionIcon>
        </Menu.Target>
        {opened && <RowMenuItems id={id} rowKey={rowKey} />}
      </Menu>
    </span>
  )
}

function RowMenuItems({ id, rowKey }: { id: string; rowKey: string }) {
  const { reader } = useRoom()
  const act = useAct()
  const actions = actionsFor(reader.graph(), id)
  const row = () => document.querySelector<HTMLElement>(`[data-key="${CSS.escape(rowKey)}"]`)?.focus()

  return (
    <Menu.Dropdown>
      {SECTIONS.map(({ section, label }) => {
        const own = actions.filter((action) => action.section === section)
        if (own.length === 0) return null
        return (
          <div key={section} role="none">
            {label === undefined ? <Menu.Divider /> : <Menu.Label>{label}</Menu.Label>}
            {own.map((action) => (
              <Menu.Item
                key={action.label}
                leftSection={<ActionGlyph action={action} />}
                onClick={() => void act(action, id, row)}
              >
                {action.label}
              </Menu.Item>
            ))}
          </div>
        )
      })}
    </Menu.Dropdown>
  )
}

function ActionGlyph({ action }: { action: ElementAction }) {
  if (action.section === 'remove') return <BinIcon />
  if (action.name === 'restore-element') return <UndoIcon />
  return action.name.startsWith('add-') ? <PlusIcon /> : <span style={{ width: 15 }} />
}
