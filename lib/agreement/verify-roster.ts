import { type Roster, SIDES } from './charter'
import { isLive, reduceDelegations } from './delegation-state'
import type { ChainedEntry } from './ledger-chain'
import { partPath } from './manifest'
import { reducePasskeys } from './passkey-state'
import type { Problem } from './verdict'

/**
 * [VER10] Every key in the frozen roster was enrolled and checked in the history before the version was proposed, and not
 * revoked; every delegation stood.
 * @param before the shared history up to the proposal
 */
export function checkRoster(roster: Roster, before: readonly ChainedEntry[], frozen: string): Problem[] {
  const where = partPath('roster')
  const known = reducePasskeys(before)
  const delegations = reduceDelegations(before)
  return SIDES.flatMap((side) =>
    roster[side].flatMap(({ id, name, keys = [], standsFor }): Problem[] => {
      const wrong = keys.flatMap((key): Problem[] => {
        const say = (message: string) => [{ code: 'roster-key', where, message }]
        const { label } = key
        const found = known.get(key.credential)
        if (found === undefined) return say(`The history does not know the passkey “${label}” of ${name}.`)
        if (found.person !== id || found.side !== side || found.publicKey !== key.publicKey) {
          return say(`The passkey “${label}” is enrolled for somebody else than ${name}, or with another key.`)
        }
        if (found.checked?.entry !== key.checked.entry || found.enrolled.entry !== key.entry) {
          return say(`Nobody had checked that the passkey “${label}” is ${name}’s.`)
        }
        return found.revoked === undefined ? [] : say(`The passkey “${label}” of ${name} had been revoked.`)
      })
      if (standsFor === undefined) return wrong
      const stood = delegations.some((d) => d.from.id === standsFor.id && d.to.id === id && isLive(d, frozen))
      if (stood) return wrong
      return [...wrong, { code: 'roster-delegate', where, message: `${standsFor.name} had not let ${name} sign.` }]
    }),
  )
}
