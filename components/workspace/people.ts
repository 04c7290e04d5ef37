import type { Side } from '@/lib/access/policy'

/** Classes that carry a side's colours (components/look/tokens.css). */
export const SIDE_CLASS: Readonly<Record<Side | 'none', string>> = {
  mdm: 'side side-mdm',
  hdo: 'side side-hdo',
  none: 'side side-none',
}

/** The side in words. */
export function sideWord(side: Side | undefined): string {
  return side === 'mdm' ? 'Manufacturer' : side === 'hdo' ? 'Hospital' : 'No side'
}

/** Two letters for a person. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : (words[0]?.[1] ?? '')
  return (first + last).toUpperCase()
}
