import { createLog } from '@/server/log'
import { openStore } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { ensureCase } from './postgres-houses'
import { openHouse, type Part, PEOPLE } from './sync-house'

/**
 * A server in a process of its own that a test may kill: `STORE PORT ORIGIN`, where STORE is a data directory or the
 * address of a Postgres database. Beside the usual people, `w0` to `w19` may edit.
 */
const [where, port, origin] = process.argv.slice(2)
if (where === undefined || port === undefined) throw new Error('Say where the data is and which port to take.')
const log = createLog('silent', () => '')
const database = await openStore(
  where.startsWith('postgres:') ? { dataDir: '', databaseUrl: where } : { dataDir: where },
  log,
)
await ensureCase(database)
const people: Record<string, Part> = { ...PEOPLE }
for (let n = 0; n < 20; n++) people[`w${n}`] = { side: n % 2 === 0 ? 'mdm' : 'hdo', canEdit: true }
const { signals } = database
await openHouse({
  store: createRoomStore(database.db, signals !== undefined, database.lane),
  port: Number(port),
  pace: { snapshotRows: 20, neighbourMs: 500 },
  people,
  ...(signals === undefined ? {} : { signals }),
  ...(origin === undefined ? {} : { origin }),
})
process.stdout.write('ready\n')
