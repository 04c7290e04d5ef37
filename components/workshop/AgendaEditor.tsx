'use client'
import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core'
import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from '@/components/look/icons'
import { freshKey } from '@/components/review/review-calls'
import { useElement, useGraph, useSelection } from '@/components/workspace/CaseContext'
import { capabilityName } from '@/lib/reading/capability-names'
import { AGENDA_MAX } from '@/lib/workshop/events'
import classes from './workshop.module.css'

/** A point that is being planned; `key` tells rows apart until the server names them. */
export interface Point {
  readonly key: string
  readonly item?: string
  readonly title: string
  readonly minutes: number
  readonly element?: string
  readonly capability?: string
}

const USUAL = 10

/** What to talk about, in which order and for how long: capabilities, elements, or words. */
export function AgendaEditor({
  points,
  onChange,
}: {
  points: readonly Point[]
  onChange: (points: readonly Point[]) => void
}) {
  const { selected } = useSelection()
  const element = useElement(selected)
  // As text, which compares by value.
  const codes = useGraph((graph) =>
    [...graph.elements.values()]
      .flatMap(({ role, capability }) => (role === 'C2' && capability !== undefined ? [capability] : []))
      .sort()
      .join(' '),
  )
  const set = (at: number, change: Partial<Point>) =>
    onChange(points.map((point, index) => (index === at ? { ...point, ...change } : point)))
  const add = (point: Omit<Point, 'key' | 'minutes'>) =>
    onChange([...points, { key: freshKey(), minutes: USUAL, ...point }])
  const move = (at: number, by: -1 | 1) => {
    const next = [...points]
    const [point] = next.splice(at, 1)
    if (point !== undefined) next.splice(at + by, 0, point)
    onChange(next)
  }
  const planned = new Set(points.map(({ capability }) => capability))
  const full = points.length >= AGENDA_MAX
  return (
    <div className={classes.editor}>
      <ol className={classes.agenda}>
        {points.map((point, at) => (
          <li key={point.key} className={classes.editRow}>
            <TextInput
              size="xs"
              aria-label={`Title of point ${at + 1}`}
              maxLength={500}
              value={point.title}
              onChange={(event) => set(at, { title: event.currentTarget.value })}
            />
            <NumberInput
              size="xs"
              aria-label={`Minutes of point ${at + 1}`}
              min={1}
              max={480}
              allowDecimal={false}
              hideControls
              value={point.minutes}
              onChange={(value) => set(at, { minutes: typeof value === 'number' && value >= 1 ? value : 1 })}
            />
            <ActionIcon aria-label={`Move point ${at + 1} up`} disabled={at === 0} onClick={() => move(at, -1)}>
              <ArrowUpIcon />
            </ActionIcon>
            <ActionIcon
              aria-label={`Move point ${at + 1} down`}
              disabled={at === points.length - 1}
              onClick={() => move(at, 1)}
            >
              <ArrowDownIcon />
            </ActionIcon>
            <ActionIcon
              aria-label={`Take point ${at + 1} off`}
              onClick={() => onChange(points.filter((_, index) => index !== at))}
            >
              <CloseIcon />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <div className={classes.row}>
        <Select
          size="xs"
          aria-label="Add a capability"
          placeholder="Add a capability"
          searchable
          disabled={full}
          value={null}
          data={codes
            .split(' ')
            .filter((code) => code !== '' && !planned.has(code))
            .map((code) => ({ value: code, label: `${code} ${capabilityName(code)}` }))}
          onChange={(code) => {
            if (code !== null) add({ title: capabilityName(code), capability: code })
          }}
        />
        {element !== undefined && !element.deleted && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={full}
            onClick={() => add({ title: pointTitle(element.name, element.statement), element: element.id })}
          >
            Add {element.name}
          </Button>
        )}
        <Button size="compact-sm" variant="default" disabled={full} onClick={() => add({ title: 'Another point' })}>
          Add a point
        </Button>
      </div>
    </div>
  )
}

function pointTitle(name: string, statement: string): string {
  const words = statement.replace(/\s+/g, ' ').trim()
  return words === '' ? name : `${name}: ${words.length > 80 ? `${words.slice(0, 79)}…` : words}`
}
