'use client'
import { OneField } from '@/components/element/OneField'
import { useGraph } from '@/components/workspace/CaseContext'
import { readCvss } from '@/lib/case/cvss'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './risk.module.css'

/** A CVSS vector with the score that follows from it. */
export function Cvss({ id, name }: { id: ElementId; name: 'cvss' | 'cvss4' }) {
  const vector = useGraph((graph) => graph.elements.get(id)?.fields[name])
  const read = readCvss(vector)
  return (
    <div>
      <OneField id={id} name={name} />
      {read !== undefined && (
        <p className={classes.score}>
          <strong>{read.score}</strong> {read.rating} (CVSS {read.version}, computed)
        </p>
      )}
      {vector !== undefined && read === undefined && (
        <p className={classes.score}>No score can be computed from this vector.</p>
      )}
    </div>
  )
}
