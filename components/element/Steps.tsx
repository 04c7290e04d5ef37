'use client'
import { createContext, type ReactNode, Suspense, useCallback, useContext, useState } from 'react'
import type { ElementAction } from '@/components/outline/element-actions'
import { useElement } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { AddRisk } from './AddRisk'
import { AddEvidence, ControlPicker } from './later-dialogs'

/**
 * Asks what the step needs to know.
 * @param back gives the focus back when the dialog closes and what opened it is gone
 * @returns false when it needs nothing and can run at once
 */
export type AskFirst = (action: ElementAction, id: ElementId, back?: () => void) => boolean

interface Asking {
  readonly action: ElementAction
  readonly id: ElementId
  readonly back: (() => void) | undefined
}

const StepsContext = createContext<AskFirst | undefined>(undefined)

/** The pattern's steps that put something new into the case ask for it first, wherever they are chosen. */
export function useAskFirst(): AskFirst {
  const ask = useContext(StepsContext)
  if (ask === undefined) throw new Error('Choosing a next step needs a <StepsProvider> above it.')
  return ask
}

/** Holds the dialogs, so that the menu or the row that opened one may go while it is answered. */
export function StepsProvider({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<Asking>()
  const ask = useCallback<AskFirst>((action, id, back) => {
    if (!ASKS.has(action.name)) return false
    setAsking({ action, id, back })
    return true
  }, [])
  const close = () => {
    setAsking(undefined)
    const back = asking?.back
    // After the dialog's own attempt, which finds the menu's item gone.
    if (back !== undefined) setTimeout(() => document.activeElement === document.body && back(), 50)
  }
  return (
    <StepsContext value={ask}>
      {children}
      <Suspense fallback={null}>{asking !== undefined && <StepDialog {...asking} onClose={close} />}</Suspense>
    </StepsContext>
  )
}

const ASKS: ReadonlySet<string> = new Set(['add-risk', 'add-control', 'add-evidence'])

function StepDialog({ action, id, onClose }: Omit<Asking, 'back'> & { onClose: () => void }) {
  const element = useElement(id)
  const risk = typeof action.args.risk === 'string' ? action.args.risk : id
  const riskName = useElement(risk)?.name ?? ''
  if (element === undefined) return null
  const { capability, name } = element
  switch (action.name) {
    case 'add-risk':
      return capability === undefined ? null : <AddRisk capability={capability} onClose={onClose} />
    case 'add-control':
      return <ControlPicker risk={risk} riskName={riskName} capability={capability} onClose={onClose} />
    case 'add-evidence':
      return <AddEvidence claim={id} claimName={name} capability={capability} onClose={onClose} />
    default:
      return null
  }
}
