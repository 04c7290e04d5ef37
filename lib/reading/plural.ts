import { KINDS, type Kind } from '@/lib/gsn/kinds'

/** The verbs with which findings begin what they say of an element. */
const VERBS: Readonly<Record<string, string>> = {
  is: 'are',
  has: 'have',
  does: 'do',
  was: 'were',
  holds: 'hold',
  says: 'say',
  rests: 'rest',
  names: 'name',
  waits: 'wait',
  lists: 'list',
  mitigates: 'mitigate',
  stands: 'stand',
  affects: 'affect',
  lacks: 'lack',
  needs: 'need',
  comes: 'come',
}

/**
 * A finding about one element, said of several: "C7-ALOF-1 is not rated." as "3 risks are not rated."; where its words do
 * not begin with the element, its words and how many more there are.
 * @param word what the pattern calls such an element, in the singular
 */
export function inTheirNumber(
  count: number,
  word: string | undefined,
  kind: Kind,
  message: string,
  name: string,
): string {
  const rest = message.startsWith(`${name} `) ? message.slice(name.length + 1) : undefined
  const match = rest === undefined ? undefined : /^((?:still|already) )?([a-z]+)\b/.exec(rest)
  const verb = match?.[2] === undefined ? undefined : VERBS[match[2]]
  const noun = word === undefined ? KINDS[kind].plural.toLowerCase() : pluralOf(word)
  if (rest === undefined || match === undefined || match === null || verb === undefined)
    return `${message} (And ${count - 1} more like it.)`
  // What follows a colon explains the one case.
  const [clause = ''] = rest.slice(match[0].length).split(': ', 1)
  return `${count} ${noun} ${match[1] ?? ''}${verb}${clause.endsWith('.') ? clause : `${clause}.`}`
}

/** "J2 still holds a placeholder." as "The risk acceptability policy (J2) still holds a placeholder." */
export function inItsWords(message: string, word: string | undefined, name: string, subject = name): string {
  if (word === undefined || !message.startsWith(`${name} `)) return message
  return `The ${word} (${subject})${message.slice(name.length)}`
}

/** "list of threats" as "lists of threats", "capability" as "capabilities", "evidence" as "pieces of evidence". */
export function pluralOf(word: string): string {
  if (word === 'evidence') return 'pieces of evidence'
  const [, head = word, rest = ''] = /^(.*?)( (?:that|of|over|to) .*)?$/.exec(word) ?? []
  return `${head.endsWith('y') ? `${head.slice(0, -1)}ies` : `${head}s`}${rest}`
}
