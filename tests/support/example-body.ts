/** A JSON schema, as far as the API's descriptions use it. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly minItems?: number
  readonly minLength?: number
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly pattern?: string
  readonly format?: string
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'somebody@nowhere.example',
  date: '2027-01-31',
  'date-time': '2027-01-31T10:00:00.000Z',
  uri: 'https://nowhere.example/',
}
/** Values for the patterns that the API asks for, tried in this order. */
const SAMPLES = ['a'.repeat(64), 'a', 'A', '1', '10:00', '2027-01-31', 'a-1', 'CVE-2026-0001']

/** The smallest body that a schema takes: what is required, and of it the first that fits. */
export function exampleBody(schema: Schema | undefined): unknown {
  if (schema === undefined) return {}
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return exampleBody(either.find(({ type }) => type !== 'null') ?? either[0])
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => exampleBody(part)))
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, exampleBody(schema.properties?.[name])] as const),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleBody(schema.items))
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1)
    case 'boolean':
      return false
    case 'null':
      return null
    case 'string': {
      const { format, pattern, minLength = 0 } = schema
      if (format !== undefined && FORMATS[format] !== undefined) return FORMATS[format]
      const fits = (text: string) => pattern === undefined || new RegExp(pattern).test(text)
      return SAMPLES.find((text) => text.length >= minLength && fits(text)) ?? 'a'.repeat(Math.max(1, minLength))
    }
    default:
      return {}
  }
}
