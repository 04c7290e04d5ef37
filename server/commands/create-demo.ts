import { eq } from 'drizzle-orm'
import { FRAME } from '@/catalog/example/device'
import { ALL_RIGHTS, type Right, type Side } from '@/lib/access/policy'
import { must } from '@/lib/gsn/outcome'
import type { CreateCaseRequest } from '@/lib/wire/requests'
import { adoptOffered } from '../agreement/charter-store'
import { hashPassword } from '../auth/passwords'
import type { Runtime } from '../runtime'
import { cases, organisations, people } from '../store/schema'
import { buildCase, type Founder } from './build-case'
import { fillExample } from './create-example'

/** Said on the sign-in page and at start, in demo mode only. */
export const DEMO_PASSWORD = 'accord-demo'

interface Part {
  readonly side?: Side
  readonly rights: readonly Right[]
}

const EDITOR: readonly Right[] = ['read', 'comment', 'edit', 'approve', 'propose']

/** What each demo person may do in the worked example. The addresses are promised to other programs. */
const PARTS: Readonly<Record<string, Part>> = {
  'admin@mdm.example': { side: 'mdm', rights: ALL_RIGHTS },
  'admin@hdo.example': { side: 'hdo', rights: ALL_RIGHTS },
  'editor@mdm.example': { side: 'mdm', rights: EDITOR },
  'editor@hdo.example': { side: 'hdo', rights: EDITOR },
  'reviewer@hdo.example': { side: 'hdo', rights: ['read', 'comment', 'approve'] },
  'reader@assessor.example': { rights: ['read'] },
}

const ASSESSOR = 'Brightwater Assessment'
const OUTSIDE = 'Somewhere Else Ltd'

const ORGANISATIONS: readonly { name: string; side?: Side }[] = [
  { name: FRAME.mdm.organisation, side: 'mdm' },
  { name: FRAME.hdo.organisation, side: 'hdo' },
  { name: ASSESSOR },
  { name: OUTSIDE },
]

function organisationOf(email: string): string {
  const part = PARTS[email]
  if (part?.side) return FRAME[part.side].organisation
  return part ? ASSESSOR : OUTSIDE
}

/** The worked example as somebody would ask for it. */
export const EXAMPLE_REQUEST: CreateCaseRequest = {
  title: FRAME.title,
  template: 'example',
  device: {
    name: FRAME.device.product,
    model: FRAME.device.model,
    version: FRAME.device.version,
    intendedUse: FRAME.device.intendedUse,
    environment: FRAME.device.environment,
  },
  mdm: FRAME.mdm,
  hdo: FRAME.hdo,
}

/**
 * Makes the demo people and the worked example unless they are there. May be run again at any time; a start that was cut
 * short is completed by the next one (a half-built example is a draft, and drafts are discarded at start).
 */
export async function ensureDemo(runtime: Runtime): Promise<void> {
  const ids = await ensurePeople(runtime)
  const [present] = await runtime.db.select({ id: cases.id }).from(cases).where(eq(cases.template, 'example')).limit(1)
  if (present) return
  const founders = FRAME.people.flatMap(({ email, name }): Founder[] => {
    const part = PARTS[email]
    return part ? [{ personId: ids.get(email) ?? '', name, participation: part }] : []
  })
  const [first, ...others] = founders
  if (!first) throw new Error('The worked example needs people.')
  const authors = [first, ...others].map(({ personId, name, participation }) => ({
    personId,
    name,
    side: participation.side,
  }))
  const organisations = { mdmOrganisation: FRAME.mdm.organisation, hdoOrganisation: FRAME.hdo.organisation }
  const administrators = founders
    .filter(({ participation }) => participation.rights.includes('administer'))
    .map(({ personId, name, participation: { side } }) => ({ personId, name, ...(side === undefined ? {} : { side }) }))
  const outcome = await buildCase(runtime, EXAMPLE_REQUEST, [first, ...others], async (caseId, by) => {
    const filled = await fillExample(runtime, caseId, [by, ...authors.slice(1)])
    return filled.ok ? adoptOffered(runtime, caseId, organisations, administrators) : filled
  })
  must(outcome)
}

/** @returns the ids of the demo people by address */
async function ensurePeople({ db, ids, clock }: Runtime): Promise<ReadonlyMap<string, string>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  for (const { name, side } of ORGANISATIONS) {
    await db.insert(organisations).values({ id: ids(), name, side, createdAt: clock() }).onConflictDoNothing()
  }
  const homes = new Map((await db.select().from(organisations)).map(({ name, id }) => [name, id]))
  for (const { email, name } of FRAME.people) {
    const row = {
      id: ids(),
      email,
      name,
      organisationId: homes.get(organisationOf(email)),
      passwordHash,
      administersHome: PARTS[email]?.rights.includes('administer') ?? false,
      createdAt: clock(),
    }
    await db.insert(people).values(row).onConflictDoNothing()
  }
  return new Map((await db.select().from(people)).map(({ email, id }) => [email, id]))
}
