import type { ReactNode } from 'react'
import { METHODS, SIDES, type Side } from '@/lib/agreement/charter'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import { missing, PROPOSAL_STATES, type Signature } from '@/lib/agreement/proposal'
import { REFUSAL_CODES } from '@/lib/agreement/refusal-codes'
import classes from './agreement.module.css'
import { CheckElsewhere, DigestWords } from './Digest'
import type { VersionProps } from './VersionPage'
import { effectWords, sideName } from './words'

type Props = Pick<VersionProps, 'caseId' | 'proposal' | 'roster' | 'charter' | 'may' | 'attempts'>

/** How a version stands, in words: who has signed and how that is vouched for, who may, until when, and its digest. */
export function VersionStatus({ caseId, proposal, roster, charter, may, attempts }: Props) {
  const names = (side: Side) =>
    roster[side].map((s) => (s.standsFor === undefined ? s.name : `${s.name} for ${s.standsFor.name}`)).join(', ')
  const live = PROPOSAL_STATES[proposal.state].live
  return (
    <section className={classes.section} aria-label="How it stands">
      <dl className={classes.facts}>
        {SIDES.map((side) => (
          <FactRow key={side} label={`${sideName(side)}, ${charter.parties[side].organisation}`}>
            {proposal.signatures
              .filter((s) => s.side === side)
              .map((s) => (
                <SignatureLine key={s.envelope} signature={s} />
              ))}
            {missing(proposal, side) > 0 && (live ? `Not signed. May sign: ${names(side) || 'nobody'}` : 'Not signed')}
          </FactRow>
        ))}
        {proposal.ending !== undefined && (
          <FactRow label="Ended">
            {instantWords(proposal.ending.at)}
            {proposal.state === 'expired' ? ': its time had run out' : ` by ${proposal.ending.by.name}`}
            {proposal.ending.code === undefined ? '' : `. ${REFUSAL_CODES[proposal.ending.code]}`}
            {proposal.ending.text === '' ? '' : `: ${proposal.ending.text}`}
          </FactRow>
        )}
        {proposal.counters !== undefined && (
          <FactRow label="Answers">
            <a href={`/cases/${encodeURIComponent(caseId)}/agreement/${proposal.counters}`}>
              Version {proposal.counters}
            </a>
            , which was refused
          </FactRow>
        )}
        {live && <FactRow label="Takes effect">{effectWords(proposal.effect)}</FactRow>}
        {proposal.confirmations.map((c) => (
          <FactRow key={c.side} label={`Condition, ${sideName(c.side)}`}>
            Confirmed by {c.person.name} on {instantWords(c.at)}
            {c.text === '' ? '' : `: ${c.text}`}
          </FactRow>
        ))}
        {live && (may.sign || may.refuse) && (
          <FactRow label="Your answer">
            <a href="#answer">Sign, refuse or ask at the end of this page</a>
          </FactRow>
        )}
        {live && <FactRow label="Can be signed until">{dayWords(proposal.expires)}</FactRow>}
        {attempts !== undefined && attempts > 0 && (
          <FactRow label="Failed attempts">
            <span className={classes.bad}>
              {attempts === 1 ? '1 attempt' : `${attempts} attempts`} of your side to act on this version was refused.
            </span>{' '}
            <a href={`/cases/${encodeURIComponent(caseId)}/agreement/audit?text=was+refused`}>Look at the history</a>
          </FactRow>
        )}
        <FactRow label="Digest">
          <DigestWords value={proposal.digest} />
        </FactRow>
        {live && (
          <FactRow label="Second device">
            <CheckElsewhere digest={proposal.digest} />
          </FactRow>
        )}
      </dl>
    </section>
  )
}

function SignatureLine({ signature: { person, at, method, lapsed, withdrawn } }: { signature: Signature }) {
  return (
    <div>
      {withdrawn === undefined
        ? `Signed by ${person.name} on ${instantWords(at)}`
        : `${person.name} signed on ${instantWords(at)} and took it back on ${instantWords(withdrawn.at)}: ${withdrawn.reason}`}
      {lapsed === undefined ? '' : `. It lapsed on ${instantWords(lapsed)}, when the right to sign was lost`}
      <div className={classes.muted}>{METHODS[method].words}</div>
    </div>
  )
}

function FactRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
