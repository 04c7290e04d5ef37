'use client'
import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core'
import { ArrowDownIcon, ArrowUpIcon, ColumnsIcon } from '@/components/look/icons'
import type { Table } from '@/lib/table/table'
import { moved } from './HeadCell'
import classes from './register.module.css'
import type { Arranging } from './use-arrangement'

/** Which columns are shown, and in which order. Kept for this person on this device. */
export function ColumnsMenu({ table, arranging }: { table: Table; arranging: Arranging }) {
  const { now, change, reset } = arranging
  const byKey = new Map(table.columns.map((column) => [column.key, column]))
  const inOrder = now.order.flatMap((key) => byKey.get(key) ?? [])
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<ColumnsIcon />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.columns} aria-label="Columns">
        <ul>
          {inOrder.map((column, at) => (
            <li key={column.key}>
              <Checkbox
                size="xs"
                label={column.label}
                checked={column.locked === true || !now.hidden.includes(column.key)}
                disabled={column.locked === true}
                title={column.locked === true ? 'This column is always shown' : undefined}
                onChange={(event) =>
                  change({
                    hidden: event.currentTarget.checked
                      ? now.hidden.filter((key) => key !== column.key)
                      : [...now.hidden, column.key],
                  })
                }
              />
              {([-1, 1] as const).map((step) => {
                const neighbour = inOrder[at + step]
                return (
                  <ActionIcon
                    key={step}
                    size={22}
                    aria-label={`Move ${column.label} ${step < 0 ? 'up' : 'down'}`}
                    disabled={neighbour === undefined}
                    onClick={() => neighbour && change({ order: moved(now.order, column.key, neighbour.key, step) })}
                  >
                    {step < 0 ? <ArrowUpIcon /> : <ArrowDownIcon />}
                  </ActionIcon>
                )
              })}
            </li>
          ))}
        </ul>
        <Button variant="subtle" onClick={reset}>
          As it was at first
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
