import type { AgreementEvent } from '@/lib/agreement/events'
import type { AgreementState } from '@/lib/agreement/proposal'
import type { Statement } from '@/lib/agreement/statement'
import type { NewEntry } from '@/lib/wire/ledger'

const DAY = 24 * 60 * 60 * 1000

/**
 * The entry that a taken statement becomes.
 * @param state as it is when the act is recorded
 * @param proof digests of the statement and of the envelope around it
 */
export function eventOf(
  state: AgreementState,
  { subject, predicate }: Statement,
  proof: { readonly statement: string; readonly envelope: string },
): AgreementEvent {
  const { act, proposal, side, reason, method, prepared, ending } = predicate
  const digest = subject[0].digest.sha256
  const about = { proposal, digest, side, ...proof }
  switch (act) {
    case 'sign':
      return { kind: 'proposal.signed', body: { ...about, method } }
    case 'unsign':
      return { kind: 'proposal.unsigned', body: { ...about, reason: reason.text } }
    case 'refuse': {
      const { code, text, elements } = reason
      return {
        kind: 'proposal.refused',
        body: { ...about, code: code === '' ? 'other' : code, text, elements: [...elements] },
      }
    }
    case 'withdraw':
      return { kind: 'proposal.withdrawn', body: { ...about, reason: reason.text } }
    case 'confirm':
      return { kind: 'baseline.condition-met', body: { ...about, text: reason.text } }
    case 'terminate': {
      const baseline = [state.inForce, state.pending].find((b) => b?.digest === digest)
      if (baseline === undefined) throw new Error('Only a baseline that can be ended is ended.')
      const notice = new Date(Date.parse(prepared) + baseline.noticeDays * DAY).toISOString()
      const ends = ending === 'notice' ? notice : null
      return {
        kind: 'baseline.termination',
        body: { baseline: baseline.number, digest, side, ends, reason: reason.text, ...proof },
      }
    }
  }
}

/** A refusal opens a conversation on each element it names. */
export function threadsOf({ predicate: { act, reason, proposal } }: Statement, ids: () => string): NewEntry[] {
  if (act !== 'refuse') return []
  return [...new Set(reason.elements)].map((element) => ({
    chain: 'shared',
    kind: 'thread.opened',
    body: { thread: ids(), element, text: `Version ${proposal} was refused: ${reason.text}` },
  }))
}
