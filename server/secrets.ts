import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { ed25519Signer } from './ed25519-signer'
import type { Env } from './env'
import type { Runtime } from './runtime'
import { syncPath } from './store/durable'

/**
 * The secret that session cookies are made with: from the settings, or created once in the data directory (mode 600).
 */
export function authSecret(env: Env): string {
  return env.authSecret ?? secretFile(env.dataDir, 'auth-secret')
}

/**
 * The service's Ed25519 key, created once in the data directory (mode 600). Losing it means that no later entry can
 * continue the seals of the earlier ones, so it belongs in every backup.
 */
export function serviceKey(env: Pick<Env, 'dataDir'>): Runtime['serviceKey'] {
  return keyOf(secretFile(env.dataDir, SERVICE_KEY))
}

/** The same key as it stands in its file, for a backup; undefined where there is none yet. @throws when the file holds no key */
export function serviceSecret(env: Pick<Env, 'dataDir'>): { secret: string; publicKeyHex: string } | undefined {
  const secret = readSecret(join(env.dataDir, SERVICE_KEY))
  return secret === undefined ? undefined : { secret, publicKeyHex: keyOf(secret).publicKeyHex }
}

const SERVICE_KEY = 'service-key'
const NEXT_KEY = 'service-key.next'

function keyOf(secret: string): Runtime['serviceKey'] {
  const seed = hexToBytes(secret)
  return {
    publicKeyHex: bytesToHex(ed25519.getPublicKey(seed)),
    sign: ed25519Signer(seed),
  }
}

/** [LED2] The key that is to take over at this start; undefined when none waits. @throws when the file holds no key */
export function nextServiceKey(env: Pick<Env, 'dataDir'>): Runtime['serviceKey'] | undefined {
  const secret = readSecret(join(env.dataDir, NEXT_KEY))
  return secret === undefined ? undefined : keyOf(secret)
}

/**
 * Makes a key that takes over at the next start. @returns its public half, hex; refuses while one waits already
 */
export function makeNextKey(dataDir: string): Outcome<string> {
  if (readSecret(join(dataDir, SERVICE_KEY)) === undefined) {
    return refuse('no-key', `There is no service key in ${dataDir} yet. Start the server once, or set DATA_DIR.`)
  }
  if (readSecret(join(dataDir, NEXT_KEY)) !== undefined) {
    return refuse('key-waits', 'A new key waits already. Start the server to let it take over.')
  }
  return ok(keyOf(secretFile(dataDir, NEXT_KEY)).publicKeyHex)
}

/** Puts the waiting key in the place of the service's. The old one is kept beside it, named by its public half. */
export function promoteNextKey(env: Pick<Env, 'dataDir'>): void {
  const [current, next] = [join(env.dataDir, SERVICE_KEY), join(env.dataDir, NEXT_KEY)]
  const old = `${current}.${serviceKey(env).publicKeyHex.slice(0, 16)}.old`
  if (readSecret(old) === undefined) linkSync(current, old)
  syncPath(env.dataDir)
  renameSync(next, current)
  syncPath(env.dataDir)
}

function secretFile(dataDir: string, name: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, name)
  const present = readSecret(path)
  if (present !== undefined) return present
  const secret = randomBytes(32).toString('hex')
  const draft = `${path}.new`
  const handle = openSync(draft, 'w', 0o600)
  writeSync(handle, secret)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(draft, path)
  syncPath(dataDir)
  return secret
}

/** @returns undefined when there is no such file. @throws when it holds no key */
function readSecret(path: string): string | undefined {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (/^[0-9a-f]{64}$/.test(secret)) return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  throw new Error(
    `The file ${path} does not hold a key. Put it back from a backup; it is never created anew over an old one.`,
  )
}
