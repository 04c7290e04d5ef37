import type { FileProblem } from '@/lib/exchange/argument-file'
import type {
  ShownAnswer,
  ShownControl,
  ShownFacts,
  ShownProduct,
  ShownRisk,
  ShownText,
} from '@/lib/exchange/shown-facts'

/** What one looks at: everything, or one kind of thing. */
export const LENSES = ['all', 'risk', 'mdm', 'hdo', 'answer', 'product', 'text'] as const
export type Lens = (typeof LENSES)[number]

export const LENS_WORDS: Readonly<Record<Lens, string>> = {
  all: 'Everything',
  risk: 'Vulnerabilities',
  mdm: 'What the manufacturer does',
  hdo: 'What the hospital does',
  answer: 'Answers',
  product: 'Products and components',
  text: 'Notes',
}

/** One line of the list. A thing that can be taken has a key of its own. */
export type FactItem =
  | { readonly kind: 'group'; readonly id: string; readonly label: string; readonly keys: readonly string[] }
  | { readonly kind: 'risk'; readonly id: string; readonly key: string; readonly risk: ShownRisk }
  | {
      readonly kind: 'control'
      readonly id: string
      readonly key: string
      readonly risk: ShownRisk
      readonly control: ShownControl
    }
  | {
      readonly kind: 'answer'
      readonly id: string
      readonly key: string
      readonly answer: ShownAnswer
      /** What is wrong with it. */
      readonly remark?: string
    }
  | { readonly kind: 'product'; readonly id: string; readonly key: string; readonly product: ShownProduct }
  | { readonly kind: 'text'; readonly id: string; readonly key: string; readonly text: ShownText }

/** How many things of each kind a file offers. */
export function countFacts(
  facts: Pick<ShownFacts, 'products' | 'suggestions' | 'texts'>,
): Readonly<Record<Lens, number>> {
  const risks = facts.suggestions.filter((each) => each.kind === 'risk')
  const controls = risks.flatMap((each) => each.controls)
  const side = (of: 'mdm' | 'hdo') => controls.filter((each) => each.side === of).length
  const [risk, answer] = [risks.length, facts.suggestions.length - risks.length]
  const counts = {
    risk,
    mdm: side('mdm'),
    hdo: side('hdo'),
    answer,
    product: facts.products.length,
    text: facts.texts.length,
  }
  return { all: Object.values(counts).reduce((sum, each) => sum + each, 0), ...counts }
}

/**
 * [EXC17] The lines to draw: what the lens shows and the words find, in groups. A recommendation stands below the
 * vulnerability that it is against, which stays in sight with it.
 */
export function factItems(facts: ShownFacts, lens: Lens, words: string): readonly FactItem[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
  const finds = (...texts: (string | undefined)[]) => {
    const text = texts.filter(Boolean).join(' ').toLowerCase()
    return parts.every((part) => text.includes(part))
  }
  const told = remarks(facts.problems)
  const risks: FactItem[] = []
  const answers = new Map<string, FactItem[]>()
  for (const each of facts.suggestions) {
    if (each.kind === 'answer') {
      if ((lens !== 'all' && lens !== 'answer') || !finds(each.question, each.about, each.text, each.note)) continue
      const remark = told.get(each.path)
      const item = { kind: 'answer' as const, id: `answer ${each.key}`, key: each.key, answer: each }
      const section = each.capabilities[0] ?? ''
      answers.set(section, [...(answers.get(section) ?? []), { ...item, ...(remark === undefined ? {} : { remark }) }])
    } else risks.push(...riskItems(each, lens, finds))
  }
  const products =
    lens !== 'all' && lens !== 'product'
      ? []
      : facts.products.flatMap((product): FactItem[] =>
          finds(product.vendor, product.name, product.version, product.purl, product.cpe)
            ? [{ kind: 'product', id: `product ${product.id}`, key: product.key, product }]
            : [],
        )
  const texts =
    lens !== 'all' && lens !== 'text'
      ? []
      : facts.texts.flatMap((text): FactItem[] =>
          finds(text.title, text.text) ? [{ kind: 'text', id: `text ${text.path}`, key: text.key, text }] : [],
        )
  return [
    ...grouped('risks', 'Vulnerabilities and what is recommended against them', risks),
    ...[...answers].flatMap(([code, items]) =>
      grouped(
        `answers ${code}`,
        code === '' ? 'Answers about the device and the document' : `Answers on ${code}`,
        items,
      ),
    ),
    ...grouped('texts', 'Notes of the document', texts),
    ...grouped('products', 'Products and components', products),
  ]
}

function riskItems(risk: ShownRisk, lens: Lens, finds: (...texts: (string | undefined)[]) => boolean): FactItem[] {
  if (lens !== 'all' && lens !== 'risk' && lens !== 'mdm' && lens !== 'hdo') return []
  const own = finds(risk.title, risk.cve, risk.vulnerability, risk.cwe.join(' '), risk.capabilities.join(' '))
  const controls = risk.controls.flatMap((control): FactItem[] => {
    const shown = lens === 'all' || lens === control.side
    const item = { kind: 'control' as const, id: `control ${control.path}`, key: control.key, risk, control }
    return shown && (own || finds(control.statement)) ? [item] : []
  })
  const alone = lens === 'all' || lens === 'risk'
  if (controls.length === 0 && !(alone && own)) return []
  return [{ kind: 'risk', id: `risk ${risk.path}`, key: risk.key, risk }, ...controls]
}

function grouped(id: string, label: string, items: readonly FactItem[]): readonly FactItem[] {
  if (items.length === 0) return []
  const keys = items.flatMap((item) => (item.kind === 'group' ? [] : [item.key]))
  return [{ kind: 'group', id: `group ${id}`, label, keys }, ...items]
}

/** What the reader told about a place of the file, by its path. */
function remarks(problems: readonly FileProblem[]): ReadonlyMap<string, string> {
  const told = new Map<string, string>()
  for (const { path, message } of problems) {
    if (path !== undefined) told.set(path, told.has(path) ? `${told.get(path)} ${message}` : message)
  }
  return told
}
