'use client'
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import classes from './review.module.css'

const LONG = 500

/** What somebody wrote: plain text, line breaks kept, long texts folded. */
export function Words({ text }: { text: string }) {
  const [whole, setWhole] = useState(false)
  if (text.length <= LONG) return <p className={classes.words}>{text}</p>
  return (
    <>
      <p className={classes.words}>{whole ? text : `${text.slice(0, LONG)} ...`}</p>
      <UnstyledButton className={classes.more} aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
      </UnstyledButton>
    </>
  )
}
