import { eq, sql } from 'drizzle-orm'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Db } from '../store/db'
import type { RoomStore } from '../store/room-store'
import { outbox } from '../store/schema'
import { closings } from './closings'

/** What the figures are read from when somebody asks for them. */
export interface MetricSources {
  readonly db: Db
  /** Rooms that are open, and the sockets in them. */
  readonly census: () => { readonly rooms: number; readonly sockets: number }
  readonly draining: () => boolean
}

export interface Metrics {
  /** In the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
  answered(of: {
    readonly method: string
    readonly route: string
    readonly status: number
    readonly seconds: number
  }): void
  /** The same store, with its commits timed and its failures counted. */
  watch(store: RoomStore): RoomStore
}

/** Seconds: a commit takes a millisecond on a good disk, and people notice from a tenth of a second. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** [OPS6] The figures of one process. Labels are words of the product, never of its users: their number is bounded. */
export function createMetrics(sources: () => MetricSources | undefined): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'accord_http_requests_total',
    help: 'Requests answered, by what was asked for.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'accord_http_request_seconds',
    help: 'How long answers took.',
    labelNames: ['kind'],
    buckets: BUCKETS,
    registers,
  })
  const commits = new Histogram({
    name: 'accord_commit_seconds',
    help: 'How long the store took to keep a batch of edits.',
    buckets: BUCKETS,
    registers,
  })
  const edits = new Counter({ name: 'accord_edits_total', help: 'Rows of edits that the store has kept.', registers })
  const failures = new Counter({
    name: 'accord_store_errors_total',
    help: 'What the store could not do.',
    labelNames: ['what'],
    registers,
  })
  const gauge = (name: string, help: string, read: (from: MetricSources) => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const from = sources()
        if (from === undefined) return
        // A store that is away takes none of the other figures with it.
        this.set(await Promise.resolve(read(from)).catch(() => Number.NaN))
      },
    })
  gauge('accord_rooms', 'Cases that are open in this process.', ({ census }) => census().rooms)
  gauge('accord_sockets', 'Connections to cases.', ({ census }) => census().sockets)
  gauge('accord_draining', '1 while the process is being stopped.', ({ draining }) => (draining() ? 1 : 0))
  gauge('accord_mail_waiting', 'Mail that is to be sent.', ({ db }) => db.$count(outbox, eq(outbox.state, 'waiting')))
  gauge('accord_mail_given_up', 'Mail that could not be sent.', ({ db }) =>
    db.$count(outbox, eq(outbox.state, 'given-up')),
  )
  gauge('accord_store_up', '1 while the store answers.', ({ db }) =>
    db.execute(sql`select 1`).then(
      () => 1,
      () => 0,
    ),
  )
  new Gauge({
    name: 'accord_socket_closings',
    help: 'Connections that the server closed since it began, by reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      for (const [reason, count] of closings()) this.set({ reason }, count)
    },
  })

  const failing = (what: string) => (error: unknown) => {
    failures.inc({ what })
    throw error
  }
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    answered({ method, route, status, seconds }) {
      requests.inc({ method: METHODS.has(method) ? method : 'other', route, status: String(status) })
      durations.observe({ kind: route.startsWith('/api/') ? 'api' : 'page' }, seconds)
    },
    watch: (store) => ({
      ...store,
      async commit(caseId, commit) {
        const done = commits.startTimer()
        const kept = await store.commit(caseId, commit).catch(failing('commit'))
        if (kept) {
          done()
          edits.inc(commit.rows.length)
        }
        return kept
      },
      load: (caseId) => store.load(caseId).catch(failing('load')),
      // A refusal of the rules is thrown too, to undo what was written: only what the driver says counts.
      transact: (caseId, work) =>
        store.transact(caseId, work).catch((error) => {
          if (error instanceof Error && 'code' in error) failures.inc({ what: 'transact' })
          throw error
        }),
    }),
  }
}
