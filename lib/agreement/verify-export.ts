import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import { exportBytes, LEDGER_PATH, NEEDED_PATHS, OUTSIDE_PATHS, SIGNATURES_PATH, type SignaturesFile } from './bundle'
import type { VerifySignature } from './ed25519'
import type { Manifest } from './manifest'
import type { Problem } from './verdict'

/** [VER4] The service's seal over everything that the manifest does not cover. */
export function checkExport(
  { version, export: statement, envelopes }: SignaturesFile,
  files: ReadonlyMap<string, Uint8Array>,
  is: { digest: string; size: number; head: string; serviceKey: string; manifest: Manifest },
  verify: VerifySignature,
): Problem[] {
  const problems: Problem[] = []
  const say = (where: string, message: string) => problems.push({ code: 'export', where, message })
  if (!verify(statement.seal, exportBytes(statement), is.serviceKey)) {
    say(SIGNATURES_PATH, "The seal of the export is not one of the charter's service key.")
  }
  if (statement.version !== (version === 3 ? 3 : undefined)) {
    say(SIGNATURES_PATH, 'The export was made in another format than the file says.')
  }
  if (statement.manifest !== is.digest) say(SIGNATURES_PATH, 'The export was made for another version.')
  if (statement.ledger.size !== is.size || statement.ledger.head !== is.head) {
    say(LEDGER_PATH, `The history holds ${is.size} entries; ${statement.ledger.size} were exported.`)
  }
  if (statement.envelopes !== sha256Hex(canonicalBytes(envelopes))) {
    say(SIGNATURES_PATH, 'The envelopes are not those that were exported.')
  }
  const known: readonly string[] = OUTSIDE_PATHS[version]
  const listed = statement.files.map((f) => f.path)
  const present = known.filter((path) => files.has(path))
  if (listed.join(' ') !== present.join(' ') || NEEDED_PATHS.some((path) => !listed.includes(path))) {
    say(SIGNATURES_PATH, 'The export does not list the files that this bundle holds.')
  }
  for (const { path, sha256 } of statement.files) {
    const bytes = files.get(path)
    if (bytes === undefined || sha256Hex(bytes) !== sha256) say(path, 'This file is not the one that was exported.')
  }
  const absent = statement.absent ?? []
  for (const { path, held } of is.manifest.parts) {
    if (held !== 'embedded' || files.has(path) !== absent.includes(path)) continue
    say(path, files.has(path) ? 'The service said that it had lost this file.' : 'This file of evidence is missing.')
  }
  return problems
}
