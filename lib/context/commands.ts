import { z } from 'zod'
import { SECURITY_CAPABILITY as PATTERN } from '@/catalog/patterns/security-capability'
import { command, done, elementId } from '@/lib/case/command'
import { nextName, orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { relationKey } from '@/lib/gsn/graph'
import { holdsPlaceholder } from '@/lib/gsn/kinds'
import { refuse } from '@/lib/gsn/outcome'
import { elementOf } from '@/lib/pattern/grow'
import { LISTS } from './lists'

const addListItem = command({
  args: z.object({
    list: z.enum(['asset', 'interface']),
    /** What it is called: a noun phrase. */
    name: z.string().trim().min(1).max(500),
  }),
  server: true,
  did: 'added an item to a list',
  run(doc, { list, name }, context) {
    const graph = readCase(doc)
    const root = graph.rootId
    if (root === undefined) {
      return refuse('case-empty', 'The case has no top claim yet. Grow it from the pattern or add a claim first.')
    }
    return done(doc, 'add-list-item', context, (writer) => {
      const { role } = LISTS[list]
      const { kind } = elementOf(PATTERN, role)
      const id = context.ids()
      writer.create(id, { kind, role, name: nextName(graph, role), facet: list }, name)
      writer.relate(root, 'inContextOf', id, orderAfter(graph, root))
    })
  },
})

const chooseAsset = command({
  args: z.object({
    /** The claim that names the asset: an established capability (C4), a risk (C7), or any other claim. */
    claim: elementId,
    asset: elementId,
    chosen: z.boolean(),
  }),
  server: false,
  did: 'said which assets a claim is about',
  run(doc, { claim: claimId, asset: assetId, chosen }, context) {
    const graph = readCase(doc)
    const claim = graph.elements.get(claimId)
    const asset = graph.elements.get(assetId)
    if (claim === undefined || asset?.facet !== 'asset') {
      return refuse('element-absent', 'This asset or claim is not in the case any more. Reload to see what is there.')
    }
    if (claim.kind !== 'goal') {
      return refuse('relation-illegal', 'Claims name assets. Choose a claim.', { rule: 'GSN2' })
    }
    return done(doc, 'choose-asset', context, (writer) => {
      const relation = { from: claimId, type: 'inContextOf', to: assetId } as const
      const key = relationKey(relation)
      const stands = graph.relations.some((each) => relationKey(each) === key)
      if (!chosen) {
        if (stands) writer.unrelate(key)
        return
      }
      if (!stands) writer.relate(claimId, 'inContextOf', assetId, orderAfter(graph, claimId))
      // CTXT3 asks for what the relation now says: the list is named there, never copied, so that it cannot go stale.
      const list = graph.elements.get(`CTXT3-${claim.capability ?? ''}`)
      if (claim.role !== 'C4' || list === undefined || !holdsPlaceholder(list.statement)) return
      const words = `Assets that ${claim.capability ?? ''} protects: those named beside ${claim.name}`
      writer.setText(list.id, 'statement', words)
    })
  },
})

/** The commands on the lists of the case. An item gets its name under the case's lock. */
export const CONTEXT_COMMANDS = {
  'add-list-item': addListItem,
  'choose-asset': chooseAsset,
} as const
