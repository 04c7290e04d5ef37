/** A JSON Schema, as far as answers are described by it. */
export type Schema = { readonly [key: string]: unknown }

const DEEPEST = 7

/**
 * Describes answers by what they were: types, and the members that all of them had. An object whose keys differ from run to
 * run or name things of the case is described as a map. What was only ever null may be anything.
 */
export function schemaOf(values: readonly unknown[], depth = 0): Schema {
  const present = values.filter((value) => value !== null && value !== undefined)
  if (present.length === 0 || depth > DEEPEST) return {}
  const nullable = present.length < values.length
  const types = [...new Set(present.map(typeOf))].sort()
  if (types.length > 1) {
    const each = types.map((type) =>
      schemaOf(
        present.filter((value) => typeOf(value) === type),
        depth,
      ),
    )
    return { anyOf: [...each, ...(nullable ? [{ type: 'null' }] : [])] }
  }
  const [type = ''] = types
  const named = nullable ? [type, 'null'] : type
  if (type === 'array') {
    const items = (present as unknown[][]).flat()
    return { type: named, ...(items.length === 0 ? {} : { items: schemaOf(items, depth + 1) }) }
  }
  if (type !== 'object') return { type: named }
  const objects = present as Record<string, unknown>[]
  const keys = [...new Set(objects.flatMap(Object.keys))]
  if (keys.some((key) => !/^[a-z][A-Za-z0-9]{0,30}$/.test(key) || /^[a-z0-9]{20}$/.test(key))) {
    return { type: named, additionalProperties: schemaOf(objects.flatMap(Object.values), depth + 1) }
  }
  const properties = Object.fromEntries(
    keys.sort().map((key) => [
      key,
      schemaOf(
        objects.filter((each) => key in each).map((each) => each[key]),
        depth + 1,
      ),
    ]),
  )
  const required = keys.filter((key) => objects.every((each) => key in each))
  return { type: named, properties, ...(required.length === 0 ? {} : { required }) }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** An answer short enough to be read: the first of each list, long texts cut. */
export function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shortened)
  if (typeof value === 'string') return value.length > 160 ? `${value.slice(0, 157)}...` : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]))
}

/** The same example on every run: what is random or of the moment is replaced by something that looks like it. */
export function settled(value: unknown, names: ReadonlyMap<string, string>, origin: string): unknown {
  const known = [...names].filter(([real]) => real.length >= 6).sort(([a], [b]) => b.length - a.length)
  const text = (words: string) => {
    let out = words.replaceAll(origin, 'https://accord.example')
    for (const [real, name] of known) out = out.replaceAll(real, name)
    return out
      .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '2026-11-23T09:30:00.000Z')
      .replaceAll(/\b20[2-9]\d-\d\d-\d\d\b(?!T)/g, '2026-11-23')
      .replaceAll(/\b[0-9a-f]{128}\b/g, '5e'.repeat(64))
      .replaceAll(/\b[0-9a-f]{64}\b/g, '9f'.repeat(32))
      .replaceAll(/\b[0-9a-f]{32}\b/g, '0c'.repeat(16))
      .replaceAll(/(?<![A-Za-z0-9])[a-z0-9]{20}(?![A-Za-z0-9])/g, 'id0of0something00000')
      .replaceAll(/(?<![\w-])[A-Za-z0-9_-]{43,}={0,2}(?![\w-])/g, (word) =>
        /^[0-9a-f]+$/.test(word) ? word : 'A'.repeat(43),
      )
  }
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return text(each)
    if (Array.isArray(each)) return each.map(walk)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [text(key), walk(inner)]))
  }
  return walk(value)
}
