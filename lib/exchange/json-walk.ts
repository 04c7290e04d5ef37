import { type Outcome, refuse } from '@/lib/gsn/outcome'

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
 * @param most levels that may lie in each other
 * @returns undefined when it is none, or nested deeper than anything of use
 */
export function parseJson(text: string, most = MOST_DEPTH): unknown {
  if (tooDeepAt(text, most) !== undefined) return undefined
  try {
    // Half a pair of code units is no text: nothing could be hashed or sent that holds one.
    return HALF_PAIR.test(text) ? JSON.parse(text, (_, value) => wellFormed(value)) : JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where a text goes deeper than anything of use; undefined when it does nowhere. */
function tooDeepAt(text: string, most: number): number | undefined {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > most) return at
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return undefined
}

/** An escape that may stand for half a character, or half a character itself. */
const HALF_PAIR = /\\u[dD][89a-fA-F]|\p{Surrogate}/u

function wellFormed(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\uFFFD') : value
}

/**
 * Why a text is no JSON object, with the line where it stops being JSON as far as the engine tells it.
 * @param advice what to do instead, as a sentence
 * @returns refusal `file-unreadable`
 */
export function notJson(text: string, advice: string, most = MOST_DEPTH): Outcome<never> {
  const deep = tooDeepAt(text, most)
  if (deep !== undefined) {
    const details = { line: lineAt(text, deep) }
    return refuse('file-unreadable', `Line ${details.line} is nested deeper than ${most} levels. ${advice}`, details)
  }
  const line = lineOfError(text)
  if (line === 'none') return refuse('file-unreadable', `The file holds JSON of another kind. ${advice}`)
  const where = line === undefined ? '' : ` from line ${line} on`
  return refuse('file-unreadable', `The file is not JSON${where}. ${advice}`, line === undefined ? {} : { line })
}

function lineOfError(text: string): number | 'none' | undefined {
  try {
    JSON.parse(text)
    return 'none'
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const told = /line (\d+)/.exec(message)?.[1]
    if (told !== undefined) return Number(told)
    const at = /position (\d+)/.exec(message)?.[1]
    const whole = /Unexpected end/.test(message) ? text.length : undefined
    const end = at === undefined ? whole : Number(at)
    return end === undefined ? undefined : lineAt(text, end)
  }
}

function lineAt(text: string, end: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) line++
  return line
}
