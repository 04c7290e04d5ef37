// The embedded store, on a thread of its own: statements and flushes hold up this thread and nobody else. It is told
// messages of the Postgres protocol, each with the number of the connection they are from, and answers with the store's.
// Commits come beside them, already bound: each is one prepared statement, run at once.
//
// The store as shipped never calls fsync. Three things change that, and each of them alone loses acknowledged rows: its
// start parameters, an fsync for its file system, and one flush of all its files after opening (without that the disk may
// still say "was shut down cleanly", and recovery would skip the log).
import { fsyncSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { flushTree } from './flush-tree.mjs'
import { endsIdle, givenUp, message, outcomeOf } from './protocol-bytes.mjs'

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

/** The connection whose session this is. They come one after the other: none finds what the one before it left behind. */
let current
/** No transaction of the connection is open, and nothing of it is half said. */
let idle = true
/** Names of the statements that are prepared in this session for commits. */
const prepared = new Set()
/** Commits that wait for a transaction to end. They are not part of it. */
const waiting = []

const EXECUTE_AND_SYNC = Buffer.concat([message('E', '\0\0\0\0\0'), message('S', '')])

function run({ commit, name, text, bind }) {
  const parse = prepared.has(name) ? [] : [message('P', `${name}\0${text}\0\0\0`)]
  const outcome = outcomeOf(store.execProtocolRawSync(Buffer.concat([...parse, bind, EXECUTE_AND_SYNC])))
  if (outcome.fatal) stop({ why: outcome.refused, code: outcome.code })
  else if ('rows' in outcome) prepared.add(name)
  else {
    // Whether it came to be prepared or not: it is anew next time.
    store.execProtocolRawSync(message('Q', `deallocate "${name}"\0`))
    prepared.delete(name)
  }
  parentPort.postMessage({ commit, ...outcome })
}

/**
 * The store has given up, on a full disk for instance: its memory and the disk are no longer the same, and only its log
 * says what stands. Nothing more is asked of it, not even to close; it is opened anew on another thread.
 */
function stop({ why, code }) {
  const error = new Error(why)
  error.code = code
  // Ends this thread, as whatever the store throws by itself does.
  throw error
}

/** The connection has ended: what it left open is undone, and what it set is forgotten. */
function reset() {
  for (const words of ['rollback', 'discard all']) store.execProtocolRawSync(message('Q', `${words}\0`))
  prepared.clear()
  current = undefined
  idle = true
}

function pass({ connection, bytes }) {
  if (connection !== current && current !== undefined) reset()
  current = connection
  const answer = store.execProtocolRawSync(bytes)
  const over = givenUp(answer)
  if (over !== undefined) stop(over)
  idle = endsIdle(answer)
  if (answer.length > 0) parentPort.postMessage({ connection, bytes: answer }, [answer.buffer])
}

parentPort.on('message', async (told) => {
  if (told === 'close') {
    await store.close()
    process.exit(0)
  }
  if ('commit' in told) waiting.push(told)
  else if ('ended' in told) {
    if (told.ended === current) reset()
  } else pass(told)
  while (idle && waiting.length > 0) run(waiting.shift())
})
parentPort.postMessage('ready')
