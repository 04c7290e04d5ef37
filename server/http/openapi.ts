import { z } from 'zod'
import { COMMANDS } from '@/lib/pattern/registry'
import { TOKEN_RULES } from '../auth/token-rules'
import { ACCESS_ROWS } from './openapi-access'
import { ACCOUNT_ROWS } from './openapi-account'
import { AGREEMENT_ROWS } from './openapi-agreement'
import { CASE_ROWS } from './openapi-case'
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

const REFUSAL_STATUSES = {
  400: 'Malformed',
  401: 'Not signed in',
  403: 'You take part, but not with the right to do this',
  404: 'Absent, or not yours',
  409: 'Changed meanwhile',
  413: 'Too large',
  422: 'Understood, and against the rules',
  429: 'Too many attempts',
} as const

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

function operation({
  method,
  path,
  summary,
  body,
  file,
  query = {},
  status = 200,
  open,
}: Row): Record<string, unknown> {
  const refused = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }
  const refusals = Object.entries(REFUSAL_STATUSES).map(([code, description]) => [code, { description, ...refused }])
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(name ?? '', 'path', true))
  const inQuery = Object.entries(query).map(([name, words]) => ({
    ...parameter(name, 'query', false),
    description: words,
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 128 } }
  return {
    summary,
    parameters: [...inPath, ...inQuery, ...(method === 'post' && !file ? [key] : [])],
    ...(open ? {} : { security: [{ session: [] }, ...byToken(method, path)] }),
    ...(file ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } } : {}),
    responses: {
      [status]: { description: 'Done', content: { 'application/json': { schema: { type: 'object' } } } },
      ...(open ? {} : Object.fromEntries(refusals)),
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
