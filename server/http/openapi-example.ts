import examples from './openapi-examples.json'

/**
 * One executed example of an operation, and what its answers look like. Written by the test that executes them
 * (`ACCORD_WRITE_EXAMPLES=1 npx vitest run tests/server/http/openapi-examples.test.ts`) and checked by it ever after.
 */
export interface Example {
  readonly status: number
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly file?: { readonly type: string; readonly text: string }
  /** Of the answer. */
  readonly type: string
  readonly answer?: unknown
  readonly schema?: unknown
}

/** @param operation method and address, such as `GET /api/me` */
export function exampleOf(operation: string): Example | undefined {
  return (examples as Readonly<Record<string, Example>>)[operation]
}
