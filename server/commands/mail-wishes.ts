import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { MailWishesRequest } from '@/lib/mail/requests'
import type { Person } from '../auth/person'
import { keepWishes, readWishes, type Wishes } from '../mail/wishes'
import { runtime } from '../runtime'

export interface MailSettings extends Wishes {
  /** Whether this server sends mail at all. */
  readonly sends: boolean
}

/** [MAI4] What I am written about. */
export async function readMailSettings(person: Pick<Person, 'personId'>): Promise<Outcome<MailSettings>> {
  const { db, env } = runtime()
  return ok({ ...(await readWishes(db, person.personId)), sends: env.smtpUrl !== undefined })
}

/** [MAI4] Changes what I am written about. */
export async function setMailSettings(
  person: Pick<Person, 'personId'>,
  request: MailWishesRequest,
): Promise<Outcome<MailSettings>> {
  const { db, env } = runtime()
  return ok({ ...(await keepWishes(db, person.personId, request)), sends: env.smtpUrl !== undefined })
}
