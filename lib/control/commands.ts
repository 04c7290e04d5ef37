import { z } from 'zod'
import { command, done, elementId } from '@/lib/case/command'
import { whyNotRelate } from '@/lib/case/commands'
import { orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { refuse } from '@/lib/gsn/outcome'
import { strategyOverControls } from './find-control'

/**
 * [CTL21] Lets a control that is already in the case mitigate one more risk, instead of a second control of the same
 * meaning: one duty, one set of evidence, two risks that rest on it.
 * @returns refusals `element-absent`, `control-already-there`, `relation-illegal`, `relation-circular`
 */
const useControl = command({
  args: z.object({ risk: elementId, control: elementId }),
  server: false,
  did: 'used a control for one more risk',
  run(doc, { risk: riskId, control: controlId }, context) {
    const graph = readCase(doc)
    const control = graph.elements.get(controlId)
    const strategy = strategyOverControls(graph, riskId)
    if (control === undefined || strategy === undefined) {
      return refuse(
        'element-absent',
        'The risk or the control is not in the case any more. Reload to see what is there.',
      )
    }
    if (control.facet !== 'control') return refuse('not-a-control', `${control.name} is not a control.`)
    if (graph.supports(strategy.id).includes(control.id)) {
      return refuse('control-already-there', `${control.name} already mitigates this risk.`, { element: control.id })
    }
    const refusal = whyNotRelate(graph, strategy.id, 'supportedBy', control.id)
    if (refusal !== undefined) return { ok: false, refusal }
    return done(doc, 'use-control', context, (writer) => {
      if (strategy.undeveloped) writer.set(strategy.id, 'undeveloped', false)
      writer.relate(strategy.id, 'supportedBy', control.id, orderAfter(graph, strategy.id))
    })
  },
})

export const CONTROL_COMMANDS = { 'use-control': useControl } as const
