import { statSync } from 'node:fs'
import { type Bench, type Stage, withLoad, withServer } from './bench'
import { median } from './figures'
import { order } from './load-orders'
import { type RunningServer, roomName, type ServerName } from './servers'

/** Milliseconds (medians) from opening a case until all of it is there. */
export interface JoinFigures {
  readonly server: ServerName
  /** `fresh`: made just now. `old`: the same content, after a long history. */
  readonly case: 'fresh' | 'old'
  /** Of the document as a client receives it: what was deleted leaves its traces. */
  readonly documentBytes: number
  /** The case is open on the server already. */
  readonly warmMs: number
  /** The first one after a start of the server, which reads the case from its store; NaN for servers without one. */
  readonly coldMs: number
}

const CASES = ['fresh', 'old'] as const

export async function measureJoins(bench: Bench, stage: Stage, name: ServerName): Promise<JoinFigures[]> {
  const { sizes } = bench.options
  const warm = await withServer(bench, stage, name, (server) => {
    return bothCases(bench, stage, server, sizes.warmJoins)
  })
  const cold: Awaited<ReturnType<typeof bothCases>>[] = []
  if (name === 'Accord') {
    for (let n = 0; n < sizes.coldJoins; n++) {
      // Alternately first, so that neither case always meets the server that has only just woken.
      const order = n % 2 === 0 ? CASES : CASES.toReversed()
      cold.push(await withServer(bench, stage, name, (server) => bothCases(bench, stage, server, 0, order)))
    }
  }
  return CASES.map((one) => ({
    server: name,
    case: one,
    documentBytes: statSync(stage.prepared.cases[one]?.update ?? '').size,
    warmMs: median(warm[one].slice(1)),
    coldMs: median(cold.flatMap((times) => times[one].slice(0, 1))),
  }))
}

/** The first time of each is that of a case that was not open. The client has joined another case before. */
function bothCases(
  bench: Bench,
  { prepared }: Stage,
  server: RunningServer,
  times: number,
  first: readonly ('fresh' | 'old')[] = CASES,
): Promise<Record<'fresh' | 'old', readonly number[]>> {
  return withLoad(bench, 1, async ([load]) => {
    if (load === undefined) throw new Error('There is no load process.')
    const seat = { cookie: prepared.cookies[0] ?? '', element: '' }
    const join = async (id: string, count: number) => {
      const what = { do: 'join', target: server.target, seat: { ...seat, room: roomName(id) }, times: count } as const
      return (await order(load, what)).joinMs
    }
    await join(prepared.small[0] ?? '', 3)
    const all: Record<'fresh' | 'old', readonly number[]> = { fresh: [], old: [] }
    for (const one of first) all[one] = await join(prepared.cases[one]?.id ?? '', 1)
    // By turns, so that whatever else the machine does meets both.
    for (let n = 0; n < times; n++) {
      for (const one of first) all[one] = [...all[one], ...(await join(prepared.cases[one]?.id ?? '', 1))]
    }
    return all
  })
}
