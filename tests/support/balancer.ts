import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What stands before several server processes: each connection goes to the next one that answers. */
export async function openBalancer(ports: readonly number[]): Promise<{ port: number; close(): void }> {
  let turn = 0
  const open = new Set<Socket>()
  const pass = (from: Socket, tries: number) => {
    const port = ports[turn++ % ports.length] ?? 0
    const to = connect(port, '127.0.0.1')
    open.add(to)
    to.once('connect', () => {
      from.pipe(to)
      to.pipe(from)
    })
    to.on('error', () => {
      if (to.connecting || to.bytesWritten > 0 || tries <= 1) from.destroy()
      else pass(from, tries - 1)
    })
    to.on('close', () => {
      open.delete(to)
      if (to.bytesRead > 0) from.destroy()
    })
    from.on('close', () => to.destroy())
  }
  const server = createServer((from) => {
    open.add(from)
    from.on('error', () => from.destroy())
    from.on('close', () => open.delete(from))
    pass(from, ports.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
