'use client'
import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { PaneBoundary } from '@/components/workspace/PaneBoundary'
import type { Facet } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { FacetFields } from './FacetFields'

type Block = LazyExoticComponent<ComponentType<{ readonly id: ElementId }>>

/** Facets whose fields have a form of their own; the fields of all others are shown in the order of the table. */
const FACET_BLOCKS: Partial<Record<Facet, Block>> = {
  risk: lazy(() => import('@/components/risk/RiskBlock')),
  policy: lazy(() => import('@/components/risk/PolicyBlock')),
  device: lazy(() => import('@/components/context/DeviceBlock')),
  system: lazy(() => import('@/components/context/SystemBlock')),
  asset: lazy(() => import('@/components/context/AssetBlock')),
  interface: lazy(() => import('@/components/context/InterfaceBlock')),
  control: lazy(() => import('@/components/control/ControlBlock')),
  evidence: lazy(() => import('@/components/evidence/EvidenceBlock')),
  term: lazy(() => import('@/components/term/TermBlock')),
}

/** The fields of an element's facet, in their own form where there is one. */
export function FacetBlock({ id, facet }: { readonly id: ElementId; readonly facet: Facet | undefined }) {
  const Block = facet === undefined ? undefined : FACET_BLOCKS[facet]
  if (Block === undefined) return <FacetFields id={id} />
  return (
    <PaneBoundary what="This form">
      <Suspense fallback={<p className={classes.note}>Loading the form ...</p>}>
        <Block id={id} />
      </Suspense>
    </PaneBoundary>
  )
}
