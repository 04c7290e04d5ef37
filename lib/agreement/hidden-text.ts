import type { CanonicalElement } from '@/lib/case/canonical-case'

/** Characters that show nothing or turn the direction of what follows: a text may read other than it is. UTS 39, 5.1. */
const HIDDEN: readonly (readonly [first: number, last: number])[] = [
  // Controls, except tab and the ends of lines.
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, joiners and fillers.
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180e, 0x180e],
  [0x3164, 0x3164],
  [0xffa0, 0xffa0],
  // Zero width and direction marks.
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  // Halves of pairs that lost the other half.
  [0xd800, 0xdfff],
  // Tags.
  [0xe0000, 0xe0fff],
]

/** Whether a code point shows nothing, or turns the direction of what follows. Ends of lines and tabs do neither. */
export function isHidden(code: number): boolean {
  return HIDDEN.some(([first, last]) => code >= first && code <= last)
}

/** @returns a code point as people write it: `U+202E` */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The first hidden character of a text as `U+202E`; undefined when there is none. */
export function hiddenCharacter(text: string): string | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (isHidden(code)) return codePointName(code)
  }
  return undefined
}

/** The first hidden character anywhere in an element's words: name, statement, fields, texts, narrative. */
export function hiddenInElement(element: CanonicalElement): string | undefined {
  const { name, statement, fields, texts, narrative } = element
  const words = [name, statement, ...Object.values(texts), ...Object.values(fields).map(String)]
  return hiddenCharacter([...words, ...strings(narrative ?? [])].join('\n'))
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(strings)
}
