import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Env } from '../env'
import type { Log } from '../log'
import type { Metrics } from './metrics'
import { routeTemplate } from './route-template'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What a proxy may call a request: nothing that could be more than a name in a log. */
const WELL_FORMED = /^[A-Za-z0-9._-]{8,64}$/

/**
 * Every request comes in here: it gets an id, which its answer and its lines in the log carry, and is counted under what it
 * asked for when it has been answered. [OPS6] Headers that only this server may set are set here, whatever was sent.
 * @param inside  answers it
 */
export function frontDoor(
  inside: Answer,
  { env, log, metrics }: { env: Pick<Env, 'trustProxy' | 'metricsToken' | 'publicUrl'>; log: Log; metrics: Metrics },
): Answer {
  const secure = env.publicUrl.startsWith('https://')
  return (request, response) => {
    const began = process.hrtime.bigint()
    const given = request.headers['x-request-id']
    const id = env.trustProxy && typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID()
    const route = routeTemplate(request.url ?? '')
    const method = request.method ?? ''
    request.headers['x-request-id'] = id
    request.headers['x-accord-route'] = route
    // So that no client can choose the address it is counted under.
    request.headers['x-accord-peer'] = request.socket.remoteAddress ?? ''
    response.setHeader('x-request-id', id)
    // [SEC1] Whoever came by TLS once comes by nothing else for two years: pages, API, files and errors alike.
    if (secure) response.setHeader('strict-transport-security', 'max-age=63072000')
    response.on('finish', () => {
      const seconds = Number(process.hrtime.bigint() - began) / 1e9
      const status = response.statusCode
      metrics.answered({ method, route, status, seconds })
      const level = status >= 500 ? 'warn' : method === 'GET' || method === 'HEAD' ? 'debug' : 'info'
      log[level]('http.answered', { request: id, method, route, status, ms: Math.round(seconds * 1000) })
    })
    if (request.url === '/metrics' && method === 'GET') void figures(request, response, env, metrics)
    else inside(request, response)
  }
}

/** For whoever knows the secret; without one, for this machine alone. Everybody else finds nothing here. */
async function figures(
  request: IncomingMessage,
  response: ServerResponse,
  env: Pick<Env, 'metricsToken'>,
  metrics: Metrics,
): Promise<void> {
  const allowed =
    env.metricsToken === undefined ? isThisMachine(request) : proves(request.headers.authorization, env.metricsToken)
  if (!allowed) return void response.writeHead(404).end()
  try {
    const text = await metrics.text()
    response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
  } catch {
    response.writeHead(500).end()
  }
}

function isThisMachine({ socket, headers }: IncomingMessage): boolean {
  const loopback = /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '')
  // What a proxy on this machine passes on comes from elsewhere.
  return loopback && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
}

function proves(authorization: string | undefined, secret: string): boolean {
  const given = Buffer.from(authorization ?? '')
  const wanted = Buffer.from(`Bearer ${secret}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
