'use client'
import { Menu, Text } from '@mantine/core'
import { BinIcon } from '@/components/look/icons'
import type { Point } from '@/lib/layout/picture'
import type { MenuEntry, MenuSection } from './canvas-menu'

interface Props {
  readonly at: Point
  readonly title: string
  readonly sections: readonly MenuSection[]
  readonly onChoose: (entry: MenuEntry) => void
  readonly onClose: () => void
}

/** The menu of an element or of the free space, at a point of the window. Opens by right click, Shift+F10 or a long press. */
export function CanvasMenu({ at, title, sections, onChoose, onClose }: Props) {
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus={false}
      clickOutsideEvents={['mousedown', 'touchstart']}
      // A long menu moves up beside its point instead of leaving the window.
      middlewares={{ flip: false, shift: { padding: 8, crossAxis: true } }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className="canvas-menu-anchor"
          aria-label={title}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={title} className="canvas-menu">
        {sections.map(({ label, entries }, index) => (
          <div key={label} role="none">
            {index > 0 && <Menu.Divider />}
            <Menu.Label>{label}</Menu.Label>
            {entries.map((entry) => (
              <Menu.Item
                key={entry.label}
                leftSection={entry.bin ? <BinIcon /> : undefined}
                rightSection={
                  entry.keys && (
                    <Text component="kbd" className="canvas-key">
                      {entry.keys}
                    </Text>
                  )
                }
                onClick={() => onChoose(entry)}
              >
                {entry.label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
