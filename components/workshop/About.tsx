'use client'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useElement, useNavigate, useSelection } from '@/components/workspace/CaseContext'
import classes from './workshop.module.css'

/** Whether what is being written is about the selected element, with the tick for it. */
export function useAbout() {
  const { selected } = useSelection()
  const element = useElement(selected)
  const [on, setOn] = useState(true)
  const known = element === undefined || element.deleted ? undefined : element
  return {
    where: known !== undefined && on ? { element: known.id } : {},
    control:
      known === undefined ? (
        <p className={classes.muted}>Select an element to say that it is about it.</p>
      ) : (
        <Checkbox
          size="xs"
          label={`About ${known.name}`}
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
      ),
  }
}

/** The element something is about, which leads there. */
export function AboutLine({ element: id, thread }: { element?: string; thread?: string }) {
  const element = useElement(id)
  const { select } = useNavigate()
  if (id === undefined) return null
  if (element === undefined) return <span className={classes.muted}>About an element that is gone</span>
  return (
    <button type="button" className={classes.link} onClick={() => select(id, thread === undefined ? {} : { thread })}>
      {element.name}
      {element.deleted ? ' (in the bin)' : ''}
    </button>
  )
}
