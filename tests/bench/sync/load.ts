import { type Client, openClient } from './client'
import { Editing } from './editing'
import type { Answers, Order } from './load-orders'

/** A process of headless clients that does what it is told by the process that started it. */
let clients: Client[] = []
let editing: Editing | undefined

// Each stock provider listens for the end of the process.
process.setMaxListeners(0)

process.on('message', (what: Order) => {
  follow(what).then(
    (value) => process.send?.({ value }),
    (error) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())

async function follow(what: Order): Promise<Answers[Order['do']]> {
  switch (what.do) {
    case 'connect':
      return { joinMs: await connect(what) }
    case 'join':
      return { joinMs: await join(what) }
    case 'edit':
      editing = new Editing(clients)
      editing.start(what.perSecond)
      return undefined
    case 'mark':
      editing?.mark()
      return undefined
    case 'stop':
      return editing?.stop()
  }
}

/** Few at a time, as people come. */
async function connect({ target, seats }: Extract<Order, { do: 'connect' }>): Promise<number[]> {
  const joinMs: number[] = []
  clients = []
  for (let n = 0; n < seats.length; n += 10) {
    const group = await Promise.all(seats.slice(n, n + 10).map((seat) => openClient(target, seat)))
    joinMs.push(...(await Promise.all(group.map((client) => client.joined))))
    clients.push(...group)
  }
  return joinMs
}

async function join({ target, seat, times }: Extract<Order, { do: 'join' }>): Promise<number[]> {
  const joinMs: number[] = []
  for (let n = 0; n < times; n++) {
    const client = await openClient(target, seat)
    joinMs.push(await client.joined)
    client.close()
    globalThis.gc?.()
  }
  return joinMs
}
