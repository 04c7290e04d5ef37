import type { Audience } from '@/lib/access/audience'
import type { Side } from '@/lib/access/policy'
import type { CanonicalCase } from '@/lib/case/canonical-case'
import type { Offsets } from '@/lib/layout/picture'
import type { ReviewEntry } from '@/lib/review/entries'

/** A case as it stood at one moment, as plain data: what can be handed to another thread. */
export interface CaseMaterial {
  readonly canonical: CanonicalCase
  readonly offsets: Offsets
  /** The chains that the person who asks may read. */
  readonly entries: readonly ReviewEntry[]
  readonly audience: Audience
  /** The side of the person who asks. */
  readonly side?: Side
}
