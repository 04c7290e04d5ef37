import { inArray } from 'drizzle-orm'
import { runtime } from '../runtime'
import { people } from '../store/schema'
import { SERVICE } from '../sync/migrate-case'

/** What people are called, also those who have gone. @returns a name for every id */
export async function namesOf(ids: Iterable<string>): Promise<(id: string) => string> {
  const wanted = [...new Set(ids)]
  const rows =
    wanted.length === 0
      ? []
      : await runtime().db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, wanted))
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? (id === SERVICE ? 'Accord' : 'Someone who was removed')
}
