import type { Side } from '@/lib/agreement/charter'
import type { Expected } from '@/lib/agreement/verdict'
import { passkeyStory } from '../agreement'
import { SoftPasskey } from '../soft-passkey'
import { adoptionTamperings } from './adoptions'
import { fileTamperings } from './files'
import { historyTamperings } from './history'
import { statementTamperings } from './statements'

/** Something that was done to a bundle, and what the verifier has to say about it. */
export interface Tampering {
  readonly name: string
  /** One of the verdict's problems has this code and a sentence like this. */
  readonly code: string
  readonly says: RegExp
  readonly bytes: Uint8Array
  /** What the reader remembers, where that is what catches it. */
  readonly expected?: Expected
}

export type Keys = Readonly<Record<Side, SoftPasskey>>

/** A true bundle, signed with passkeys of both sides, and everything that is done to it. */
export function tamperings(): { readonly good: Uint8Array; readonly all: readonly Tampering[] } {
  const keys: Keys = { mdm: new SoftPasskey('ES256'), hdo: new SoftPasskey('EdDSA') }
  const { story, frozen } = passkeyStory(keys)
  const good = story.bundle(frozen)
  return {
    good,
    all: [
      ...fileTamperings(good),
      ...historyTamperings(good, story),
      ...statementTamperings(good, story, keys),
      ...adoptionTamperings(keys),
    ],
  }
}
