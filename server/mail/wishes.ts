import { eq } from 'drizzle-orm'
import { choiceOf, DIGEST_TIME, MAIL_KINDS, type MailChoice, type MailKind } from '@/lib/mail/kinds'
import type { Db, Tx } from '../store/db'
import { mailWishes } from '../store/schema'
import type { Ends } from './unsubscribe'

/** What a person wants to hear of by mail, complete. */
export interface Wishes {
  readonly choices: Readonly<Record<MailKind, MailChoice>>
  /** Time of day in UTC, HH:MM. */
  readonly digestTime: string
}

/** [MAI4] The wishes of a person, with what is usual wherever they have not chosen. */
export async function readWishes(db: Db | Tx, personId: string): Promise<Wishes> {
  const [row] = await db.select().from(mailWishes).where(eq(mailWishes.personId, personId))
  const kinds = Object.keys(MAIL_KINDS) as MailKind[]
  return {
    choices: Object.fromEntries(kinds.map((kind) => [kind, choiceOf(row?.choices, kind)])) as Wishes['choices'],
    digestTime: row?.digestTime ?? DIGEST_TIME,
  }
}

/** Keeps wishes; what is left out stays as it is. */
export async function keepWishes(
  db: Db,
  personId: string,
  change: { readonly choices?: Readonly<Partial<Record<MailKind, MailChoice>>>; readonly digestTime?: string },
): Promise<Wishes> {
  return db.transaction(async (tx) => {
    // Made first where there is none, so that two who write at once wait for each other and neither loses a choice.
    await tx.insert(mailWishes).values({ personId, choices: {}, digestTime: DIGEST_TIME }).onConflictDoNothing()
    const [row] = await tx.select().from(mailWishes).where(eq(mailWishes.personId, personId)).for('update')
    await tx
      .update(mailWishes)
      .set({
        choices: { ...row?.choices, ...change.choices },
        ...(change.digestTime === undefined ? {} : { digestTime: change.digestTime }),
      })
      .where(eq(mailWishes.personId, personId))
    return readWishes(tx, personId)
  })
}

/** [MAI6] Ends one kind of mail for a person; ending the digest ends every kind that is told in it. */
export async function endMail(db: Db, personId: string, kind: Ends): Promise<void> {
  if (kind !== 'all-digests') return void (await keepWishes(db, personId, { choices: { [kind]: 'off' } }))
  const { choices } = await readWishes(db, personId)
  const told = (Object.keys(choices) as MailKind[]).filter((each) => choices[each] === 'digest')
  await keepWishes(db, personId, { choices: Object.fromEntries(told.map((each) => [each, 'off'])) })
}
