/** Reading JSON of unknown shape without ever throwing: what is not there or of the wrong type is empty. */
export type Json = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns the trimmed text; empty for everything else */
export function stringAt(value: unknown, ...path: readonly string[]): string {
  let at = value
  for (const key of path) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return typeof at === 'string' ? at.trim() : ''
}

/** @returns the objects of a list, each with its place; empty for everything else */
export function objectsAt(value: unknown, key: string): { readonly item: Json; readonly index: number }[] {
  const list = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  if (!Array.isArray(list)) return []
  return list.flatMap((item, index) => (isObject(item) ? [{ item, index }] : []))
}

/** @returns the texts of a list */
export function stringsAt(value: unknown, key: string): readonly string[] {
  const list = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : []
}

/** How deep objects and lists may lie in each other. */
const MOST_DEPTH = 200

/**
 * Reads JSON that somebody else wrote.
 * @returns undefined when it is none, or nested deeper than anything of use
 */
export function parseJson(text: string): unknown {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MOST_DEPTH) return undefined
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
