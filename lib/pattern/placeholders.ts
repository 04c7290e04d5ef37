import { z } from 'zod'
import { command, done, elementId } from '@/lib/case/command'
import { absent } from '@/lib/case/commands'
import { facetOf, fieldsOf, TEXT_MAX } from '@/lib/case/fields'
import { whyNotWrite } from '@/lib/case/only-side'
import { readCase } from '@/lib/case/read'
import type { Element } from '@/lib/gsn/graph'
import { refuse } from '@/lib/gsn/outcome'

/** [GSN9] One open place of an element: the words between the braces, and the texts in which they stand. */
export interface Placeholder {
  readonly words: string
  /** `statement`, or the name of a text field. */
  readonly fields: readonly string[]
}

const PLACEHOLDER = /\{([^{}]{1,200})\}/g

/** The placeholders of one text, each once, in the order in which they stand. */
export function placeholdersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, words = '']) => words))]
}

/** [PTN1] Every open place of an element: in its statement first, then in its longer texts. */
export function placeholdersOf(element: Element): readonly Placeholder[] {
  if (element.away !== undefined) return []
  const places = new Map<string, string[]>()
  // The shares of a term name its parameters, which have fields of their own: words put in would take their place [TRM3].
  const texts = element.facet === 'term' ? [] : Object.entries(element.texts)
  for (const [field, text] of [['statement', element.statement] as const, ...texts]) {
    for (const words of placeholdersIn(text)) places.set(words, [...(places.get(words) ?? []), field])
  }
  return [...places].map(([words, fields]) => ({ words, fields }))
}

/**
 * [PTN1] Puts words into the open places that are named; the others stay open. What is put in is text: braces in it do
 * not open a new place.
 */
export function fillIn(text: string, words: Readonly<Record<string, string | undefined>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const given = Object.hasOwn(words, name) ? words[name]?.trim() : undefined
    return given === undefined || given === '' ? whole : given.replaceAll(/[{}]/g, '')
  })
}

const fillPlaceholders = command({
  args: z.object({
    element: elementId,
    /** Words for open places, by what stands between their braces. */
    words: z.record(z.string().max(200), z.string().max(TEXT_MAX)),
  }),
  server: false,
  did: 'filled in placeholders',
  run(doc, { element: id, words }, context) {
    const element = readCase(doc).elements.get(id)
    if (element === undefined) return absent(id)
    const open = placeholdersOf(element)
    const filled = open.filter(({ words: name }) => Object.hasOwn(words, name) && words[name]?.trim() !== '')
    if (filled.length === 0) {
      const message = `${element.name} has no open place for these words any more. Look at what it says now.`
      return refuse('placeholder-absent', message, { open: open.map(({ words: name }) => name) })
    }
    const fields = fieldsOf(facetOf(element))
    const places = new Set(filled.flatMap((each) => each.fields))
    for (const name of places) {
      const field = fields[name]
      const theirs = field === undefined ? undefined : whyNotWrite(field, context.side)
      if (theirs !== undefined) return { ok: false, refusal: theirs }
    }
    const texts: [string, string][] = [...places].map((name) => [
      name,
      fillIn(name === 'statement' ? element.statement : (element.texts[name] ?? ''), words),
    ])
    if (texts.some(([, text]) => text.length > TEXT_MAX)) {
      return refuse('text-too-long', `A text holds at most ${TEXT_MAX} characters. Shorten the words.`)
    }
    return done(doc, 'fill-placeholders', context, (writer) => {
      for (const [name, text] of texts) writer.setText(id, name, text)
    })
  },
})

/** The command that fills in the open places of an element. */
export const PLACEHOLDER_COMMANDS = { 'fill-placeholders': fillPlaceholders } as const
