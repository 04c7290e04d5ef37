'use client'
import { OneField } from '@/components/element/OneField'
import { useCanEdit, useSynced } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'

/** Several ticks in a row under one legend. */
export function Ticks({ id, legend, names }: { id: ElementId; legend: string; names: readonly string[] }) {
  return (
    <fieldset className={classes.ticks}>
      <legend>{legend}</legend>
      {names.map((name) => (
        <OneField key={name} id={id} name={name} />
      ))}
    </fieldset>
  )
}

/** Whether nothing can be changed now: without the right, or before the content has arrived. */
export function useReadOnly(): boolean {
  const canEdit = useCanEdit()
  const synced = useSynced()
  return !canEdit || !synced
}
