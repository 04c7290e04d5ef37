import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Hocuspocus } from '@hocuspocus/server'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import type { Rooms } from './prepared'

/**
 * Hocuspocus in memory, with the documents of a JSON file: `ROOMS`. Its own `Server` does the same but listens on every
 * interface, whatever address it is given.
 */
const rooms = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Rooms
const updates = new Map(Object.values(rooms).map((file) => [file, readFileSync(file)]))
const hocuspocus = new Hocuspocus({
  quiet: true,
  onLoadDocument: async ({ document, documentName }) => {
    const update = updates.get(rooms[documentName] ?? '')
    if (update !== undefined) Y.applyUpdate(document, update)
  },
})

const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', (socket, request) => {
  socket.setMaxListeners(Number.POSITIVE_INFINITY)
  socket.on('error', console.error)
  hocuspocus.handleConnection(socket, request)
})
const server = createServer((_request, response) => response.end('okay'))
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
})
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())
