'use client'
import { OneField } from '@/components/element/OneField'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'

/** One interface: how it works, what is at the other end, and who controls it. */
export default function InterfaceBlock({ id }: { id: ElementId }) {
  return (
    <div className={classes.block}>
      <div className={classes.grid}>
        <OneField id={id} name="medium" />
        <OneField id={id} name="peer" />
        <OneField id={id} name="protocol" />
      </div>
      <OneField id={id} name="direction" />
      <OneField id={id} name="interfaceSide" />
      <OneField id={id} name="interfaceNote" placeholder="Sealed; only Clinical Engineering opens it." />
    </div>
  )
}
