import { canonicalJson } from '@/lib/gsn/canonical'
import { canonicalBytes } from '@/lib/gsn/digest'
import { METHODS, type Method, type Side } from './charter'
import type { LedgerHead } from './ledger-chain'
import type { RefusalCode } from './refusal-codes'
import { decodeUtf8 } from './utf8'

export const IN_TOTO = 'https://in-toto.io/Statement/v1'
export const PREDICATE_TYPE = 'urn:accord:act:1'

export const ACT_NAMES = ['sign', 'unsign', 'refuse', 'withdraw', 'confirm', 'terminate'] as const
export type Act = (typeof ACT_NAMES)[number]

/** What each act means, in the words that stand above the button and inside the statement. 21 CFR 11.50. */
export const MEANINGS = {
  sign: 'I have read this version and agree to it for my side, with the duties and the open points that it states.',
  refuse: 'I have read this version and refuse it for my side, for the reason that I give.',
  withdraw: 'I take this version back for the side that proposed it.',
  unsign: 'I take back my signature under this version, for the reason that I give.',
  confirm: 'I confirm for my side that the condition is met on which this version takes effect.',
  terminate: 'I end this agreement for my side, for the reason that I give.',
} as const satisfies Record<Act, string>

/** Minutes between preparing a statement and taking it. */
export const STATEMENT_MINUTES = 5

export interface Predicate {
  readonly act: Act
  readonly case: string
  readonly proposal: number
  readonly side: Side
  readonly signer: { readonly id: string; readonly name: string; readonly title: string }
  readonly meaning: string
  /** Every meaning the person could have chosen. */
  readonly offered: readonly string[]
  readonly reason: {
    readonly code: RefusalCode | ''
    readonly text: string
    readonly elements: readonly string[]
  }
  readonly method: Method
  readonly methodWords: string
  readonly prepared: string
  readonly expires: string
  readonly timeZone: string
  /** 128 random bits, hex. */
  readonly nonce: string
  /** Where the shared history stood: each signer witnesses it. */
  readonly ledger: LedgerHead
  /** Sections of the frozen version the person had open. */
  readonly coverage: readonly string[]
  /** SHA-256 of the page that was shown. */
  readonly view: string
  /** For `terminate` only: with the other side's agreement, or alone with notice. */
  readonly ending?: 'together' | 'notice'
}

export interface Statement {
  readonly _type: typeof IN_TOTO
  readonly subject: readonly [{ readonly name: 'manifest.json'; readonly digest: { readonly sha256: string } }]
  readonly predicateType: typeof PREDICATE_TYPE
  readonly predicate: Predicate
}

/** The statement a person signs: about one manifest, by its digest, and nothing else. */
export function makeStatement(
  manifestDigest: string,
  predicate: Omit<Predicate, 'meaning' | 'offered' | 'methodWords'>,
): Statement {
  return {
    _type: IN_TOTO,
    subject: [{ name: 'manifest.json', digest: { sha256: manifestDigest } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      ...predicate,
      meaning: MEANINGS[predicate.act],
      offered: Object.values(MEANINGS),
      methodWords: METHODS[predicate.method].words,
    },
  }
}

export function statementBytes(statement: Statement): Uint8Array {
  return canonicalBytes(statement)
}

/** Reads a statement from its bytes; undefined unless they are the canonical JSON of one. */
export function readStatement(bytes: Uint8Array): Statement | undefined {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Statement
    return canonicalJson(value) === text && isStatement(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isStatement(value: Statement): boolean {
  const { predicate } = value
  return (
    value._type === IN_TOTO &&
    value.predicateType === PREDICATE_TYPE &&
    value.subject.length === 1 &&
    value.subject[0].name === 'manifest.json' &&
    typeof value.subject[0].digest.sha256 === 'string' &&
    Object.hasOwn(MEANINGS, predicate.act) &&
    (predicate.side === 'mdm' || predicate.side === 'hdo') &&
    typeof predicate.signer.id === 'string' &&
    typeof predicate.nonce === 'string' &&
    Number.isSafeInteger(predicate.ledger.size) &&
    typeof predicate.ledger.head === 'string'
  )
}
