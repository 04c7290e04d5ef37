import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '@/server/root'
import { ROUTE_RULES } from './access-rules'

type RouteModule = Record<
  string,
  ((request: Request, context: { params: Promise<object> }) => Promise<Response>) | undefined
>

export interface RouteFile {
  /** As in the address: `/api/cases/[caseId]/graph`. */
  readonly pattern: string
  readonly file: string
}

/** Every API route of the app, most specific first, found as Next finds them. */
export function routeFiles(): RouteFile[] {
  const app = join(projectRoot(), 'app')
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|[\\/])route\.ts$/.test(file),
  )
  return files
    .map((file) => ({ file: join(app, file), pattern: `/${relative('.', file).split(sep).slice(0, -1).join('/')}` }))
    .sort((a, b) => (rank(a.pattern) < rank(b.pattern) ? -1 : 1))
}

export interface Route {
  readonly method: string
  readonly pattern: string
}

/** Every method of every route, read from the files that answer them. */
export function routes(): Route[] {
  return routeFiles().flatMap(({ file, pattern }) => {
    const source = readFileSync(file, 'utf8')
    return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
      .filter((method) =>
        new RegExp(`export (const|async function|function) ${method}\\b|\\b${method}\\b.*\\}`).test(source),
      )
      .map((method) => ({ method, pattern }))
  })
}

/** The address of every page, as in `/cases/[caseId]/activity`. */
export function pages(): string[] {
  const app = join(projectRoot(), 'app')
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|[\\/])page\.tsx$/.test(file))
    .map((file) => `/${file.split(sep).slice(0, -1).join('/')}`)
    .sort()
}

/** Every method of every route that asks who somebody is. */
export function guardedRoutes(): Route[] {
  return routes().filter(({ method, pattern }) => ROUTE_RULES[`${method} ${pattern}`]?.who !== 'anybody')
}

/** Serves the app's route files over plain HTTP, without Next: the same functions, the same addresses. */
export function serveRoutes(): (request: IncomingMessage, response: ServerResponse) => void {
  const known = routeFiles().map((route) => ({ ...route, matches: matcher(route.pattern) }))
  return (incoming, outgoing) => void answer(incoming, outgoing).catch((error) => outgoing.destroy(error))

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host}`)
    const found = known.flatMap(({ file, matches }) => {
      const params = matches(url.pathname)
      return params ? [{ file, params }] : []
    })[0]
    if (!found) return void outgoing.writeHead(404).end()
    const module = (await import(/* @vite-ignore */ pathToFileURL(found.file).href)) as RouteModule
    const run = module[incoming.method ?? 'GET']
    if (!run) return void outgoing.writeHead(405).end()
    const body =
      incoming.method === 'GET' || incoming.method === 'HEAD' ? null : (Readable.toWeb(incoming) as ReadableStream)
    const headers = Object.entries(incoming.headers).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
    const request = new Request(url, {
      method: incoming.method,
      headers: headers as [string, string][],
      body,
      duplex: 'half',
    } as RequestInit)
    const response = await run(request, { params: Promise.resolve(found.params) })
    const fields: Record<string, string | string[]> = Object.fromEntries(response.headers)
    const cookies = response.headers.getSetCookie()
    if (cookies.length > 0) fields['set-cookie'] = cookies
    outgoing.writeHead(response.status, fields).end(new Uint8Array(await response.arrayBuffer()))
  }
}

/** A plain word before a parameter before a catch-all. */
function rank(pattern: string): string {
  return pattern.replaceAll(/\[\.\.\.\w+\]/g, '\uffff').replaceAll(/\[\w+\]/g, '\ufffe')
}

function matcher(pattern: string): (path: string) => Record<string, string | string[]> | undefined {
  const names: string[] = []
  const source = pattern
    .replaceAll('.', '\\.')
    .replaceAll(/\[(\\\.\\\.\\\.)?(\w+)\]/g, (_whole, rest: string, name: string) => {
      names.push(rest ? `...${name}` : name)
      return rest ? '(.+)' : '([^/]+)'
    })
  const expression = new RegExp(`^${source}$`)
  return (path) => {
    const match = expression.exec(path)
    if (!match) return undefined
    return Object.fromEntries(
      names.map((name, index) => {
        const value = decodeURIComponent(match[index + 1] ?? '')
        return name.startsWith('...') ? [name.slice(3), value.split('/')] : [name, value]
      }),
    )
  }
}
