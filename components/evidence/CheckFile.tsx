'use client'
import { Button } from '@mantine/core'
import { type ChangeEvent, useRef, useState } from 'react'
import classes from './evidence.module.css'
import { hashFile } from './hash-file'

type Check =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy'; readonly share: number }
  | { readonly kind: 'same' | 'other'; readonly name: string }

/** Compares a file on this device with the hash in the case. The file is read here and sent nowhere. */
export function CheckFile({ sha256 }: { readonly sha256: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [check, setCheck] = useState<Check>({ kind: 'idle' })
  async function compare(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = event.currentTarget.files?.[0]
    event.currentTarget.value = ''
    if (file === undefined) return
    const found = await hashFile(file, (share) => setCheck({ kind: 'busy', share }))
    setCheck({ kind: found === sha256 ? 'same' : 'other', name: file.name })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File to check against the hash"
        onChange={(event) => void compare(event)}
      />
      <Button variant="default" loading={check.kind === 'busy'} onClick={() => input.current?.click()}>
        Check a file against the hash
      </Button>
      {check.kind === 'same' && (
        <p className={classes.same} role="status">
          {check.name} is exactly this file.
        </p>
      )}
      {check.kind === 'other' && (
        <p className={classes.problem} role="alert">
          {check.name} is another file: its hash differs.
        </p>
      )}
    </>
  )
}
