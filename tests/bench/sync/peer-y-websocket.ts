import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getYDoc, setContentInitializor, setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import type { Rooms } from './prepared'

/** @y/websocket-server as its own command starts it, in memory, with the documents of a JSON file in place: `ROOMS`. */
const rooms = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Rooms
setContentInitializor(async (doc) => {
  const file = rooms[doc.name]
  if (file !== undefined) Y.applyUpdate(doc, readFileSync(file))
})
// It lets people in before a document is loaded.
for (const name of Object.keys(rooms)) getYDoc(name)

const sockets = new WebSocketServer({ noServer: true })
sockets.on('connection', setupWSConnection)
const server = createServer((_request, response) => response.end('okay'))
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request))
})
server.listen(0, '127.0.0.1', () => console.log(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('disconnect', () => process.exit())
