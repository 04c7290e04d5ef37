'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { MANIFEST_PATH } from '@/lib/agreement/manifest'
import classes from './agreement.module.css'
import { versionFile } from './check-view'
import { DigestWords } from './Digest'
import { FrozenView } from './FrozenView'
import { useCheckedView } from './use-checked-view'

interface Version {
  readonly caseId: string
  readonly title: string
  readonly number: number
  readonly digest: string
}

interface Props {
  readonly code: string
  readonly versions: readonly Version[]
  readonly problem: string
}

/** The second device: what this computer was given under a code, hashed here. Nothing can be signed on this page. */
export function CheckPage({ code, versions, problem }: Props) {
  const [typed, setTyped] = useState(code)
  function submit(event: FormEvent) {
    event.preventDefault()
    window.location.assign(`/check?code=${encodeURIComponent(typed.trim())}`)
  }
  return (
    <>
      <h1>Check on another computer</h1>
      <p className={classes.lead}>
        Type the code that stands beside the version on your first computer. This one fetches the version by itself,
        hashes it, and says its digest in words. If both say the same, both show the same version.
      </p>
      <form className={classes.form} onSubmit={submit} method="post">
        <TextInput
          label="Code"
          placeholder="K7QF-2M9P"
          maxLength={20}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
        {problem !== '' && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        <div>
          <Button type="submit" disabled={typed.trim() === ''}>
            Show digest and words
          </Button>
        </div>
      </form>
      {versions.map((version) => (
        <Found key={version.digest} version={version} />
      ))}
    </>
  )
}

function Found({ version: { caseId, title, number, digest } }: { version: Version }) {
  const checked = useCheckedView(caseId, number, digest)
  return (
    <section className={`${classes.section} ${checked?.ok === false ? classes.red : classes.good}`}>
      <h2>
        {title}, version {number}
      </h2>
      {checked?.ok === true && <DigestWords value={digest} />}
      <FrozenView number={number} checked={checked} />
      <h3>Without trusting this page either</h3>
      <p className={classes.muted}>
        <a href={versionFile(caseId, number, MANIFEST_PATH)} download="manifest.json">
          Download manifest.json
        </a>{' '}
        and run <code>sha256sum manifest.json</code>: its output is the digest.
      </p>
    </section>
  )
}
