'use client'
import { Button } from '@mantine/core'
import { DownloadIcon } from '@/components/look/icons'
import { METHODS } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import { type ActReceipt, receiptText } from '@/lib/agreement/receipt'
import { ACTS } from './acts'
import classes from './agreement.module.css'
import { Crumbs } from './Crumbs'
import { Digest, DigestWords } from './Digest'
import { saveText } from './save-text'
import { sideName } from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly number: number
  readonly receipts: readonly ActReceipt[]
}

/** What a person keeps of their acts: with it they can recognise the version, and their place in the history, years later. */
export function ReceiptPage({ caseId, title, number, receipts }: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  const [newest] = receipts
  return (
    <>
      <Crumbs caseId={caseId} title={title} here={`Receipt for version ${number}`} />
      {newest === undefined && (
        <>
          <h1>No receipt</h1>
          <p className={classes.lead}>
            You have not signed, refused or withdrawn version {number}.{' '}
            <a href={`${base}/${number}`}>Read version {number}</a>
          </p>
        </>
      )}
      {receipts.map((receipt, index) => (
        <OneReceipt key={receipt.envelope} caseId={caseId} title={title} receipt={receipt} first={index === 0} />
      ))}
      {newest !== undefined && (
        <p className={classes.after}>
          {newest.baseline === null ? (
            <a href={base}>Back to the agreement</a>
          ) : (
            <a href={`${base}/baselines/${newest.baseline}`}>Open baseline {newest.baseline} and download its file</a>
          )}
        </p>
      )}
    </>
  )
}

function OneReceipt({
  caseId,
  title,
  receipt,
  first,
}: Omit<Props, 'number' | 'receipts'> & { receipt: ActReceipt; first: boolean }) {
  const { act, proposal, at, name, side, digest, statement, envelope, ledger, baseline } = receipt
  const method = receipt.method === 'passkey' ? METHODS.passkey.words : METHODS.password.words
  const words = `${ACTS[act].done} version ${proposal}${baseline === null ? '' : `. It is in force as baseline ${baseline}`}`
  const Heading = first ? 'h1' : 'h2'
  const save = () =>
    saveText(
      receiptText(receipt, { title, caseId, words: ACTS[act].done, methodWords: method }),
      `receipt-version-${proposal}-${act}.txt`,
    )
  return (
    <section className={`${classes.section} ${classes.good}`} aria-label="Receipt" role={first ? 'status' : undefined}>
      <Heading>{words}</Heading>
      <dl className={classes.facts}>
        <dt>When</dt>
        <dd>{instantWords(at)}</dd>
        <dt>Who</dt>
        <dd>
          {name}, for the {sideName(side)}
          <div className={classes.muted}>{method}</div>
        </dd>
        <dt>Digest of the version</dt>
        <dd>
          <DigestWords value={digest} />
        </dd>
        <dt>Place in the history</dt>
        <dd>
          Entry {ledger.size} <Digest value={ledger.head} />
        </dd>
        <dt>Statement</dt>
        <dd>
          <Digest value={statement} />
        </dd>
        <dt>Envelope</dt>
        <dd>
          <Digest value={envelope} />
        </dd>
      </dl>
      <p className={classes.muted}>
        Keep it where this service cannot reach it: it proves what you signed, and that nobody has rewritten the history
        before it.
      </p>
      <Button variant="default" leftSection={<DownloadIcon />} onClick={save}>
        Download this receipt
      </Button>
    </section>
  )
}
