import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodesOf } from '@/lib/case/ydoc'
import { must, ok } from '@/lib/gsn/outcome'
import { sessionCookie } from '@/server/auth/next-auth'
import { buildCase, type Founder, fullRights } from '@/server/commands/build-case'
import { parseEnv } from '@/server/env'
import { serve } from '@/server/serve'
import { people } from '@/server/store/schema'
import { growCase } from '../grown-case'
import type { LoadCase } from './working-day'

/**
 * Makes a data directory to work in: `FOLDER JSON`, where JSON says how many cases there are, how large they are and how
 * many people, five of each side, take part in each. The settings come from the environment.
 */
const [folder, json] = process.argv.slice(2)
if (folder === undefined || json === undefined) throw new Error('Say where to and how much.')
const wanted = JSON.parse(json) as { cases: number; people: number; elements: number }
const running = await serve({ env: parseEnv(process.env), pages: 'none' })
const { db, rooms, clock } = running.runtime

const made: LoadCase[] = []
for (let n = 0; n < wanted.cases; n++) {
  const founders: Founder[] = Array.from({ length: wanted.people }, (_, index) => ({
    personId: `p${n}x${index}`,
    name: `Person ${index} of case ${n}`,
    participation: { side: index % 2 === 0 ? 'mdm' : 'hdo', rights: fullRights('mdm') },
  }))
  await db
    .insert(people)
    .values(founders.map(({ personId: id, name }) => ({ id, name, email: `${id}@bench.example`, createdAt: clock() })))
  const request = { title: `Pump ${n}`, template: 'blank', device: { name: 'Pump' } } as const
  const parties = { mdm: { organisation: 'Maker' }, hdo: { organisation: `Hospital ${n}` } }
  const [first, ...others] = founders
  if (first === undefined) throw new Error('A case needs somebody.')
  const build = buildCase(running.runtime, { ...request, ...parties }, [first, ...others], (id, by) =>
    rooms.edit(id, by, (doc) => {
      growCase(doc, wanted.elements)
      return ok(undefined)
    }),
  )
  const { id } = must(await build)
  const elements = await rooms.read(id, (doc) => [...nodesOf(doc).keys()])
  const cookies = await Promise.all(founders.map(({ personId }) => sessionCookie(personId, 1)))
  made.push({ id, elements: elements.slice(-wanted.people * 3), cookies })
}
writeFileSync(join(folder, 'cases.json'), JSON.stringify(made))
await running.close()
