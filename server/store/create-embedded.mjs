// Creates the embedded store's files in the folder given as the first argument, flushes them, then ends. Run as a process
// of its own: creating takes 850 MB of memory that the server would keep.
import { fsyncSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { flushTree } from './flush-tree.mjs'

const [folder] = process.argv.slice(2)
const store = new PGlite(folder)
await store.waitReady
await store.close()
flushTree(folder, fsyncSync)
