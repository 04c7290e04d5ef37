import { z } from 'zod'
import { mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { whyNotCite } from '@/lib/gsn/module'
import { refuse } from '@/lib/gsn/outcome'
import { command, done, elementId } from './command'
import { absent, whyNotUnder } from './commands'
import { nextName, orderAfter } from './names'
import { readCase } from './read'

const setPublic = command({
  args: z.object({ element: elementId, public: z.boolean() }),
  server: false,
  did: 'offered an element to other modules',
  run(doc, { element: id, public: offered }, context) {
    const graph = readCase(doc)
    const element = graph.elements.get(id)
    if (element === undefined) return absent(id)
    if (offered && element.away !== undefined) {
      const message = `${element.name} stands in for an element of another module. Make that one public.`
      return refuse('away-illegal', message, { rule: 'GSN13' })
    }
    const cited = graph.awaysOf(id)
    if (!offered && cited.length > 0) {
      const names = cited.map((away) => graph.elements.get(away)?.name ?? away).join(', ')
      const message = `Other modules cite ${element.name}: ${names}. Remove those first.`
      return refuse('still-cited', message, { rule: 'GSN13', elements: cited })
    }
    return done(doc, 'set-public', context, (writer) => writer.set(id, 'public', offered))
  },
})

const addAway = command({
  args: z.object({
    /** The element that rests on the other module's, or stands in its context. */
    under: elementId,
    /** The public element of the other module. */
    target: elementId,
  }),
  server: false,
  did: 'cited another module',
  run(doc, { under, target: targetId }, context) {
    const graph = readCase(doc)
    const parent = graph.elements.get(under)
    const target = graph.elements.get(targetId)
    if (parent === undefined || target === undefined) return absent(parent === undefined ? under : targetId)
    const type: RelationType = mayRelate(parent.kind, 'supportedBy', target.kind) ? 'supportedBy' : 'inContextOf'
    const refusal = whyNotUnder(parent, type, target.kind) ?? whyNotCite(graph, parent, target)
    if (refusal !== undefined) return { ok: false, refusal }
    const there = [...graph.supports(under), ...graph.contexts(under)].some(
      (id) => graph.elements.get(id)?.away === targetId,
    )
    if (there) return refuse('already-there', `${parent.name} cites ${target.name} already.`, { element: targetId })
    return done(doc, 'add-away', context, (writer) => {
      const id = context.ids()
      const name = nextName(graph, `${target.name}-in-${parent.capability ?? 'case'}-`)
      writer.create(id, { kind: target.kind, capability: parent.capability, name, away: targetId }, '')
      if (parent.undeveloped && type === 'supportedBy') writer.set(under, 'undeveloped', false)
      writer.relate(under, type, id, orderAfter(graph, under))
    })
  },
})

/** [GSN13] The commands of modules, by name. */
export const MODULE_COMMANDS = { 'set-public': setPublic, 'add-away': addAway } as const
