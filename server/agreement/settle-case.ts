import { lte } from 'drizzle-orm'
import { SERVICE } from '@/lib/agreement/due'
import { ok } from '@/lib/gsn/outcome'
import type { Runtime } from '../runtime'
import { agreementDue } from '../store/schema'
import type { Author } from '../sync/rooms'
import { agreementNow, conclude } from './agreement-now'
import { sharedOf } from './context'

const BY_SERVICE: Author = { personId: SERVICE.id, name: SERVICE.name }

/** How often the clock is looked at, in milliseconds. Whoever reads an agreement sees what is due at once anyway. */
const EVERY = 30_000

/** [AGR11] Records what the clock and lost rights have made of a case's agreement. Nothing when nothing is due. */
export async function settleCase({ rooms }: Pick<Runtime, 'rooms'>, caseId: string): Promise<void> {
  await rooms.record(caseId, BY_SERVICE, async ({ entries, tx, at }) => {
    const now = await agreementNow(tx, caseId, sharedOf(entries), at)
    const { entries: due } = await conclude(tx, caseId, now, BY_SERVICE, [])
    return ok({ entries: due, value: undefined })
  })
}

/** Settles every case whose time has come. A case that cannot be settled now is tried again. */
export async function settleDue(current: Pick<Runtime, 'db' | 'rooms' | 'clock' | 'log'>): Promise<void> {
  const due = await current.db.select().from(agreementDue).where(lte(agreementDue.at, current.clock()))
  for (const { caseId } of due) {
    try {
      await settleCase(current, caseId)
    } catch (error) {
      current.log.error('agreement.not-settled', error, { caseId })
    }
  }
}

/** Looks at the clock from time to time until it is told to stop. */
export function watchAgreements(current: Pick<Runtime, 'db' | 'rooms' | 'clock' | 'log'>): { stop(): Promise<void> } {
  let working: Promise<void> | undefined
  const look = () => {
    working ??= settleDue(current)
      .catch((error) => current.log.error('agreement.clock-failed', error))
      .finally(() => {
        working = undefined
      })
  }
  const timer = setInterval(look, EVERY)
  timer.unref()
  look()
  return {
    async stop() {
      clearInterval(timer)
      await working
    },
  }
}
