import { canonicalJson } from '@/lib/gsn/canonical'
import { canonicalBytes } from '@/lib/gsn/digest'
import { METHODS, type Method, type Side } from './charter'
import type { LedgerHead } from './ledger-chain'
import { IN_TOTO, STATEMENT_MINUTES } from './statement'
import { decodeUtf8 } from './utf8'

export const CHARTER_PREDICATE = 'urn:accord:charter:1'

/** What adopting a charter means, in the words that stand above the button and inside the statement. */
export const ADOPT_MEANING =
  'I have read this charter and adopt it for my side. From then on, versions are proposed and signed under its rules, until both sides adopt another.'

/** What an administrator signs: one charter, by the digest of its bytes, which a version freezes as content/charter.json. */
export interface CharterStatement {
  readonly _type: typeof IN_TOTO
  readonly subject: readonly [{ readonly name: 'content/charter.json'; readonly digest: { readonly sha256: string } }]
  readonly predicateType: typeof CHARTER_PREDICATE
  readonly predicate: {
    readonly act: 'adopt'
    readonly case: string
    readonly charter: number
    /** Digest of the charter that it takes the place of; null for the first. */
    readonly supersedes: string | null
    readonly side: Side
    readonly signer: { readonly id: string; readonly name: string; readonly title: string }
    readonly meaning: string
    readonly method: Method
    readonly methodWords: string
    readonly prepared: string
    readonly expires: string
    /** 128 random bits, hex. */
    readonly nonce: string
    /** Where the shared history stood: each administrator witnesses it. */
    readonly ledger: LedgerHead
  }
}

type Given = Pick<
  CharterStatement['predicate'],
  'case' | 'charter' | 'supersedes' | 'side' | 'signer' | 'method' | 'prepared' | 'nonce' | 'ledger'
>

/** The statement with which a charter is adopted for a side; good for five minutes. */
export function makeCharterStatement(charterDigest: string, given: Given): CharterStatement {
  const expires = new Date(Date.parse(given.prepared) + STATEMENT_MINUTES * 60_000).toISOString()
  return {
    _type: IN_TOTO,
    subject: [{ name: 'content/charter.json', digest: { sha256: charterDigest } }],
    predicateType: CHARTER_PREDICATE,
    predicate: {
      act: 'adopt',
      ...given,
      meaning: ADOPT_MEANING,
      methodWords: METHODS[given.method].words,
      expires,
    },
  }
}

export function charterStatementBytes(statement: CharterStatement): Uint8Array {
  return canonicalBytes(statement)
}

/** Reads a statement about a charter from its bytes; undefined unless they are the canonical JSON of one. */
export function readCharterStatement(bytes: Uint8Array): CharterStatement | undefined {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as CharterStatement
    return canonicalJson(value) === text && isCharterStatement(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isCharterStatement({ _type, predicateType, subject, predicate }: CharterStatement): boolean {
  return (
    _type === IN_TOTO &&
    predicateType === CHARTER_PREDICATE &&
    subject.length === 1 &&
    subject[0].name === 'content/charter.json' &&
    typeof subject[0].digest.sha256 === 'string' &&
    predicate.act === 'adopt' &&
    predicate.meaning === ADOPT_MEANING &&
    Object.hasOwn(METHODS, predicate.method) &&
    predicate.methodWords === METHODS[predicate.method].words &&
    (predicate.side === 'mdm' || predicate.side === 'hdo') &&
    typeof predicate.signer.id === 'string' &&
    typeof predicate.nonce === 'string' &&
    Number.isSafeInteger(predicate.ledger.size) &&
    typeof predicate.ledger.head === 'string'
  )
}
