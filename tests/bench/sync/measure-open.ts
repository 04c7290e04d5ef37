import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, type Stage, withLoad, withServer } from './bench'
import { median } from './figures'
import { order } from './load-orders'
import { residentMb } from './processes'
import { roomName, type ServerName } from './servers'

/** Many small cases at once, one person in each. */
export interface OpenFigures {
  readonly server: ServerName
  readonly cases: number
  /** Memory before anybody came, and with all of them open. */
  readonly emptyMb: number
  readonly openMb: number
  readonly joinMs: number
}

export function measureOpen(bench: Bench, stage: Stage, name: ServerName): Promise<OpenFigures> {
  return withServer(bench, stage, name, (server) =>
    withLoad(bench, 2, async (loads) => {
      const { small, cookies } = stage.prepared
      const emptyMb = residentMb(server.pid)
      const answers = await Promise.all(
        loads.map((load, index) => {
          const own = small.filter((_, seat) => seat % loads.length === index)
          const seats = own.map((id) => ({ room: roomName(id), cookie: cookies[0] ?? '', element: '' }))
          return order(load, { do: 'connect', target: server.target, seats })
        }),
      )
      await sleep(2_000)
      const joinMs = median(answers.flatMap((answer) => answer.joinMs))
      return { server: name, cases: small.length, emptyMb, openMb: residentMb(server.pid), joinMs }
    }),
  )
}
