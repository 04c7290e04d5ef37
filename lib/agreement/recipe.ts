import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { decodeBase64, encodeBase64 } from './base64'
import { decodeBase64Url } from './base64url'
import { type Roster, SIDE_WORD, SIDES } from './charter'
import { readCharterStatement } from './charter-statement'
import { readCoseKey } from './cose-key'
import { type Envelope, STATEMENT_TYPE } from './dsse'
import type { ChainedEntry } from './ledger-chain'
import { reducePasskeys } from './passkey-state'
import { readStatement } from './statement'

/** DER in front of the 32 bytes of an Ed25519 public key. RFC 8410, section 4. */
const ED25519_PREFIX = '302a300506032b6570032100'
/** DER in front of the two coordinates of a P-256 public key: its algorithm, its curve, "uncompressed". RFC 5480. */
const P256_PREFIX = '3059301306072a8648ce3d020106082a8648ce3d03010703420004'
const RSA_ALGORITHM = '300d06092a864886f70d0101010500'

/** An Ed25519 public key as PEM, for openssl. */
export function publicKeyPem(publicKeyHex: string): string {
  const der = concatBytes(hexToBytes(ED25519_PREFIX), hexToBytes(publicKeyHex))
  return `-----BEGIN PUBLIC KEY-----\n${encodeBase64(der)}\n-----END PUBLIC KEY-----`
}

/** The file that the recipe keeps a key of the service in, by the name that envelopes give it. */
export function serviceKeyFile(keyid: string): string {
  return `service-${keyid.replace(/[^0-9a-f]/g, '').slice(0, 16)}.pem`
}

/**
 * Shell commands that check one envelope with sha256sum and openssl 3, with nothing taken on trust but the files of the
 * bundle: the key of a passkey is cut out of the frozen roster, byte by byte.
 * @param number  of the envelope, from 1; `passkey` its number among those that a passkey signed
 */
export function envelopeRecipe(
  envelope: Envelope,
  number: number,
  passkey: number,
  { roster, entries }: KeySources,
): string {
  const webauthn = envelope.signatures[0]?.webauthn
  const lines = [
    `  n=${number}`,
    `  grep -o '"payload":"[^"]*"' signatures.json | sed -n "\${n}p" | cut -d'"' -f4 | base64 -d > statement.json`,
    `  grep -o '"sig":"[^"]*"' signatures.json | sed -n "\${n}p" | cut -d'"' -f4 | base64 -d > statement.sig`,
    `  { printf 'DSSEv1 ${STATEMENT_TYPE.length} ${STATEMENT_TYPE} %d ' "$(wc -c < statement.json)"; cat statement.json; } > signed.bin`,
  ]
  if (webauthn === undefined) {
    const pem = serviceKeyFile(envelope.signatures[0]?.keyid ?? '')
    lines.push(`  openssl pkeyutl -verify -pubin -inkey ${pem} -rawin -in signed.bin -sigfile statement.sig`)
    return lines.join('\n')
  }
  const key = keyRecipe(webauthn.credential, { roster, entries })
  if (key === undefined) return `${lines.join('\n')}\n  false # no file names the passkey of this envelope`
  lines.push(
    `  m=${passkey}`,
    `  grep -o '"authenticatorData":"[^"]*"' signatures.json | sed -n "\${m}p" | cut -d'"' -f4 | base64 -d > device.bin`,
    `  grep -o '"clientDataJSON":"[^"]*"' signatures.json | sed -n "\${m}p" | cut -d'"' -f4 | base64 -d > browser.json`,
    `  challenge=$(openssl dgst -sha256 -binary signed.bin | base64 | tr '+/' '-_' | tr -d '=')`,
    `  grep -q "\\"challenge\\":\\"$challenge\\"" browser.json && echo "The passkey was asked for exactly this statement" ||`,
    '    { echo "The passkey was asked for something else"; false; }',
    '  { cat device.bin; openssl dgst -sha256 -binary browser.json; } > signed.bin',
    ...key.lines,
    `  openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin${key.digest} -in signed.bin -sigfile statement.sig`,
  )
  return lines.join('\n')
}

/** What stands above the recipe of an envelope: who it is of. Whatever people wrote in their names stays on one line. */
export function envelopeTitle(envelope: Envelope): string {
  const payload = decodeBase64(envelope.payload)
  const statement = payload === undefined ? undefined : (readStatement(payload) ?? readCharterStatement(payload))
  if (statement === undefined) return 'a statement that cannot be read'
  const { signer, side } = statement.predicate
  const act = 'charter' in statement.predicate ? 'adopt the charter' : statement.predicate.act
  return `${act}, ${signer.name.replace(/\s+/g, ' ').slice(0, 80)}, for the ${SIDE_WORD[side]}`
}

/** Where the files of a bundle name the keys of persons. */
export interface KeySources {
  readonly roster: Roster
  readonly entries: readonly ChainedEntry[]
}

function keyRecipe(
  credential: string,
  { roster, entries }: KeySources,
): { readonly lines: string[]; readonly digest: string } | undefined {
  const rostered = SIDES.flatMap((side) => roster[side].flatMap((s) => s.keys ?? [])).find(
    (k) => k.credential === credential,
  )
  // Who adopts a charter, or ends an agreement later, need not be a signatory: the history told both sides their key.
  const found = rostered ?? reducePasskeys(entries).get(credential)
  const file = rostered === undefined ? 'ledger.json' : 'content/roster.json'
  const cose = found === undefined ? undefined : decodeBase64Url(found.publicKey)
  const key = cose === undefined ? undefined : readCoseKey(cose)
  if (found === undefined || cose === undefined || key === undefined) return undefined
  const padding = '='.repeat((4 - (found.publicKey.length % 4)) % 4)
  const cut = (part: Uint8Array) => `tail -c +${positionOf(part, cose) + 1} key.cose | head -c ${part.length}`
  const der =
    key.algorithm === -7
      ? [octal(P256_PREFIX), cut(key.x), cut(key.y)]
      : key.algorithm === -8
        ? [octal(ED25519_PREFIX), cut(key.x)]
        : rsaRecipe(key.n, key.e, cut)
  return {
    lines: [
      `  grep -o '"credential":"${credential}".*' ${file} | grep -o '"publicKey":"[^"]*"' | head -n 1 |`,
      `    cut -d'"' -f4 | { tr -d '\\n'; printf '${padding}'; } | tr -- '-_' '+/' | base64 -d > key.cose`,
      `  { ${der.join('; ')}; } > key.der`,
    ],
    digest: key.algorithm === -8 ? '' : ' -digest sha256',
  }
}

function rsaRecipe(n: Uint8Array, e: Uint8Array, cut: (part: Uint8Array) => string): string[] {
  // A leading bit of one needs a zero byte in front: DER integers are signed.
  const sign = (part: Uint8Array) => ((part[0] ?? 0) >= 128 ? '00' : '')
  const nHead = `02${derLength(n.length + sign(n).length / 2)}${sign(n)}`
  const eHead = `02${derLength(e.length + sign(e).length / 2)}${sign(e)}`
  const inner = (nHead.length + eHead.length) / 2 + n.length + e.length
  const sequence = `30${derLength(inner)}`
  const bits = `03${derLength(1 + sequence.length / 2 + inner)}00`
  const all = RSA_ALGORITHM.length / 2 + bits.length / 2 + sequence.length / 2 + inner
  return [octal(`30${derLength(all)}${RSA_ALGORITHM}${bits}${sequence}${nHead}`), cut(n), octal(eHead), cut(e)]
}

function derLength(length: number): string {
  const hex = length.toString(16).padStart(length > 255 ? 4 : 2, '0')
  return length < 128 ? hex : length < 256 ? `81${hex}` : `82${hex}`
}

/** Bytes as every printf takes them. */
function octal(hex: string): string {
  return `printf '${[...hexToBytes(hex)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}'`
}

function positionOf(part: Uint8Array, whole: Uint8Array): number {
  return bytesToHex(whole).indexOf(bytesToHex(part)) / 2
}
