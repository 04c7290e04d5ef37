import { digestOf } from '@/lib/gsn/digest'
import type { Problems } from './argument-file'
import {
  type ControlSuggestion,
  FACTS_MAX,
  type FactsFile,
  type FileProduct,
  type OfferedText,
  type RiskSuggestion,
} from './facts-file'

/** Characters of a key at most: it stands with what is made of it. */
const KEY_MAX = 200

/** [EXC14] A key that fits: a longer one is cut and told apart by its digest. */
export function shortKey(key: string): string {
  return key.length <= KEY_MAX ? key : `${key.slice(0, KEY_MAX - 14)}~${digestOf(key).slice(0, 12)}`
}

/** [EXC14] A recommendation by what it is against, who carries it out and its words: the same in a later advisory. */
export function controlKey(risk: string, { side, statement }: Pick<ControlSuggestion, 'side' | 'statement'>): string {
  return shortKey(`${risk}#${side}-${digestOf(statement).slice(0, 12)}`)
}

/** The keys of what is recommended follow from the key of what it is against. */
export function withControlKeys(risk: RiskSuggestion): RiskSuggestion {
  return { ...risk, controls: risk.controls.map((each) => ({ ...each, key: controlKey(risk.key, each) })) }
}

/** [EXC14] A product by its package URL, else by its maker, name and version: ids of files hold in one file only. */
export function productKey({ purl, vendor = '', name, version = '' }: FileProduct): string {
  return shortKey(`product:${purl ?? [vendor, name, version].join('/')}`)
}

/** [EXC14] A note by its words. */
export function textKey({ title, text }: Pick<OfferedText, 'title' | 'text'>): string {
  return `note:${digestOf([title, text]).slice(0, 24)}`
}

/** [EXC14] A form by the device that it is about, so that the form of next year is known again. */
export function formKey({ by, products, document, title }: FactsFile): string {
  const [device] = products
  const about = [by, device?.name, device?.version].filter((word) => word !== undefined && word !== '')
  return shortKey(`form:${about.length > 0 ? about.join('/') : document || title}`)
}

/**
 * As many of a list as a file may bring, each under a key of its own; what is beyond is told.
 * @param make what one entry says, with its key as the file gives it
 */
export function keyed<T extends { readonly key: string }, E>(
  list: readonly E[],
  path: string,
  problems: Problems,
  make: (entry: E) => T,
): T[] {
  const seen = new Map<string, number>()
  const most = FACTS_MAX.suggestions
  if (list.length > most) {
    problems.leftOut(
      `The file holds ${list.length} of them. The first ${most} are read; divide the file for the rest.`,
      {
        path,
      },
    )
  }
  return list.slice(0, most).map((entry) => {
    const made = make(entry)
    const key = shortKey(made.key)
    const before = seen.get(key) ?? 0
    seen.set(key, before + 1)
    return { ...made, key: before === 0 ? key : `${key}~${before + 1}` }
  })
}
