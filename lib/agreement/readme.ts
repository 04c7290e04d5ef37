import { METHODS } from './charter'
import { type Envelope, keyId } from './dsse'
import { envelopeRecipe, envelopeTitle, type KeySources, publicKeyPem, serviceKeyFile } from './recipe'

/**
 * The bundle's README: what it is, and how to check it with and without the verifier inside.
 * @param serviceKeys every key that the service has had, hex: an envelope is checked with the one of its day
 */
export function readmeText(
  digest: string,
  serviceKeys: readonly string[],
  envelopes: readonly Envelope[],
  keys: KeySources,
): string {
  const byPasskey = envelopes.map((envelope) => envelope.signatures[0]?.webauthn !== undefined)
  const recipes = envelopes.map((envelope, i) => {
    const passkey = byPasskey.slice(0, i + 1).filter(Boolean).length
    return `2.${i + 1} ${envelopeTitle(envelope)}\n\n${envelopeRecipe(envelope, i + 1, passkey, keys)}\n`
  })
  const used = [
    ...(byPasskey.includes(true) ? [METHODS.passkey.words] : []),
    ...(byPasskey.includes(false) ? [METHODS.password.words] : []),
  ]
  return `A signed version of a security responsibility agreement
=======================================================

Digest of this version (SHA-256 of manifest.json):

  ${digest}

Compare it with the digest on your receipt, or ask the other side for theirs.

What is inside
  view/agreement.html   the page that both sides read and signed: open it in a browser
  agreement.pdf         the same on paper, with a page for each signature
  content/*.json        the same as data
  evidence/*            files of evidence, each named by its SHA-256
  manifest.json         lists every part with its SHA-256
  signatures.json       the statements that people signed, in envelopes: of the charter, then of this version
  ledger.json           the sealed history of the agreement
  verify.html           checks everything: open it in a browser and drop FILE.rab on it; no network
  verify.mjs            checks everything on the command line; needs Node.js 20 or later, no network

Check everything (says VALID, VALID WITH REMARKS, or NOT VALID and what is wrong where)

  node verify.mjs FILE.rab

A program that comes with a file can only be trusted as far as the file. To be independent of it, use a verifier from
another source, or check by hand as follows.

Check by hand with sha256sum and openssl 3
------------------------------------------
In a shell, in an empty folder, after: unzip FILE.rab

1. The digest, and each part against the manifest

  sha256sum manifest.json
  grep -o '"path":"[^"]*","sha256":"[0-9a-f]*"' manifest.json |
    sed 's/"path":"\\([^"]*\\)","sha256":"\\([0-9a-f]*\\)"/\\2  \\1/' |
    while read -r hash path; do [ ! -e "$path" ] || printf '%s  %s\\n' "$hash" "$path"; done | sha256sum -c

2. The signatures, one after the other

${serviceKeys.map(pemFile).join('\n')}

${recipes.join('\n')}
3. Read statement.json of each: its subject names the digest of step 1, its predicate says who did what, for which side.

What the signatures prove
  ${used.join('\n  ')}
  The key of the service also stands in content/charter.json (and in ledger.json, where it changed), the keys of the persons in content/roster.json. The digest
  covers both. The key of whoever adopted the charter without being a signatory stands in ledger.json, which is sealed.
`
}

function pemFile(serviceKey: string): string {
  return `  cat > ${serviceKeyFile(keyId(serviceKey))} <<'END'\n${publicKeyPem(serviceKey)}\nEND`
}
