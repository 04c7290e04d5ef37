import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startServer } from '../../support/startServer'

describe('a client that never finishes what it says', () => {
  it('[SYN7] keeps no connection: headers sent byte by byte are cut off', { timeout: 90_000 }, async () => {
    const server = await startServer()
    const opening = 'GET /sync/c/pump HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nX-Slow: '
    const ends = Array.from({ length: 20 }, () => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(opening))
      const drip = setInterval(() => socket.write('x'), 500)
      socket.on('error', () => {})
      socket.resume()
      return new Promise<void>((resolve) => {
        socket.on('close', () => {
          clearInterval(drip)
          resolve()
        })
      })
    })
    await Promise.all(ends)
    expect((await server.fetch('/readyz')).status).toBe(200)
  })
})
