import * as z from 'zod'

const organisation = z.strictObject({ organisation: z.string().trim().min(1).max(200) })
const rule = z.enum(['accept-with-reason', 'refuse'])
const role = z.string().trim().min(1).max(200)
const quorum = z.int().min(1).max(20)

const terms = {
  parties: z.strictObject({ mdm: organisation, hdo: organisation }),
  quorum: z.strictObject({ mdm: quorum, hdo: quorum }),
  roles: z.strictObject({ mdm: role, hdo: role }),
  methods: z
    .array(z.enum(['passkey', 'password']))
    .min(1)
    .max(2),
  passkeys: z
    .strictObject({
      rpId: z
        .string()
        .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, 'Give a host name in lower case, without https://.'),
      origins: z
        .array(
          z
            .string()
            .max(300)
            .regex(/^https?:\/\/[^/]+$/, 'Give an address such as https://accord.example.org.'),
        )
        .min(1)
        .max(10),
    })
    .nullable(),
  timeLimitDays: z.int().min(1).max(365),
  noticeDays: z.int().min(0).max(730),
  retentionYears: z.int().min(1).max(100),
  staleApprovals: rule,
  openThreads: rule,
}

/** What people decide about a charter; the service adds its version and its key. */
export const charterTerms = z.strictObject(terms)
export type CharterTerms = z.infer<typeof charterTerms>

/** A whole charter as the ledger holds it. */
export const charterSchema = z.strictObject({
  version: z.literal(2),
  ...terms,
  service: z.strictObject({ algorithm: z.literal('Ed25519'), publicKey: z.string().regex(/^[0-9a-f]{64}$/) }),
})
