import Link from 'next/link'
import { METHODS } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import classes from './agreement.module.css'
import type { Receipt } from './answer'
import { Digest } from './Digest'
import { sideName } from './words'

const DONE: Readonly<Record<Receipt['act'], string>> = {
  sign: 'You have signed',
  refuse: 'You have refused',
  withdraw: 'You have withdrawn',
  unsign: 'You have taken back your signature on',
  confirm: 'You have confirmed the condition of',
  terminate: 'You have ended, for your side,',
}

/** What a person keeps of an act: with it they can recognise the version, and their place in the history, years later. */
export function ReceiptCard({ caseId, receipt }: { caseId: string; receipt: Receipt }) {
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  return (
    <section className={`${classes.section} ${classes.good}`} aria-label="Receipt" role="status">
      <h2>
        {DONE[receipt.act]} version {receipt.proposal}
        {receipt.baseline === null ? '' : `. It is in force as baseline ${receipt.baseline}`}
      </h2>
      <dl className={classes.facts}>
        <dt>When</dt>
        <dd>{instantWords(receipt.at)}</dd>
        <dt>Who</dt>
        <dd>
          {receipt.name}, for the {sideName(receipt.side)}
        </dd>
        <dt>Digest of the version</dt>
        <dd>
          <Digest value={receipt.digest} />
        </dd>
        <dt>Place in the history</dt>
        <dd>
          Entry {receipt.ledger.size} <Digest value={receipt.ledger.head} />
        </dd>
      </dl>
      <p className={classes.muted}>{METHODS.password.words} Keep or print this receipt.</p>
      <p>
        {receipt.baseline === null ? (
          <Link href={base}>Back to the agreement</Link>
        ) : (
          <Link href={`${base}/baselines/${receipt.baseline}`}>
            Open baseline {receipt.baseline} and download its file
          </Link>
        )}
      </p>
    </section>
  )
}
