import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { encodeBase64 } from './base64'
import { METHODS } from './charter'

/** DER in front of the 32 bytes of an Ed25519 public key. RFC 8410, section 4. */
const SPKI_PREFIX = '302a300506032b6570032100'

/** An Ed25519 public key as PEM, for openssl. */
export function publicKeyPem(publicKeyHex: string): string {
  const der = concatBytes(hexToBytes(SPKI_PREFIX), hexToBytes(publicKeyHex))
  return `-----BEGIN PUBLIC KEY-----\n${encodeBase64(der)}\n-----END PUBLIC KEY-----`
}

/** The bundle's README: what it is, and how to check it with and without the verifier inside. */
export function readmeText(digest: string, servicePublicKey: string): string {
  return `A signed version of a security responsibility agreement
=======================================================

Digest of this version (SHA-256 of manifest.json):

  ${digest}

Compare it with the digest on your receipt, or ask the other side for theirs.

What is inside
  view/agreement.html   the page that both sides read and signed: open it in a browser
  content/*.json        the same as data
  manifest.json         lists every part with its SHA-256
  signatures.json       the statements that people signed, in envelopes
  ledger.json           the sealed history of the agreement
  verify.mjs            checks everything; needs Node.js 20 or later, no network

Check everything (prints VALID, or what is wrong and where)

  node verify.mjs FILE.rab

A program that comes with a file can only be trusted as far as the file. To be independent of it, use a verifier from
another source, or check by hand as follows.

Check by hand with sha256sum and openssl 3
------------------------------------------
In a shell, in an empty folder, after: unzip FILE.rab

1. The digest, and each part against the manifest

  sha256sum manifest.json
  grep -o '"path":"[^"]*","sha256":"[0-9a-f]*"' manifest.json |
    sed 's/"path":"\\([^"]*\\)","sha256":"\\([0-9a-f]*\\)"/\\2  \\1/' | sha256sum -c

2. The signatures (repeat with n=2, n=3 ... for each envelope)

  cat > service.pem <<'END'
${publicKeyPem(servicePublicKey)}
END
  n=1
  grep -o '"payload":"[^"]*"' signatures.json | sed -n "\${n}p" | cut -d'"' -f4 | base64 -d > statement.json
  grep -o '"sig":"[^"]*"' signatures.json | sed -n "\${n}p" | cut -d'"' -f4 | base64 -d > statement.sig
  { printf 'DSSEv1 28 application/vnd.in-toto+json %d ' "$(wc -c < statement.json)"; cat statement.json; } > signed.bin
  openssl pkeyutl -verify -pubin -inkey service.pem -rawin -in signed.bin -sigfile statement.sig

3. Read statement.json: its subject names the digest of step 1, its predicate says who did what, for which side.

What the signatures prove
  ${METHODS.password.words}
  The key above also stands in content/charter.json, which the digest covers.
`
}
