import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
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
export function serviceKey(env: Env): Runtime['serviceKey'] {
  const seed = hexToBytes(secretFile(env.dataDir, 'service-key'))
  return {
    publicKeyHex: bytesToHex(ed25519.getPublicKey(seed)),
    sign: ed25519Signer(seed),
  }
}

function secretFile(dataDir: string, name: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, name)
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (/^[0-9a-f]{64}$/.test(secret)) return secret
    throw new Error(
      `The file ${path} does not hold a key. Put it back from a backup; it is never created anew over an old one.`,
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
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
