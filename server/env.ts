import { resolve } from 'node:path'
import { z } from 'zod'

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional())
const httpUrl = (name: string) =>
  z.string().refine((value) => /^https?:\/\/[^/]+\/?$/.test(value) && URL.canParse(value), {
    message: `${name} must be an address such as https://accord.example.org, without a path.`,
  })

const variables = z.object({
  PORT: optional(
    z.string().refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, {
      message: 'PORT must be a whole number from 0 to 65535 (0 takes any free port).',
    }),
  ),
  HOST: optional(z.string()),
  PUBLIC_URL: optional(httpUrl('PUBLIC_URL')),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
      message: 'DATABASE_URL must start with postgres:// ; leave it unset for the embedded store.',
    }),
  ),
  AUTH_SECRET: optional(
    z.string().min(32, 'AUTH_SECRET must have at least 32 characters; leave it unset to create one.'),
  ),
  OIDC_ISSUER: optional(z.string().refine((value) => URL.canParse(value), 'OIDC_ISSUER must be an address.')),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_SIDE_CLAIM: optional(z.string()),
  OIDC_ONLY: optional(
    z.enum(['0', '1', 'true', 'false'], { error: 'OIDC_ONLY must be true (no password signs anybody in) or false.' }),
  ),
  BREACHED_PASSWORDS: optional(z.string()),
  SMTP_URL: optional(
    z.string().refine((value) => /^smtps?:\/\//.test(value), 'SMTP_URL must start with smtp:// or smtps://.'),
  ),
  LOG_LEVEL: optional(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'LOG_LEVEL must be one of debug, info, warn, error, silent.',
    }),
  ),
  EVIDENCE_MAX_MB: optional(
    z.string().refine((value) => /^\d{1,4}$/.test(value) && Number(value) >= 1, {
      message: 'EVIDENCE_MAX_MB must be a whole number from 1 to 9999: megabytes of one evidence file.',
    }),
  ),
  EVIDENCE_CASE_MAX_MB: optional(
    z.string().refine((value) => /^\d{1,7}$/.test(value) && Number(value) >= 1, {
      message: 'EVIDENCE_CASE_MAX_MB must be a whole number from 1 to 9999999: megabytes of all files of one case.',
    }),
  ),
  METRICS_TOKEN: optional(
    z.string().regex(/^[\x21-\x7e]{16,}$/, 'METRICS_TOKEN must have at least 16 printable characters without spaces.'),
  ),
  DRAIN_SECONDS: optional(
    z.string().refine((value) => /^\d{1,3}$/.test(value), {
      message: 'DRAIN_SECONDS must be a whole number from 0 to 999: how long to go on after being asked to stop.',
    }),
  ),
  TRUST_PROXY: optional(
    z.enum(['0', '1', 'true', 'false'], { error: 'TRUST_PROXY must be 1 (behind a reverse proxy) or 0.' }),
  ),
})

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

export interface Env {
  readonly port: number
  readonly host: string
  /** The origin people open in the browser, without a trailing slash: what `Origin` is checked against. */
  readonly publicUrl: string
  /** Absolute. */
  readonly dataDir: string
  /** Absent: the embedded store in `dataDir`. */
  readonly databaseUrl?: string
  /** Absent: created once in `dataDir`. */
  readonly authSecret?: string
  /** `only`: nobody signs in by a password. */
  readonly oidc?: { issuer: string; clientId: string; clientSecret: string; sideClaim?: string; only: boolean }
  /** Absolute: a file of SHA-1 digests of breached passwords, in order. */
  readonly breachedPasswords?: string
  readonly smtpUrl?: string
  /** Bytes of one evidence file at most, and of all files that one case brings together. */
  readonly evidence: { readonly fileMax: number; readonly caseMax: number }
  readonly logLevel: LogLevel
  /** Who may read `/metrics`; absent: this machine alone. */
  readonly metricsToken?: string
  /** Between saying that it is not ready any more and taking no more connections. */
  readonly drainSeconds: number
  /** Whether `X-Forwarded-For` is believed. */
  readonly trustProxy: boolean
}

/** A setting is wrong; the message holds one sentence per setting, for the person who starts the server. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/** @param needs  a setting that means nothing without a service */
function oidcComplaint(issuer: string | undefined, needs: string | undefined): string | undefined {
  if (issuer === undefined) {
    if (needs === undefined) return undefined
    return `${needs} needs a sign-in service: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET too.`
  }
  const { protocol, hostname, search, hash } = new URL(issuer)
  if (search !== '' || hash !== '') return 'OIDC_ISSUER must be the address of the issuer alone, without ? or #.'
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'https:' || (protocol === 'http:' && loopback)) return undefined
  return 'OIDC_ISSUER must begin with https:// , or whoever sits between could sign in as anybody.'
}

/**
 * Reads the settings, once, at start.
 * @param source  usually `process.env`
 * @throws EnvError naming every wrong setting
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = variables.safeParse(source)
  if (!parsed.success) throw new EnvError(parsed.error.issues.map((issue) => issue.message).join('\n'))
  const v = parsed.data
  const port = Number(v.PORT ?? '3000')
  const oidcParts = [v.OIDC_ISSUER, v.OIDC_CLIENT_ID, v.OIDC_CLIENT_SECRET]
  if (oidcParts.some(Boolean) && !oidcParts.every(Boolean)) {
    throw new EnvError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.')
  }
  const onlyOidc = v.OIDC_ONLY === '1' || v.OIDC_ONLY === 'true'
  const complaint = oidcComplaint(v.OIDC_ISSUER, onlyOidc ? 'OIDC_ONLY' : v.OIDC_SIDE_CLAIM && 'OIDC_SIDE_CLAIM')
  if (complaint !== undefined) throw new EnvError(complaint)
  return {
    port,
    host: v.HOST ?? '127.0.0.1',
    publicUrl: (v.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
    dataDir: resolve(v.DATA_DIR ?? '.data'),
    databaseUrl: v.DATABASE_URL,
    authSecret: v.AUTH_SECRET,
    oidc: v.OIDC_ISSUER
      ? {
          // With and without a slash at its end it is one issuer: accounts are kept under it.
          issuer: v.OIDC_ISSUER.replace(/\/$/, ''),
          clientId: v.OIDC_CLIENT_ID ?? '',
          clientSecret: v.OIDC_CLIENT_SECRET ?? '',
          sideClaim: v.OIDC_SIDE_CLAIM,
          only: onlyOidc,
        }
      : undefined,
    breachedPasswords: v.BREACHED_PASSWORDS === undefined ? undefined : resolve(v.BREACHED_PASSWORDS),
    smtpUrl: v.SMTP_URL,
    evidence: {
      fileMax: Number(v.EVIDENCE_MAX_MB ?? '50') * 1_000_000,
      caseMax: Number(v.EVIDENCE_CASE_MAX_MB ?? '5000') * 1_000_000,
    },
    logLevel: v.LOG_LEVEL ?? 'info',
    metricsToken: v.METRICS_TOKEN,
    drainSeconds: Number(v.DRAIN_SECONDS ?? '0'),
    trustProxy: v.TRUST_PROXY === '1' || v.TRUST_PROXY === 'true',
  }
}
