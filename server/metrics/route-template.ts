import { describedPaths } from '../http/openapi'

interface Pattern {
  readonly template: string
  readonly matches: RegExp
}

let patterns: readonly Pattern[] | undefined

/** As few names as there are parts of the product: never what stands in an address. */
const ELSEWHERE = [
  [/^\/_next\//, '(built files)'],
  [/^\/api\/auth\//, '/api/auth/(sign-in)'],
  [/^\/api\//, '/api/(unknown)'],
  [/^\/cases\/[^/]+/, '/cases/(page)'],
  [/^\/(healthz|readyz|metrics)$/, '(operations)'],
  [/^\/$/, '/'],
] as const

/**
 * [OPS6] What a request asks for, in the words of the API's description: ids, tokens and names that stand in an address
 * reach neither logs nor figures.
 * @param url  as it stands in the request
 */
export function routeTemplate(url: string): string {
  const path = url.split('?', 1)[0] ?? ''
  patterns ??= describedPaths().map((template) => ({
    template,
    matches: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  const described = patterns.find(({ matches }) => matches.test(path))
  if (described !== undefined) return described.template
  return ELSEWHERE.find(([matches]) => matches.test(path))?.[1] ?? '(page)'
}
