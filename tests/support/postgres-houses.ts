import { eq } from 'drizzle-orm'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import type { Commit } from '@/server/store/commit-statement'
import type { Store } from '@/server/store/db'
import { openStore } from '@/server/store/open'
import { type CaseHead, createRoomStore, type RoomStore } from '@/server/store/room-store'
import { cases, people } from '@/server/store/schema'
import type { Pace } from '@/server/sync/room-deps'
import { silent } from './dataDir'
import { CASE, type House, openHouse, type Part } from './sync-house'

export interface Node extends House<RoomStore> {
  readonly database: Store
}

export interface NodeOptions {
  readonly pace?: Partial<Pace>
  readonly port?: number
  /** Who takes part: one object for all nodes stands for the table of participants. */
  readonly people?: Record<string, Part>
}

/** A server on a Postgres database, one of several; the case is there when the first has opened. */
export async function openNode(databaseUrl: string, options: NodeOptions = {}): Promise<Node> {
  const database = await openStore({ dataDir: '/nowhere', databaseUrl }, silent)
  await ensureCase(database)
  const { signals } = database
  const house = await openHouse({
    ...options,
    store: createRoomStore(database.db, true),
    ...(signals === undefined ? {} : { signals }),
  })
  return {
    ...house,
    database,
    close: async () => {
      await house.close()
      await database.close()
    },
  }
}

/** Makes the case that houses are about, once. */
export async function ensureCase({ db }: Store): Promise<void> {
  const at = new Date().toISOString()
  const [known] = await db.select().from(cases).where(eq(cases.id, CASE))
  if (known !== undefined) return
  const ann = { id: 'ann', email: 'ann@mdm.example', name: 'Ann Maker', createdAt: at }
  await db.insert(people).values(ann).onConflictDoNothing()
  await db
    .insert(cases)
    .values({
      id: CASE,
      title: 'Pump',
      template: 'blank',
      device: { name: 'Pump' },
      mdmOrganisation: 'Maker',
      hdoOrganisation: 'Hospital',
      schema: SCHEMA_VERSION,
      createdAt: at,
      createdBy: 'ann',
    })
    .onConflictDoNothing()
}

/** What a room commits most often: one row of one person, whose client is bound. */
export function oneRowAfter(head: CaseHead): Commit {
  const at = new Date().toISOString()
  const row = { seq: head.seq + 1, personId: 'ann', at, clientIds: [7], update: new Uint8Array(40).fill(head.seq) }
  return { head, rows: [row], unbound: new Map() }
}
