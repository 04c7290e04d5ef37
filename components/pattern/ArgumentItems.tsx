'use client'
import { Menu } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useGraph, useRun } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { KINDS, mayBeUndeveloped } from '@/lib/gsn/kinds'

const ChallengeDialog = lazy(() => import('./ChallengeDialog').then((module) => ({ default: module.ChallengeDialog })))
const CiteDialog = lazy(() => import('./CiteDialog').then((module) => ({ default: module.CiteDialog })))
const GrowDialog = lazy(() => import('./GrowDialog').then((module) => ({ default: module.GrowDialog })))
const SaveDialog = lazy(() => import('./SaveDialog').then((module) => ({ default: module.SaveDialog })))

export type ArgumentDialog = 'challenge' | 'cite' | 'grow' | 'save'

function offersOf(graph: CaseGraph, id: ElementId) {
  const element = graph.elements.get(id)
  if (element === undefined) return undefined
  const parent = mayBeUndeveloped(element.kind) && element.away === undefined
  const branch = graph.supports(id).length > 0
  const publishable = KINDS[element.kind].away && element.away === undefined && element.public !== true
  return { parent, branch: branch && element.role !== 'C1', publishable }
}

/** What can be done with the argument at an element beyond adding to it: entries of its menu. */
export function ArgumentItems({
  id,
  onOpen,
}: {
  readonly id: ElementId
  readonly onOpen: (dialog: ArgumentDialog) => void
}) {
  const offers = useGraph((graph) => offersOf(graph, id))
  const run = useRun()
  if (offers === undefined) return null
  return (
    <>
      <Menu.Divider />
      <Menu.Item onClick={() => onOpen('challenge')}>Challenge it</Menu.Item>
      {offers.publishable && (
        <Menu.Item onClick={() => void run('set-public', { element: id, public: true })}>
          Offer it to other modules
        </Menu.Item>
      )}
      {offers.parent && <Menu.Item onClick={() => onOpen('cite')}>Cite another module below</Menu.Item>}
      {offers.parent && <Menu.Item onClick={() => onOpen('grow')}>Grow a pattern below</Menu.Item>}
      {offers.branch && <Menu.Item onClick={() => onOpen('save')}>Save this branch as a pattern</Menu.Item>}
    </>
  )
}

interface DialogProps {
  readonly id: ElementId
  readonly open: ArgumentDialog | undefined
  readonly onClose: () => void
}

/** The dialog that one of the entries opens; loaded then. */
export function ArgumentDialogs(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <OpenDialog {...props} />
    </Suspense>
  )
}

function OpenDialog({ id, open, onClose }: DialogProps) {
  switch (open) {
    case 'challenge':
      return <ChallengeDialog id={id} onClose={onClose} />
    case 'cite':
      return <CiteDialog id={id} onClose={onClose} />
    case 'grow':
      return <GrowDialog id={id} onClose={onClose} />
    case 'save':
      return <SaveDialog id={id} onClose={onClose} />
    case undefined:
      return null
  }
}
