import { z } from 'zod'
import { type CaseGraph, type Relation, relationKey } from '@/lib/gsn/graph'
import { isMultiplicity } from '@/lib/gsn/multiplicity'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { command, done, elementId } from './command'
import { readCase } from './read'

const relation = z.object({ from: elementId, type: z.enum(['supportedBy', 'inContextOf']), to: elementId })

function find(graph: CaseGraph, wanted: z.infer<typeof relation>): Outcome<Relation> {
  const key = relationKey(wanted)
  const there = graph.relations.find((each) => relationKey(each) === key)
  return there === undefined
    ? refuse('relation-absent', 'These two are not connected any more. Reload to see what is there.')
    : ok(there)
}

function decorationWithout({ multiplicity, optional, choice, take }: Relation, ...names: string[]) {
  const all = Object.entries({ multiplicity, optional, choice, take })
  return Object.fromEntries(all.filter(([name, value]) => value !== undefined && !names.includes(name)))
}

const setMultiplicity = command({
  args: relation.extend({
    /** `3`, `0..2`, `1..*`, `n`; empty for the ball without a label (1..*); null to take the ball away. [GSN11] */
    multiplicity: z
      .string()
      .max(12)
      .refine((label) => label === '' || isMultiplicity(label), 'A multiplicity is a number or a range: 3, 0..2, 1..*.')
      .nullable(),
    /** The hollow ball: none or one. It excludes a label. */
    optional: z.boolean().default(false),
  }),
  server: false,
  did: 'set how often a branch stands',
  run(doc, { multiplicity, optional, ...wanted }, context) {
    const found = find(readCase(doc), wanted)
    if (!found.ok) return found
    if (optional && multiplicity !== null) {
      const message = 'Optional means none or one: take the multiplicity away, or write 0..1 instead.'
      return refuse('decoration-illegal', message, { rule: 'GSN11' })
    }
    const rest = decorationWithout(found.value, 'multiplicity', 'optional')
    const own = optional ? { optional } : multiplicity === null ? {} : { multiplicity }
    return done(doc, 'set-multiplicity', context, (writer) => writer.decorate(relationKey(wanted), { ...rest, ...own }))
  },
})

const setChoice = command({
  args: relation.extend({
    /** Relations of one element with the same word stand at one diamond; null to take it away from the diamond. */
    choice: z.string().trim().min(1).max(64).nullable(),
    /** How many of the branches are taken; one unless said otherwise. [GSN12] */
    take: z.int().min(1).max(999).default(1),
  }),
  server: false,
  did: 'set what is chosen between',
  run(doc, { choice, take, ...wanted }, context) {
    const graph = readCase(doc)
    const found = find(graph, wanted)
    if (!found.ok) return found
    if (choice !== null && wanted.type !== 'supportedBy') {
      return refuse('decoration-illegal', 'A choice stands between supports only.', { rule: 'GSN12' })
    }
    const others = graph.relations.filter(
      (each) => each.from === wanted.from && each.choice === choice && each.to !== wanted.to,
    )
    const rest = decorationWithout(found.value, 'choice', 'take')
    return done(doc, 'set-choice', context, (writer) => {
      const own = choice === null ? {} : take === 1 ? { choice } : { choice, take }
      writer.decorate(relationKey(wanted), { ...rest, ...own })
      // One diamond has one label.
      if (choice === null) return
      for (const other of others) {
        writer.decorate(relationKey(other), { ...decorationWithout(other, 'take'), ...(take === 1 ? {} : { take }) })
      }
    })
  },
})

/** [GSN11] [GSN12] The commands of pattern decoration, by name. */
export const DECORATION_COMMANDS = { 'set-multiplicity': setMultiplicity, 'set-choice': setChoice } as const
