import { checkCode, digestGroups } from '@/lib/agreement/word-phrase'
import classes from './agreement.module.css'

/** A digest for comparing by eye or by voice, in one line. */
export function Digest({ value }: { value: string }) {
  return (
    <code className={classes.digest} data-digest={value}>
      {digestGroups(value)
        .map(({ hex }) => hex)
        .join(' ')}
    </code>
  )
}

/** The same with its words: eight groups, each said twice, to be compared with another computer or over the phone. */
export function DigestWords({ value, label = 'Digest of this version' }: { value: string; label?: string }) {
  return (
    <ol className={classes.words} aria-label={label} data-digest={value}>
      {digestGroups(value).map(({ hex, words }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be equal, and none ever moves
        <li key={index}>
          <code>{hex}</code> <span>{words.join(' ')}</span>
        </li>
      ))}
    </ol>
  )
}

/** How to find the same version on another computer. */
export function CheckElsewhere({ digest }: { digest: string }) {
  return (
    <p className={classes.muted}>
      On another computer or telephone, open <strong>/check</strong> at this address, sign in, and type the code{' '}
      <strong className={classes.code}>{checkCode(digest)}</strong>. It shows the digest and the words of what it was
      given, without signing anything. Both must say the same.
    </p>
  )
}
