import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as Y from 'yjs'
import { canonicalCase } from '@/lib/case/canonical-case'
import { Writer } from '@/lib/case/write'
import { nodesOf, readText, textOf } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import { must, ok } from '@/lib/gsn/outcome'
import { sessionCookie } from '@/server/auth/next-auth'
import { buildCase, type Founder, fullRights } from '@/server/commands/build-case'
import { parseEnv } from '@/server/env'
import { serve } from '@/server/serve'
import { people } from '@/server/store/schema'
import type { Author } from '@/server/sync/rooms'
import { growCase } from '../grown-case'
import type { Prepared, PreparedCase } from './prepared'

/**
 * Makes a data directory to measure on, over the real store and rooms: `FOLDER JSON`, where the settings come from the
 * environment and JSON says how many people, elements, edits of history and small cases there are.
 */
interface Wanted {
  readonly people: number
  readonly elements: number
  /** Absent: one case, `main`; present: `old` with so many edits behind it, and `fresh` with the same content. */
  readonly history?: number
  readonly smallCases: number
}

const [folder, json] = process.argv.slice(2)
if (folder === undefined || json === undefined) throw new Error('Say where to and how much.')
const wanted = JSON.parse(json) as Wanted
const running = await serve({ env: parseEnv(process.env), pages: 'none' })
const { db, rooms, clock } = running.runtime

const founders: Founder[] = Array.from({ length: wanted.people }, (_, index) => ({
  personId: `person${index}`,
  name: `Person ${index}`,
  participation: { side: index % 2 === 0 ? 'mdm' : 'hdo', rights: fullRights('mdm') },
}))
await db
  .insert(people)
  .values(founders.map(({ personId: id, name }) => ({ id, name, email: `${id}@bench.example`, createdAt: clock() })))
const cookies = await Promise.all(founders.map(({ personId }) => sessionCookie(personId, 1)))

const cases: Record<string, PreparedCase> = {}
const small: string[] = []
if (wanted.history === undefined) {
  const main = await newCase('Main', founders, (doc) => growCase(doc, wanted.elements))
  cases.main = await kept(main, 'main')
} else {
  const old = await newCase('Old', founders, (doc) => growCase(doc, wanted.elements))
  await write(old, wanted.history)
  const texts = await rooms.read(old, textsOf)
  const fresh = await newCase('Fresh', founders, (doc) => {
    growCase(doc, wanted.elements)
    const writer = new Writer(doc)
    for (const [id, text] of texts) writer.setText(id, 'statement', text)
  })
  cases.old = await kept(old, 'old')
  cases.fresh = await kept(fresh, 'fresh')
  const [one, other] = await Promise.all(
    [old, fresh].map((id) => rooms.read(id, (doc) => digestOf(canonicalCase(doc)))),
  )
  if (one !== other) throw new Error('The fresh case does not hold what the old one holds.')
}
for (let n = 0; n < wanted.smallCases; n++) {
  small.push(await newCase(`Small ${n}`, founders.slice(0, 1), (doc) => growCase(doc, 0)))
}
if (small[0] !== undefined) cases.small = await kept(small[0], 'small')
const prepared: Prepared = { cookies, cases, small }
writeFileSync(join(folder, 'prepared.json'), JSON.stringify(prepared))
await running.close()

async function newCase(title: string, who: readonly Founder[], fill: (doc: Y.Doc) => void): Promise<string> {
  const request = { title, template: 'blank', device: { name: 'Pump' } } as const
  const parties = { mdm: { organisation: 'Maker' }, hdo: { organisation: 'Hospital' } }
  const made = await buildCase(running.runtime, { ...request, ...parties }, [who[0]!, ...who.slice(1)], (id, by) =>
    rooms.edit(id, by, (doc) => {
      fill(doc)
      return ok(undefined)
    }),
  )
  return must(made).id
}

/**
 * People at work: each types in a statement of their own, 30 letters at a time, and takes the last ten back. A quarter of
 * all strokes takes something back, and strokes of one kind follow each other, as in traces of people who write.
 */
async function write(caseId: string, edits: number): Promise<void> {
  const elements = await rooms.read(caseId, (doc) => [...nodesOf(doc).keys()])
  const burst = 40
  for (let done = 0, round = 0; done < edits; round++) {
    const strokes: Promise<unknown>[] = []
    for (let stroke = 0; stroke < burst; stroke++) {
      for (const [index, { personId, name, participation }] of founders.entries()) {
        if (done++ >= edits) break
        const by: Author = { personId, name, side: participation.side }
        const element = elements[(round * founders.length + index) % elements.length]!
        strokes.push(rooms.edit(caseId, by, (doc) => ok(strike(textOf(doc, element, 'statement'), stroke))))
      }
    }
    await Promise.all(strokes)
  }
}

function strike(text: Y.Text, stroke: number): void {
  if (stroke % 40 >= 30) text.delete(text.length - 1, 1)
  else text.insert(text.length, 'security '.charAt(stroke % 9))
}

function textsOf(doc: Y.Doc): [string, string][] {
  return [...nodesOf(doc).keys()].map((id) => [id, readText(doc, id, 'statement')])
}

async function kept(id: string, name: string): Promise<PreparedCase> {
  const { elements, update } = await rooms.read(id, (doc) => ({
    elements: [...nodesOf(doc).keys()],
    update: Y.encodeStateAsUpdate(doc),
  }))
  const file = join(folder as string, `${name}.bin`)
  writeFileSync(file, update)
  return { id, elements, update: file }
}
