import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '@/server/http/openapi'
import { type Example, exampleOf } from '@/server/http/openapi-example'
import { projectRoot } from '@/server/root'
import { ApiWalk, type Walked } from '../../support/api/api-walk'
import { schemaOf, settled, shortened } from '../../support/api/describe-answer'
import { walkEverything } from '../../support/api/walk-everything'
import { startServer, type TestServer } from '../../support/startServer'

// biome-ignore lint/suspicious/noExplicitAny: a description is looked at field by field
type Described = any
const PATHS = openApi().paths as Record<string, Record<string, Described>>
const OPERATIONS = Object.entries(PATHS).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
)
const operationAt = (operation: string): Described => {
  const [method = '', path = ''] = operation.split(' ')
  const found = PATHS[path]?.[method.toLowerCase()]
  if (found === undefined) throw new Error(`${operation} is not described`)
  return found
}
const yesOf = (operation: string) =>
  Number(Object.keys(operationAt(operation).responses).find((code) => Number(code) < 400))

let server: TestServer
let walk: ApiWalk
beforeAll(async () => {
  server = await startServer()
  walk = new ApiWalk(server, yesOf)
  await walkEverything(server, walk)
  if (process.env.ACCORD_WRITE_EXAMPLES === '1') write()
}, 240_000)
afterAll(() => server.close())

/** An executed request as it is shown. */
function shown({ params, query, body, file }: Walked): Partial<Example> {
  const asked = {
    ...(Object.keys(params).length === 0 ? {} : { params }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(body === undefined ? {} : { body }),
    ...(file === undefined ? {} : { file }),
  }
  return settled(shortenedRequest(asked), walk.names, server.url) as Partial<Example>
}

/** Requests are shown whole, but for what a browser's authenticator or the terms of a charter bring. */
function shortenedRequest(asked: object): unknown {
  return JSON.stringify(asked).length > 4000 ? shortened(asked) : asked
}

/** A description of the description would be as long as itself. */
const DESCRIPTION = { type: 'object', required: ['openapi', 'info', 'paths', 'components'] }

function write(): void {
  const rows = [...walk.walked]
    .sort((a, b) => (a.operation < b.operation ? -1 : 1))
    .map((one): [string, Example] => {
      const all = walk.answers.get(one.operation) ?? []
      const answer = settled(shortened(one.answer), walk.names, server.url)
      const short = JSON.stringify(answer ?? null).length <= 3000
      const example = {
        status: one.status,
        ...shown(one),
        type: one.type,
        ...(one.answer === undefined || !short || one.operation.endsWith('/openapi.json') ? {} : { answer }),
        ...(one.answer === undefined || one.status >= 400
          ? {}
          : { schema: one.operation.endsWith('/openapi.json') ? DESCRIPTION : schemaOf(all) }),
      }
      return [one.operation, example]
    })
  writeFileSync(
    join(projectRoot(), 'server/http/openapi-examples.json'),
    `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`,
  )
}

describe('the description’s examples, executed', () => {
  it('[HTTP9] every request is answered as described', () => {
    expect(walk.wrong.join('\n\n')).toBe('')
  })

  it('[HTTP9] every operation has one', () => {
    const executed = new Set(walk.walked.map(({ operation }) => operation))
    expect(
      OPERATIONS.filter((operation) => !executed.has(operation)),
      'walk it in tests/support/api/walk-everything.ts, then write the examples: see server/http/openapi-example.ts',
    ).toEqual([])
    expect(
      OPERATIONS.filter((operation) => exampleOf(operation) === undefined),
      'write the examples',
    ).toEqual([])
  })

  it('[HTTP9] what the description shows is what was sent', () => {
    for (const one of walk.walked) {
      const { params, query, body, file } = exampleOf(one.operation) ?? ({} as Partial<Example>)
      const told = JSON.parse(JSON.stringify({ params, query, body, file }))
      expect(told, one.operation).toEqual(JSON.parse(JSON.stringify(shown(one))))
    }
  })

  it('[HTTP9] every answer, and every answer that is shown, fits the schema it is described by', () => {
    const ajv = new Ajv2020({ strict: false })
    ajv.addSchema(openApi(), 'api')
    let checked = 0
    for (const { operation, status, type } of walk.walked) {
      const described = operationAt(operation).responses[status]
      expect(described, `${operation} answers ${status}`).toBeDefined()
      if (type !== 'application/json') {
        if (type !== '') expect(Object.keys(described.content ?? {}), operation).toEqual([type])
        continue
      }
      const content = described.content['application/json']
      const pointer = `api#/paths/${operation.split(' ')[1]?.replaceAll('~', '~0').replaceAll('/', '~1')}/${operation.split(' ')[0]?.toLowerCase()}/responses/${status}/content/application~1json/schema`
      const fits = ajv.compile({ $ref: encodeURI(pointer) })
      for (const answer of status >= 400 ? [] : (walk.answers.get(operation) ?? [])) {
        expect(fits(answer), `${operation}: ${JSON.stringify(fits.errors?.slice(0, 3))}`).toBe(true)
        checked++
      }
      if (content.example !== undefined) {
        expect(fits(content.example), `${operation}, as shown: ${JSON.stringify(fits.errors?.slice(0, 3))}`).toBe(true)
      }
    }
    expect(checked).toBeGreaterThan(150)
  })

  it('[HTTP9] every request that is shown fits the schema that checks requests', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    for (const operation of OPERATIONS) {
      const content = operationAt(operation).requestBody?.content?.['application/json']
      if (content === undefined) continue
      expect(content.example, operation).toBeDefined()
      const fits = ajv.compile(content.schema)
      expect(fits(content.example), `${operation}: ${JSON.stringify(fits.errors?.slice(0, 3))}`).toBe(true)
    }
  })
})
