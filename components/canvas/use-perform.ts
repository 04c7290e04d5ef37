'use client'
import { useCallback } from 'react'
import { useAskFirst } from '@/components/element/Steps'
import { useDecide } from '@/components/outline/Decide'
import type { ElementAction } from '@/components/outline/element-actions'
import { useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { editStatement } from './edit-statement'

/** Runs an action of an element, after asking what it needs, and goes to what it made: that is written next. */
export function usePerform(): (action: ElementAction, id: ElementId, back?: () => void) => Promise<void> {
  const run = useRun()
  const decide = useDecide()
  const askFirst = useAskFirst()
  const { select } = useNavigate()
  return useCallback(
    async (action, id, back) => {
      if (askFirst(action, id, back)) return
      const { capability, decision } = action.args
      if (action.name === 'decide-capability' && typeof capability === 'string') {
        return decide(capability, decision === 'required' ? 'required' : 'not-required')
      }
      const outcome = await run(action.name, action.args)
      const created = outcome.ok ? outcome.value.created[0] : undefined
      if (action.goThere !== true || created === undefined) return
      select(created, { stay: true, tab: 'details' })
      if (action.name === 'add-element') editStatement()
    },
    [run, decide, askFirst, select],
  )
}
