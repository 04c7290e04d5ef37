import { nextName, orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import type { FileProduct, OfferedText } from './facts-file'
import type { Taking } from './taking'

const TITLE_MAX = 300
const PARAGRAPHS_MAX = 200

/** [EXC10] A product or component as an asset of the case. @returns `there`, or refusal `case-empty` */
export function takeProduct(
  taking: Taking,
  { vendor = '', name, version = '', purl, cpe }: FileProduct,
): Outcome<readonly ElementId[]> | 'there' {
  if (taking.isThere()) return 'there'
  const words = [vendor, name, version].filter((word, index, all) => word !== '' && all.indexOf(word) === index)
  const made = taking.run('add-list-item', { list: 'asset', name: words.join(' ').slice(0, 500) })
  const id = made.ok ? made.value[0] : undefined
  const names = [purl, cpe].filter((each) => each !== undefined)
  if (id !== undefined && names.length > 0) taking.write((writer) => writer.appendParagraphs(id, names))
  return made
}

/** [EXC10] A note of the file as a context of a capability, or of the whole case. @returns `there`, or refusal `case-empty` */
export function takeText(
  taking: Taking,
  { title, text }: OfferedText,
  capability: string,
): Outcome<readonly ElementId[]> | 'there' {
  if (taking.isThere()) return 'there'
  const graph = readCase(taking.doc)
  const parent = contextHolder(taking, capability)
  if (parent === undefined) return refuse('case-empty', 'The case has no claim that this could stand beside yet.')
  const id = taking.firstId
  return taking.write((writer) => {
    const name = nextName(graph, capability === '' ? 'N' : `N-${capability}-`)
    const scalars = { kind: 'context', name, ...(capability === '' ? {} : { capability }) }
    writer.create(id, scalars, title.slice(0, TITLE_MAX))
    writer.relate(parent, 'inContextOf', id, orderAfter(graph, parent))
    const paragraphs = text.split(/\n\s*\n/).map((each) => each.trim())
    writer.appendParagraphs(id, paragraphs.filter((each) => each !== '').slice(0, PARAGRAPHS_MAX))
    taking.stamp(writer, id, true)
  })
}

/** The claim beside which things about a capability stand: the one that says whether it is needed, else the top claim. */
export function contextHolder({ doc }: Pick<Taking, 'doc'>, capability: string): ElementId | undefined {
  const { elements, rootId } = readCase(doc)
  const own = `C2-${capability}`
  return capability !== '' && elements.has(own) ? own : rootId
}
