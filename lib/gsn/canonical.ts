const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * Canonical JSON: RFC 8785 narrowed to what a case needs. Strings, booleans, null, safe integers, arrays and plain
 * objects; keys sorted by UTF-16 code units. Everything that is hashed, compared or signed goes through here.
 * @throws when the value holds anything else (a fraction, undefined, a date, a lone surrogate): that is a bug.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (LONE_SURROGATE.test(value))
        throw new Error('Canonical JSON holds well-formed text only (lone surrogate found)')
      return JSON.stringify(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isSafeInteger(value)) throw new Error(`Canonical JSON holds safe integers only, not ${value}`)
      return Object.is(value, -0) ? '0' : String(value)
    case 'object':
      return value === null ? 'null' : canonicalComposite(value)
    default:
      throw new Error(`Canonical JSON cannot hold ${typeof value}`)
  }
}

function canonicalComposite(value: object): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new Error('Canonical JSON holds plain objects only')
  const record = value as Record<string, unknown>
  const keys = Object.keys(record).sort()
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(record[key])}`).join(',')}}`
}
