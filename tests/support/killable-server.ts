import { eq } from 'drizzle-orm'
import { createLog } from '@/server/log'
import { openStore } from '@/server/store/open'
import { createRoomStore } from '@/server/store/room-store'
import { cases, people } from '@/server/store/schema'
import { CASE, openHouse } from './sync-house'

/** A server in a process of its own, on the embedded store, that a test may kill: `DATA_DIR PORT`. */
const [dataDir, port] = process.argv.slice(2)
if (dataDir === undefined || port === undefined) throw new Error('Say where the data is and which port to take.')
const at = new Date().toISOString()
const store = await openStore(
  { dataDir },
  createLog('silent', () => at),
)
const [known] = await store.db.select().from(cases).where(eq(cases.id, CASE))
if (known === undefined) {
  await store.db.insert(people).values({ id: 'ann', email: 'ann@mdm.example', name: 'Ann Maker', createdAt: at })
  await store.db.insert(cases).values({
    id: CASE,
    title: 'Pump',
    template: 'blank',
    device: { name: 'Pump' },
    mdmOrganisation: 'Maker',
    hdoOrganisation: 'Hospital',
    createdAt: at,
    createdBy: 'ann',
  })
}
await openHouse({ store: createRoomStore(store.db), port: Number(port), pace: { snapshotRows: 20 } })
process.stdout.write('ready\n')
