'use client'
import { ActionIcon, Menu } from '@mantine/core'
import { FilterIcon } from '@/components/look/icons'
import { reviewStoreOf } from '@/components/review/use-review'
import { useCaseFindings, useMe, useRoom } from '@/components/workspace/CaseContext'
import classes from './outline.module.css'
import { anyFilter, type Filters, filterChoices, filtered } from './outline-filters'

interface Props {
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}

/** What the outline can be narrowed to, with how many elements each choice would leave. */
export function FilterMenu({ filters, onChange }: Props) {
  const on = anyFilter(filters)
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon
          variant={on ? 'light' : 'default'}
          size={30}
          aria-label={on ? 'Filter the outline: on' : 'Filter the outline'}
          title="Filter the outline"
        >
          <FilterIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.filterMenu}>
        <Choices filters={filters} onChange={onChange} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Counted only while the menu is open. */
function Choices({ filters, onChange }: Props) {
  const room = useRoom()
  const { side: mine } = useMe()
  const findings = useCaseFindings((now) => now)
  const graph = room.reader.graph()
  const sources = { findings, review: reviewStoreOf(room).get(), mine }
  return (
    <>
      {filterChoices(filters, mine).map(({ group, choices }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a menu
        <div key={group} role="group" aria-label={group}>
          <Menu.Label>{group}</Menu.Label>
          {choices.map((choice) => {
            const left = choice.on ? filters : choice.filters
            return (
              <Menu.CheckboxItem
                key={choice.label}
                checked={choice.on}
                rightSection={
                  <span className={classes.count}>{filtered(graph, graph.elements.keys(), left, sources).length}</span>
                }
                onChange={() => onChange(choice.filters)}
              >
                {choice.label}
              </Menu.CheckboxItem>
            )
          })}
        </div>
      ))}
      <Menu.Divider />
      <Menu.Item disabled={!anyFilter(filters)} closeMenuOnClick onClick={() => onChange({})}>
        Show all
      </Menu.Item>
    </>
  )
}
