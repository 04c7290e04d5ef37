'use client'
import { useCallback } from 'react'
import { useAskFirst } from '@/components/element/Steps'
import { useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { useDecide } from './Decide'
import type { ElementAction } from './element-actions'

/**
 * Does what an action says, wherever it was chosen: asks first where the step needs words, runs it, and goes to what is
 * new.
 * @param back gives the focus back when what was asked is closed
 */
export type Act = (action: ElementAction, id: ElementId, back?: () => void) => Promise<void>

export function useAct(): Act {
  const run = useRun()
  const { select } = useNavigate()
  const decide = useDecide()
  const askFirst = useAskFirst()
  return useCallback(
    async (action, id, back) => {
      if (action.name === 'decide-capability') {
        const { capability, decision } = action.args
        return decide(String(capability), decision === 'required' ? 'required' : 'not-required')
      }
      if (askFirst(action, id, back)) return
      const outcome = await run(action.name, action.args)
      if (!outcome.ok || action.goThere !== true) return
      const created = outcome.value.created[0] ?? (action.name === 'restore-element' ? id : undefined)
      if (created !== undefined) select(created)
    },
    [run, select, decide, askFirst],
  )
}
