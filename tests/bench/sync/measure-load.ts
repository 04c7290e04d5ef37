import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, type Stage, withLoad, withServer } from './bench'
import type { Seat } from './client'
import { percentiles } from './figures'
import { type LoadResult, order } from './load-orders'
import type { Prepared } from './prepared'
import { cpuSeconds, machineCpuSeconds, residentMb } from './processes'
import { type RunningServer, roomName, type ServerName } from './servers'

/** People who edit one case, for a while. */
export interface LoadFigures {
  readonly server: ServerName
  readonly editors: number
  /** Edits per second of all together: wanted, and made. */
  readonly wanted: number
  readonly perSecond: number
  /** Milliseconds until another client has the edit. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Edits that nobody had seen 8 s after the last one was made; they count with the time waited. */
  readonly unseen: number
  readonly cpuPer1000: number
  /** Bytes that each client receives per edit. */
  readonly bytesPerEdit: number
  readonly bytesSent: number
  readonly residentMb: number
  /** Processors in use, 1 being one of them: the server's and the clients' together. */
  readonly serverCpu: number
  readonly clientCpu: number
  /** Processors that everything else on the machine used meanwhile: the figures are as good as this is small. */
  readonly otherCpu: number
  readonly closes: number
}

/** Measures one server with so many editors at one rate after the other, each on the state the last one left. */
export function measureLoad(
  bench: Bench,
  stage: Stage,
  name: ServerName,
  { editors, rates }: { editors: number; rates: readonly number[] },
): Promise<LoadFigures[]> {
  return withServer(bench, stage, name, (server) =>
    withLoad(bench, editors < 4 ? 1 : 2, async (loads) => {
      const seats = seatsFor(stage.prepared, editors)
      await Promise.all(
        loads.map((load, index) => {
          const own = seats.filter((_, seat) => seat % loads.length === index)
          return order(load, { do: 'connect', target: server.target, seats: own })
        }),
      )
      const all: LoadFigures[] = []
      for (const rate of rates) {
        const figures = await measureRate(bench, server, loads, { editors, rate })
        all.push(figures)
        // It is saturated: more would only take longer.
        if (figures.p95 > 1_000 || figures.unseen > 0) break
      }
      return all
    }),
  )
}

async function measureRate(
  { options: { sizes } }: Bench,
  server: RunningServer,
  loads: readonly ChildProcess[],
  { editors, rate }: { editors: number; rate: number },
): Promise<LoadFigures> {
  await Promise.all(loads.map((load) => order(load, { do: 'edit', perSecond: rate / editors })))
  await sleep(sizes.warmSeconds * 1_000)
  const before = {
    server: cpuSeconds(server.pid),
    clients: cpuOf(loads),
    all: machineCpuSeconds(),
    at: performance.now(),
  }
  await Promise.all(loads.map((load) => order(load, { do: 'mark' })))
  await sleep(sizes.seconds * 1_000)
  const results = await Promise.all(loads.map((load) => order(load, { do: 'stop' })))
  const seconds = (performance.now() - before.at) / 1_000
  const cpu = cpuSeconds(server.pid) - before.server
  const clientCpu = cpuOf(loads) - before.clients
  const otherCpu = machineCpuSeconds() - before.all - cpu - clientCpu
  const sum = (of: (result: LoadResult) => number) => results.reduce((total, result) => total + of(result), 0)
  const made = sum((result) => result.made)
  const unseen = sum((result) => result.unseen)
  const bytesSent = sum((result) => result.bytes)
  return {
    server: server.target.server,
    editors,
    wanted: rate,
    perSecond: made / Math.max(...results.map((result) => result.seconds)),
    ...percentiles(results.map((result) => result.visibleMs)),
    unseen,
    cpuPer1000: (cpu / Math.max(1, made - unseen)) * 1_000,
    bytesPerEdit: bytesSent / Math.max(1, made - unseen) / editors,
    bytesSent,
    residentMb: residentMb(server.pid),
    serverCpu: cpu / seconds,
    clientCpu: clientCpu / seconds,
    otherCpu: otherCpu / seconds,
    closes: sum((result) => result.closes),
  }
}

function cpuOf(processes: readonly ChildProcess[]): number {
  return processes.reduce((sum, { pid }) => sum + cpuSeconds(pid ?? 0), 0)
}

/** Everybody is a person of their own, in a statement of their own. */
function seatsFor({ cookies, cases }: Prepared, editors: number): Seat[] {
  const { id, elements } = cases.main ?? { id: '', elements: [] }
  return Array.from({ length: editors }, (_, index) => ({
    room: roomName(id),
    cookie: cookies[index % cookies.length] ?? '',
    element: elements[Math.floor((index * elements.length) / editors)] ?? '',
  }))
}
