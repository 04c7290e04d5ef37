import type {
  AnswerSuggestion,
  ControlSuggestion,
  FactsFile,
  FileProduct,
  OfferedText,
  RiskSuggestion,
} from './facts-file'
import { formKey, productKey } from './facts-keys'
import { answerWord } from './take-answers'
import { takeable } from './take-facts'
import { answersTaken, type TakenIndex, takenFor } from './taken'

/** With the capabilities for which the case has taken it already; '' stands for the whole case. */
type Shown<T> = T & { readonly taken: readonly string[] }
export type ShownControl = Shown<ControlSuggestion>
export type ShownRisk = Shown<Omit<RiskSuggestion, 'controls'>> & { readonly controls: readonly ShownControl[] }
export type ShownAnswer = Shown<AnswerSuggestion> & {
  /** What the case says that the form said, where this form says something else. */
  readonly before?: string
}
export type ShownSuggestion = ShownRisk | ShownAnswer
export type ShownProduct = Shown<FileProduct> & { readonly key: string }
export type ShownText = Shown<OfferedText>

/** [EXC6] What a file says, with what of it the case has already. */
export interface ShownFacts extends Omit<FactsFile, 'products' | 'suggestions' | 'texts'> {
  readonly products: readonly ShownProduct[]
  readonly suggestions: readonly ShownSuggestion[]
  readonly texts: readonly ShownText[]
}

/** [EXC6] [EXC14] A file beside a case: every suggestion with what was taken of it before. Nothing is hashed for it. */
export function shownFacts(file: FactsFile, index: TakenIndex): ShownFacts {
  const form = formOf(file, index)
  const shown = <T extends { readonly key: string }>(each: T): Shown<T> => ({
    ...each,
    taken: takenFor(index, each.key),
  })
  return {
    ...file,
    products: file.products.map((product) => shown({ ...product, key: productKey(product) })),
    texts: file.texts.map(shown),
    suggestions: file.suggestions.map((each): ShownSuggestion => {
      if (each.kind === 'risk') return { ...shown(each), controls: each.controls.map(shown) }
      const taken = form.takenOf(each)
      const before = taken.map((code) => form.word(code, each)).find((word) => word !== answerWord(each))
      return { ...each, taken, ...(before === undefined ? {} : { before }) }
    }),
  }
}

/** [EXC14] What the case has of a file, by key. */
export function heldOf(file: FactsFile, index: TakenIndex): Readonly<Record<string, readonly string[]>> {
  const form = formOf(file, index)
  const held: Record<string, readonly string[]> = {}
  for (const [key, one] of takeable(file)) {
    const taken = one.kind === 'answer' ? form.takenOf(one.answer) : takenFor(index, key)
    if (taken.length > 0) held[key] = taken
  }
  return held
}

function formOf(file: FactsFile, index: TakenIndex) {
  const key = formKey(file)
  const answers = new Map(takenFor(index, key).map((code) => [code, answersTaken(index, key, code)] as const))
  return {
    takenOf: ({ question }: AnswerSuggestion) =>
      [...answers].flatMap(([code, words]) => (words.has(question) ? [code] : [])),
    word: (code: string, { question }: AnswerSuggestion) => answers.get(code)?.get(question),
  }
}
