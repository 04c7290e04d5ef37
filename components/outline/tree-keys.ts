import type { Row } from './outline-rows'

export type TreeStep =
  | { readonly do: 'focus'; readonly key: string }
  | { readonly do: 'expand'; readonly key: string }
  | { readonly do: 'collapse'; readonly key: string }
  | { readonly do: 'expand-siblings'; readonly key: string }

/**
 * [UI4] What a key does in a tree, after the ARIA pattern: arrows walk, right opens or goes in, left closes or goes
 * out, Home and End jump, `*` opens all siblings.
 * @returns undefined for a key that means nothing here
 */
export function treeStep(rows: readonly Row[], at: string, pressed: string): TreeStep | undefined {
  const index = rows.findIndex((row) => row.key === at)
  const row = rows[index]
  if (row === undefined) return rows[0] === undefined ? undefined : { do: 'focus', key: rows[0].key }
  const focus = (target: Row | undefined): TreeStep | undefined =>
    target === undefined ? undefined : { do: 'focus', key: target.key }
  switch (pressed) {
    case 'ArrowDown':
      return focus(rows[index + 1])
    case 'ArrowUp':
      return focus(rows[index - 1])
    case 'Home':
      return focus(rows[0])
    case 'End':
      return focus(rows.at(-1))
    case 'PageDown':
      return focus(rows[Math.min(rows.length - 1, index + 20)])
    case 'PageUp':
      return focus(rows[Math.max(0, index - 20)])
    case 'ArrowRight':
      if (row.expanded === undefined) return undefined
      return row.expanded ? focus(rows[index + 1]) : { do: 'expand', key: row.key }
    case 'ArrowLeft':
      if (row.expanded === true) return { do: 'collapse', key: row.key }
      return row.parent === undefined ? undefined : { do: 'focus', key: row.parent }
    case '*':
      return { do: 'expand-siblings', key: row.key }
    default:
      return undefined
  }
}

/**
 * [UI4] Type-ahead: the next row after the current one whose label starts with what was typed, going round. One letter
 * typed again goes on to the next match.
 */
export function typeAhead(labels: readonly (readonly string[])[], from: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase()
  const again = new Set(wanted).size === 1
  const needle = again ? wanted.slice(0, 1) : wanted
  const start = again || typed.length === 1 ? from + 1 : from
  for (let step = 0; step < labels.length; step++) {
    const index = (start + step) % labels.length
    if (labels[index]?.some((label) => label.toLowerCase().startsWith(needle)) === true) return index
  }
  return undefined
}
