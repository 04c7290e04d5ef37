import type * as Y from 'yjs'
import type { CommandContext } from '@/lib/case/command'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, type Refusal } from '@/lib/gsn/outcome'
import type {
  AnswerSuggestion,
  ControlSuggestion,
  FactsFile,
  FileProduct,
  OfferedText,
  RiskSuggestion,
} from './facts-file'
import { formKey, productKey } from './facts-keys'
import { takeAnswers } from './take-answers'
import { takeControl, takeRisk } from './take-risk'
import { takeProduct, takeText } from './take-surroundings'
import { Taking } from './taking'

/** What a person accepted: something by its key, for a capability that they may have chosen otherwise. */
export interface Picked {
  readonly key: string
  /** Empty: for the whole case, where that has a sense. */
  readonly capability: string
  /** Whether the recommended controls are taken with a risk. */
  readonly controls: boolean
}

export interface TakenFacts {
  readonly created: readonly ElementId[]
  /** Keys that the case had taken before: nothing was done about them, also where people deleted what came of them. */
  readonly there: readonly string[]
  /** Keys that could not be taken, each with the reason. */
  readonly refused: readonly { readonly key: string; readonly refusal: Refusal }[]
}

/** Everything in a file that can be taken, by its key. */
export type Takeable =
  | { readonly kind: 'risk'; readonly risk: RiskSuggestion }
  | { readonly kind: 'control'; readonly risk: RiskSuggestion; readonly control: ControlSuggestion }
  | { readonly kind: 'answer'; readonly answer: AnswerSuggestion }
  | { readonly kind: 'product'; readonly product: FileProduct }
  | { readonly kind: 'text'; readonly text: OfferedText }

/** [EXC6] What a file offers, by key. */
export function takeable(file: FactsFile): ReadonlyMap<string, Takeable> {
  const all = new Map<string, Takeable>()
  for (const product of file.products) all.set(productKey(product), { kind: 'product', product })
  for (const text of file.texts) all.set(text.key, { kind: 'text', text })
  for (const suggestion of file.suggestions) {
    if (suggestion.kind === 'answer') all.set(suggestion.key, { kind: 'answer', answer: suggestion })
    else {
      for (const control of suggestion.controls) all.set(control.key, { kind: 'control', risk: suggestion, control })
      all.set(suggestion.key, { kind: 'risk', risk: suggestion })
    }
  }
  return all
}

/**
 * [EXC10] [EXC14] Takes accepted suggestions of a file into a case: a vulnerability grows a risk with its controls, a
 * recommendation alone its risk and that one control, answers on a capability become one context of it, products become
 * assets and notes contexts. Each gets ids that its key and capability give, so that accepting it again, from this file or
 * a later one, adds nothing; and each says where it was taken from.
 * @param source the file's own identifier and name, for what is recorded with each element
 */
export function takeFacts(
  doc: Y.Doc,
  file: FactsFile,
  picked: readonly Picked[],
  source: string,
  context: CommandContext,
): Outcome<TakenFacts> {
  const all = takeable(file)
  const created: ElementId[] = []
  const there: string[] = []
  const refused: { key: string; refusal: Refusal }[] = []
  const answers = new Map<string, AnswerSuggestion[]>()
  const settle = (key: string, outcome: Outcome<readonly ElementId[]> | 'there') => {
    if (outcome === 'there') there.push(key)
    else if (outcome.ok) created.push(...outcome.value)
    else refused.push({ key, refusal: outcome.refusal })
  }
  for (const { key, capability, controls } of picked) {
    const one = all.get(key)
    const origin = (path: string) => ({ from: source, at: path, key })
    const taking = (seed: readonly string[], path: string) => new Taking(doc, context, seed, origin(path))
    switch (one?.kind) {
      case 'risk':
      case 'control': {
        const { risk } = one
        const whole = new Taking(doc, context, ['taken', risk.key, capability], {
          from: source,
          at: risk.path,
          key: risk.key,
        })
        const grown = takeRisk(whole, risk, capability)
        if (one.kind === 'risk') settle(key, grown)
        else if (grown !== 'there') {
          if (!grown.ok) settle(key, grown)
          else created.push(...grown.value)
        }
        if (grown !== 'there' && !grown.ok) break
        const wanted = one.kind === 'control' ? [one.control] : controls && grown !== 'there' ? risk.controls : []
        for (const control of wanted) {
          const at = { from: source, at: control.path, key: control.key }
          const own = new Taking(doc, context, ['taken', control.key, capability], at)
          settle(control.key, takeControl(own, whole.firstWith('C7'), control))
        }
        break
      }
      case 'answer':
        answers.set(capability, [...(answers.get(capability) ?? []), one.answer])
        break
      case 'product':
        settle(key, takeProduct(taking(['taken', key], one.product.path), one.product))
        break
      case 'text':
        settle(key, takeText(taking(['taken', key, capability], one.text.path), one.text, capability))
        break
      case undefined:
        break
    }
  }
  const form = formKey(file)
  for (const [capability, some] of answers) {
    const taking = new Taking(doc, context, ['taken', form, capability], { from: source, at: '', key: form })
    const outcome = takeAnswers(taking, some, capability, file.problems)
    if (outcome.ok) {
      created.push(...outcome.value.created)
      there.push(...outcome.value.there)
    } else refused.push(...some.map(({ key }) => ({ key, refusal: outcome.refusal })))
  }
  return ok({ created, there, refused })
}
