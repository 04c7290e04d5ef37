import { and, eq } from 'drizzle-orm'
import { decodeText } from '@/lib/exchange/decode-text'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { WatchChanged, WatchFileRead, WatchLine } from '@/lib/monitor/answers'
import { readNotice } from '@/lib/monitor/notice'
import type { WatchRequest } from '@/lib/monitor/requests'
import { tidyWatched, WATCH_MAX, type WatchEntry, type Watched, type WatchSource, watchKey } from '@/lib/monitor/watch'
import { authorise, type Person } from '../auth/person'
import { collect } from '../exchange/collect'
import { cleanName } from '../files/file-name'
import { incomingFile } from '../files/incoming-file'
import { digestOfKeys, endRows, linesOf, putRows, type WatchRow } from '../monitor/watch-store'
import { runtime } from '../runtime'
import { watches } from '../store/schema'
import { authorOf } from './author'

/** [MON1] What a case watches. */
export async function readWatchList(
  person: Person,
  caseId: string,
): Promise<Outcome<{ entries: readonly WatchLine[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  return allowed.ok ? ok({ entries: await linesOf(caseId) }) : allowed
}

/** [MON1] Changes a watch list as somebody types it. @returns refusals of `authorise`; `watch-list-full` */
export function changeWatchList(person: Person, caseId: string, { add, remove }: WatchRequest) {
  return change(person, caseId, { add, remove, source: 'typed', sourceName: '' })
}

const FILE_LIMIT = 30_000_000

/**
 * [MON1] Puts every product of a bill of materials, a VEX or an advisory on the watch list; with `dry-run=true` only says
 * how many there are.
 * @returns refusals of `readNotice`, `too-large`, `file-empty`, `watch-list-full`
 */
export async function watchFile(person: Person, caseId: string, request: Request): Promise<Outcome<WatchFileRead>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const incoming = await incomingFile(request, FILE_LIMIT)
  if (!incoming.ok) return incoming
  const bytes = await collect(incoming.value.bytes, FILE_LIMIT)
  if (!bytes.ok) return bytes
  const notice = readNotice(decodeText(bytes.value).text)
  if (!notice.ok) return notice
  const query = new URL(request.url).searchParams
  const name = cleanName(incoming.value.name ?? query.get('name') ?? notice.value.title ?? 'file')
  const { kind, title } = notice.value
  const add = [...notice.value.products.values()].map(({ id: _id, ...product }) => product)
  const dryRun = query.get('dry-run') === 'true'
  const source: WatchSource = kind === 'csaf' ? 'csaf' : 'sbom'
  const changed = await change(person, caseId, { add, remove: [], source, sourceName: name }, dryRun)
  return changed.ok ? ok({ ...changed.value, dryRun, title, products: add.length }) : changed
}

interface Wanted {
  readonly add: readonly Partial<Watched>[]
  readonly remove: readonly string[]
  readonly source: WatchSource
  readonly sourceName: string
}

async function change(
  person: Person,
  caseId: string,
  { add, remove, source, sourceName }: Wanted,
  dryRun = false,
): Promise<Outcome<WatchChanged>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const wanted = new Map<string, WatchEntry>()
  for (const each of add) {
    const tidy = tidyWatched(each)
    const key = watchKey(tidy)
    if (tidy.name !== '' && !wanted.has(key)) wanted.set(key, { ...tidy, key })
  }
  const recorded = await runtime().rooms.record(caseId, by, async ({ tx, at }) => {
    const all = await tx.select().from(watches).where(eq(watches.caseId, caseId))
    const now = new Map(all.flatMap((row) => (row.endedAt === null ? [[row.key, row] as const] : [])))
    const gone = [...new Set(remove)].flatMap((key) => now.get(key) ?? []).filter(({ key }) => !wanted.has(key))
    const fresh = [...wanted.values()].filter(({ key }) => !now.has(key))
    const answer = { added: fresh.length, removed: gone.length, there: wanted.size - fresh.length }
    if (dryRun || fresh.length + gone.length === 0) return ok({ entries: [], value: answer })
    if (now.size - gone.length + fresh.length > WATCH_MAX.entries) {
      const most = WATCH_MAX.entries.toLocaleString('en-GB')
      return refuse('watch-list-full', `A case watches at most ${most} products and components. Remove some first.`)
    }
    const revision = Math.max(0, ...all.map((row) => row.revision)) + 1
    const mark = {
      source,
      sourceName,
      side: by.side ?? ('' as const),
      personId: by.personId,
      at,
      endedAt: null,
      revision,
    }
    await endRows(
      tx,
      caseId,
      gone.map(({ key }) => key),
      at,
      revision,
    )
    await putRows(
      tx,
      fresh.map((entry): WatchRow => ({ caseId, ...entry, ...mark })),
    )
    for (const { key } of gone) now.delete(key)
    const names = (rows: readonly Watched[]) =>
      rows.slice(0, 20).map(({ name, version }) => [name, version].filter(Boolean).join(' ').slice(0, 300))
    const body = {
      revision,
      added: fresh.length,
      removed: gone.length,
      addedNames: names(fresh),
      removedNames: names(gone),
      ...(sourceName === '' ? {} : { source: sourceName.slice(0, 300) }),
      digest: digestOfKeys([...now.keys(), ...fresh.map(({ key }) => key)]),
    }
    return ok({ entries: [{ chain: 'shared', kind: 'watch.changed', body }], value: answer })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** The lines of a case that go along with a copy of it. @param side for another hospital: only what this side brought */
export async function copyWatchList(from: string, to: string, side: 'mdm' | 'hdo' | undefined): Promise<void> {
  const { db } = runtime()
  const rows = await db
    .select()
    .from(watches)
    .where(and(eq(watches.caseId, from)))
  const along = rows.filter((row) => row.endedAt === null && (side === undefined || row.side === side))
  await db.transaction((tx) =>
    putRows(
      tx,
      along.map((row) => ({ ...row, caseId: to, revision: 1 })),
    ),
  )
}
