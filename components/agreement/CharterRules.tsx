import { type Charter, METHODS, OPEN_ISSUE_RULES, SIDES } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import classes from './agreement.module.css'
import { countWords, sideName } from './words'

/** A charter as sentences. With the one before, each rule that differs says what it was. */
export function CharterRules({ charter, before }: { charter: Charter | CharterTerms; before?: Charter | undefined }) {
  const old = before === undefined ? undefined : new Map(rules(before).map(({ label, words }) => [label, words]))
  return (
    <dl className={classes.facts}>
      {rules(charter).map(({ label, words }) => (
        <div key={label} style={{ display: 'contents' }}>
          <dt>{label}</dt>
          <dd>
            {words}
            {old !== undefined && old.get(label) !== words && (
              <div className={classes.muted}>
                Changed. Before: <del>{old.get(label) ?? 'nothing was said'}</del>
              </div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function rules(charter: Charter | CharterTerms): { label: string; words: string }[] {
  const { parties, quorum, roles, methods, passkeys } = charter
  const noticeDays = charter.noticeDays ?? 0
  return [
    ...SIDES.map((side) => ({
      label: sideName(side),
      words: `${parties[side].organisation}. ${countWords(quorum[side], 'signatory signs', 'signatories sign')}${roles === undefined ? '' : `, as ${roles[side]}`}.`,
    })),
    { label: 'How people sign', words: methods.map((method) => METHODS[method].words).join(' ') },
    ...(passkeys === null
      ? []
      : [
          {
            label: 'Passkeys are bound to',
            words: `${passkeys.rpId} for ever, and used at ${passkeys.origins.join(', ')}. At another host name they do not work.`,
          },
        ]),
    { label: 'A version stays open', words: `${countWords(charter.timeLimitDays, 'day', 'days')}; then it expires.` },
    {
      label: 'Approvals that are out of date',
      words: `${OPEN_ISSUE_RULES[charter.staleApprovals].words}.`,
    },
    { label: 'Comments that are still open', words: `${OPEN_ISSUE_RULES[charter.openThreads].words}.` },
    {
      label: 'Ending an agreement',
      words: `Both sides together at once, or one alone with ${countWords(noticeDays, 'day', 'days')} of notice.`,
    },
    {
      label: 'Kept',
      words: `${countWords(charter.retentionYears ?? 10, 'year', 'years')} after the agreement ends, with its whole history.`,
    },
  ]
}
