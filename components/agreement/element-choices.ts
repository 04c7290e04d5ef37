import type { Named } from './AnswerPage'

const LONGEST = 90

/** Elements as the choices of a list: the name, then as much of the statement as fits. */
export function elementChoices(elements: readonly Named[]): { value: string; label: string }[] {
  return elements.map(({ id, name, statement }) => {
    const words = statement.replaceAll(/\s+/g, ' ')
    const short = words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')} ...` : words
    return { value: id, label: short === '' ? name : `${name}: ${short}` }
  })
}
