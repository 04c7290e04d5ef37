// The embedded store, on a thread of its own: statements and flushes hold up this thread and nobody else. It is told
// messages of the Postgres protocol, each with the number of the connection they are from, and answers with the store's.
//
// The store as shipped never calls fsync. Three things change that, and each of them alone loses acknowledged rows: its
// start parameters, an fsync for its file system, and one flush of all its files after opening (without that the disk may
// still say "was shut down cleanly", and recovery would skip the log).
import { fsyncSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { flushTree } from './flush-tree.mjs'

const { folder, disk } = workerData
/** Flushes an open file, given its descriptor. */
const fsync = disk === undefined ? fsyncSync : (await import(disk)).fsync

const kept = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F')
// fdatasync, the default method, is a stub in this build.
const store = new PGlite({ dataDir: folder, startParams: [...kept, '-c', 'fsync=on', '-c', 'wal_sync_method=fsync'] })
await store.waitReady
store.Module.FS.lookupPath('/pglite/data').node.mount.type.stream_ops.fsync = (stream) => {
  fsync(stream.nfd)
  return 0
}
flushTree(folder, fsync)

// Connections come one after the other and share one session: none finds what the one before it left behind.
let current

parentPort.on('message', async (message) => {
  if (message === 'close') {
    await store.close()
    process.exit(0)
  }
  const { connection, bytes } = message
  if (connection !== current && current !== undefined) {
    for (const words of ['rollback', 'discard all']) store.execProtocolRawSync(simpleQuery(words))
  }
  current = connection
  const answer = store.execProtocolRawSync(bytes)
  if (answer.length > 0) parentPort.postMessage({ connection, bytes: answer }, [answer.buffer])
})
parentPort.postMessage('ready')

function simpleQuery(words) {
  const bytes = Buffer.from(`Q0000${words}\0`, 'latin1')
  bytes.writeUInt32BE(bytes.length - 1, 1)
  return new Uint8Array(bytes)
}
