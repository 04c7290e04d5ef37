// Creates the embedded store's files in the folder given as the first argument, then ends. Run as a process of its own:
// creating takes 850 MB of memory that the server would keep.
import { PGlite } from '@electric-sql/pglite'

const store = new PGlite(process.argv[2])
await store.waitReady
await store.close()
