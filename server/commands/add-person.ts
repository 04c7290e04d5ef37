import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { hashPassword, newPasswordComplaint } from '../auth/passwords'
import { normalEmail } from '../auth/sign-in'
import type { Db } from '../store/db'
import { organisations, people } from '../store/schema'

const request = z.object({
  email: z.email('Give an e-mail address with --email.').max(320),
  name: z.string('Give a name with --name.').trim().min(1, 'Give a name with --name.').max(200),
  organisation: z.string().trim().min(1).max(200).optional(),
  side: z.enum(['mdm', 'hdo'], 'The side is mdm or hdo.').optional(),
  /** Administers the organisation; whoever comes first into one does anyway. */
  administrator: z.boolean().default(false),
  password: z.string(),
})

/**
 * [ORG1] Makes an account for somebody, and their organisation where it is new. Who comes first into an organisation
 * administers it.
 * @param breached the file of breached passwords, where there is one
 * @returns refusals `invalid` (what is wrong, as a sentence), `conflict` (there is an account, or the organisation stands
 *   on the other side)
 */
export async function addPerson(
  { db, clock, ids }: { db: Db; clock: () => string; ids: () => string },
  given: unknown,
  breached?: string,
): Promise<Outcome<{ id: string; email: string }>> {
  const parsed = request.safeParse(given)
  if (!parsed.success) return refuse('invalid', parsed.error.issues[0]?.message ?? 'The arguments do not fit.')
  const { name, organisation, side, password, administrator } = parsed.data
  const email = normalEmail(parsed.data.email)
  const complaint = await newPasswordComplaint(password, [email, name], breached)
  if (complaint !== undefined) return refuse('invalid', complaint)
  const [there] = await db.select().from(people).where(eq(people.email, email))
  if (there) return refuse('conflict', `There is an account for ${email} already.`)
  const home = organisation === undefined ? undefined : await homeOf(db, { id: ids(), at: clock() }, organisation, side)
  if (home !== undefined && !home.ok) return home
  const passwordHash = await hashPassword(password)
  const id = ids()
  // Somebody has to let the others in.
  const first = home !== undefined && !(await isAdministered(db, home.value))
  const administersHome = administrator || first
  await db
    .insert(people)
    .values({ id, email, name, organisationId: home?.value, passwordHash, administersHome, createdAt: clock() })
  return ok({ id, email })
}

async function isAdministered(db: Db, organisationId: string): Promise<boolean> {
  const there = and(
    eq(people.organisationId, organisationId),
    eq(people.administersHome, true),
    eq(people.disabled, false),
  )
  return (await db.select({ id: people.id }).from(people).where(there).limit(1)).length > 0
}

/** The id of the organisation of that name, which is made when it is new. */
async function homeOf(
  db: Db,
  fresh: { id: string; at: string },
  name: string,
  side: 'mdm' | 'hdo' | undefined,
): Promise<Outcome<string>> {
  await db.insert(organisations).values({ id: fresh.id, name, side, createdAt: fresh.at }).onConflictDoNothing()
  const [row] = await db.select().from(organisations).where(eq(organisations.name, name))
  if (row === undefined) throw new Error(`The organisation ${name} was not kept`)
  if (side !== undefined && row.side !== side) {
    return refuse('conflict', `${name} stands on the other side. Leave --side out, or name another organisation.`)
  }
  return ok(row.id)
}
