'use client'
import { Button } from '@mantine/core'
import own from './account.module.css'

/** [AUTH11] Backup codes, shown this once. */
export function BackupCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const text = `Backup codes for Accord\n\n${codes.join('\n')}\n`
  return (
    <section className={own.codes} aria-label="Backup codes">
      <p>
        <strong>Keep these codes.</strong> Each signs you in once when phone and key are lost. They are shown now and
        never again.
      </p>
      <ul className={own.codeList}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={own.ways}>
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="accord-backup-codes.txt"
        >
          Keep as a file
        </Button>
        <Button onClick={done}>I have kept them</Button>
      </div>
    </section>
  )
}
