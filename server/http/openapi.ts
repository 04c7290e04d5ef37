import { z } from 'zod'
import { COMMANDS } from '@/lib/pattern/registry'
import { mayAsk, TOKEN_RULES } from '../auth/token-rules'
import { ACCESS_ROWS } from './openapi-access'
import { ACCOUNT_ROWS } from './openapi-account'
import { AGREEMENT_ROWS } from './openapi-agreement'
import { CASE_ROWS } from './openapi-case'
import { type Example, exampleOf } from './openapi-example'
import { MONITOR_ROWS } from './openapi-monitor'
import { PEOPLE_ROWS } from './openapi-people'
import { REVIEW_ROWS } from './openapi-review'
import type { Row } from './openapi-row'
import { VERSION_ROWS } from './openapi-version'

/** What is described. The schemas are the ones that check the requests. */
const ROWS: readonly Row[] = [
  ...PEOPLE_ROWS,
  ...ACCOUNT_ROWS,
  ...ACCESS_ROWS,
  ...CASE_ROWS,
  ...REVIEW_ROWS,
  ...MONITOR_ROWS,
  ...VERSION_ROWS,
  ...AGREEMENT_ROWS,
]

const REFUSED = {
  400: 'Malformed',
  401: 'Not signed in',
  403: 'Not allowed to you, to this token, or from this page',
  404: 'Absent, or not yours',
  409: 'Changed meanwhile, or under way',
  413: 'Too large',
  422: 'Understood, and against the rules',
  429: 'Too many attempts',
} as const

/** The refusals that an operation can answer with, by what it takes. */
function refusalsOf({ method, path, body, file, open, everywhere }: Row): readonly (keyof typeof REFUSED)[] {
  const writes = method !== 'get'
  const byToken = mayAsk(`${method.toUpperCase()} ${path}`, 'write', true)
  return [
    ...(body || file ? ([400] as const) : []),
    ...(open ? [] : ([401] as const)),
    ...(!open && (writes || !byToken) ? ([403] as const) : []),
    ...(path.includes('{') && !everywhere ? ([404] as const) : []),
    ...(writes && !file && !open ? ([409] as const) : []),
    ...(writes && !open ? ([413] as const) : []),
    ...(body || file ? ([422] as const) : []),
    ...(body && JSON.stringify(schemaOf(body)).includes('"password"') ? ([429] as const) : []),
  ]
}

/** The OpenAPI 3.1 description of the HTTP interface. */
export function openApi(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const row of ROWS) {
    paths[row.path] ??= {}
    Object.assign(paths[row.path] ?? {}, { [row.method]: operation(row) })
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Accord', version: '1', description: 'Security cases and responsibility agreements of two sides.' },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
        token: { type: 'http', scheme: 'bearer', description: 'A token made under API tokens in the account.' },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
            },
          },
        },
        ...Object.fromEntries(Object.entries(COMMANDS).map(([name, { args }]) => [`command.${name}`, schemaOf(args)])),
      },
    },
  }
}

/** The addresses that are described, those without a parameter first. */
export function describedPaths(): readonly string[] {
  const paths = [...new Set(ROWS.map(({ path }) => path))]
  return paths.sort((a, b) => a.split('{').length - b.split('{').length)
}

/** What each operation that changes something does, by method and address. */
export function operationWords(): Record<string, string> {
  const changing = ROWS.filter(({ method }) => method !== 'get')
  return Object.fromEntries(changing.map(({ method, path, summary }) => [`${method.toUpperCase()} ${path}`, summary]))
}

function operation(row: Row): Record<string, unknown> {
  const { method, path, summary, file, query = {}, status = 200, open } = row
  const example = exampleOf(`${method.toUpperCase()} ${path}`)
  const refused = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }
  const refusals = refusalsOf(row).map((code) => [code, { description: REFUSED[code], ...refused }])
  const given = (name: string, of: Readonly<Record<string, unknown>> | undefined) =>
    of?.[name] === undefined ? {} : { example: String(of[name]) }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...parameter(name, 'path', true),
    ...given(name, example?.params),
  }))
  const inQuery = Object.entries(query).map(([name, words]) => ({
    ...parameter(name, 'query', false),
    description: words,
    ...given(name, example?.query),
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } }
  return {
    summary,
    parameters: [...inPath, ...inQuery, ...(method === 'post' && !file ? [key] : [])],
    ...(open ? {} : { security: [{ session: [] }, ...byToken(method, path)] }),
    ...requestOf(row, example),
    responses: {
      [status]: { description: 'Done', ...(example?.status === status ? answerOf(example) : {}) },
      ...Object.fromEntries(refusals),
      ...(example && example.status >= 400
        ? { [example.status]: { description: REFUSED[example.status as keyof typeof REFUSED], ...answerOf(example) } }
        : {}),
    },
  }
}

function requestOf({ body, file }: Row, example: Example | undefined): Record<string, unknown> {
  if (file) {
    const type = example?.file?.type ?? 'application/octet-stream'
    const shown = example?.file === undefined ? {} : { example: example.file.text }
    return { requestBody: { required: true, content: { [type]: { schema: { type: 'string' }, ...shown } } } }
  }
  if (!body) return {}
  const shown = example?.body === undefined ? {} : { example: example.body }
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body), ...shown } } } }
}

function answerOf({ type, schema, answer }: Example): Record<string, unknown> {
  if (type === '') return {}
  const refusal = (answer as { error?: unknown } | undefined)?.error !== undefined
  const shape = refusal ? { $ref: '#/components/schemas/Refusal' } : schema
  return {
    content: {
      [type]: {
        ...(shape === undefined ? {} : { schema: shape }),
        ...(answer === undefined ? {} : { example: answer }),
      },
    },
  }
}

/** [TOK3] Which tokens may ask for it too. */
function byToken(method: string, path: string): { token: string[] }[] {
  const rule = TOKEN_RULES[`${method.toUpperCase()} ${path}`] ?? 'never'
  return rule === 'never' ? [] : [{ token: [rule] }]
}

function parameter(name: string, place: 'path' | 'query', required: boolean): Record<string, unknown> {
  return { name, in: place, required, schema: { type: 'string' } }
}

/** As the client sends it: what has a default may be left out. */
function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
