import { instantWords } from '@/lib/agreement/instant'
import type { AuditLine } from '@/lib/audit/audit-line'
import { FAMILIES } from '@/lib/audit/families'
import classes from './audit.module.css'

const CHAINS = { shared: '', mdm: 'Manufacturer only', hdo: 'Hospital only' } as const

/** The entries, newest first, each one sentence with its place in the history. */
export function AuditList({ caseId, lines }: { caseId: string; lines: readonly AuditLine[] }) {
  const base = `/cases/${encodeURIComponent(caseId)}`
  if (lines.length === 0) return <p className={classes.none}>Nothing in the history fits.</p>
  return (
    <ol className={classes.list} aria-label="Entries">
      {lines.map(({ key, chain, seq, at, sentence, family, elements, hash, erased }) => (
        <li key={key} className={classes.line} data-erased={erased || undefined}>
          <span className={classes.when}>
            <time dateTime={at}>{instantWords(at)}</time>
            <span>{FAMILIES[family].words}</span>
          </span>
          <span className={classes.what}>
            {sentence}
            <span className={classes.place}>
              Entry {seq}
              {CHAINS[chain] === '' ? '' : `, ${CHAINS[chain]}`} <code title={hash}>{hash.slice(0, 16)}</code>
              {elements.map(({ id, name }) => (
                <a key={id} href={`${base}?element=${encodeURIComponent(name)}`}>
                  {name}
                </a>
              ))}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}
