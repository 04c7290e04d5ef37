import { must } from '@/lib/gsn/outcome'
import { runCommand } from '@/lib/pattern/registry'
import { parseEnv } from '@/server/env'
import { serve } from '@/server/serve'
import { cases, people } from '@/server/store/schema'
import { silent } from './dataDir'

/** Edits a case as fast as it can and prints the seq of every edit that was acknowledged, until it is killed. */
const running = await serve({ env: parseEnv(process.env), pages: 'none', log: silent })
const { db, rooms, clock, ids } = running.runtime
const at = clock()
await db
  .insert(people)
  .values({ id: 'ann', email: 'ann@mdm.example', name: 'Ann', createdAt: at })
  .onConflictDoNothing()
const row = {
  title: 'T',
  template: 'blank',
  device: { name: 'D' },
  mdmOrganisation: 'M',
  hdoOrganisation: 'H',
} as const
await db
  .insert(cases)
  .values({ id: 'case1', ...row, createdAt: at, createdBy: 'ann' })
  .onConflictDoNothing()
for (;;) {
  const by = { personId: 'ann', name: 'Ann', side: 'mdm' } as const
  const context = { ids, at: clock(), by: 'ann' }
  const outcome = await rooms.edit('case1', by, (doc) => runCommand(doc, 'add-element', { kind: 'goal' }, context))
  const { seq, value } = must(outcome)
  process.stdout.write(`acknowledged ${seq} ${value.created[0]}\n`)
}
