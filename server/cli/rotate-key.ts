import { parseEnv } from '../env'
import { makeNextKey } from '../secrets'

/** `accord rotate-key`: leaves a new key beside the service's own. The next start lets it take over, case by case. */
export function rotateKey(): number {
  const { dataDir } = parseEnv(process.env)
  const made = makeNextKey(dataDir)
  if (!made.ok) {
    process.stderr.write(`${made.refusal.message}\n`)
    return 1
  }
  process.stdout.write(
    `A new key waits: ${made.value}\nStop every server of this store, then start one: the old key seals the change in every case.\n`,
  )
  return 0
}
