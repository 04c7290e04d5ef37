import { z } from 'zod'

/** Names of parts in the archive. */
export const MANIFEST = 'manifest.json'
export const MANIFEST_DIGEST = 'manifest.sha256'
export const SERVICE_KEY_PART = 'secrets/service-key'
export const filePart = (sha256: string) => `files/${sha256}`

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a backup says of itself, as its last part but one; the last is the digest of this one. */
export const backupManifest = z.object({
  format: z.literal('accord-backup'),
  version: z.literal(1),
  /** The moment that it shows. */
  at: z.string(),
  /** Digests of the migrations that had made the tables. */
  migrations: z.array(z.string()),
  /** In an order in which they can be filled: no row names one that comes later. */
  tables: z.array(z.object({ name: z.string(), rows: z.number().int() })),
  cases: z.number().int(),
  /** It holds this case alone: to be kept, not to be restored. */
  only: z.string().optional(),
  files: z.object({
    kept: z.number().int(),
    /** Evidence files that the tables name and the store did not have whole. */
    lost: z.array(sha256),
  }),
  /** Public half of the service's key, hex. */
  serviceKey: z.string().optional(),
  parts: z.array(
    z.object({
      name: z.string(),
      size: z.number().int(),
      sha256,
      /** Of which table these are rows: a gzip of lines, each a row as JSON. */
      table: z.string().optional(),
      rows: z.number().int().optional(),
    }),
  ),
})

export type BackupManifest = z.infer<typeof backupManifest>
export type BackupPart = BackupManifest['parts'][number]
