'use client'
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { cutAtMentions } from '@/lib/review/mentions'
import classes from './review.module.css'

const LONG = 500

interface Props {
  readonly text: string
  /** People who may be named in it: their names stand out. */
  readonly named?: readonly { readonly id: string; readonly name: string }[] | undefined
}

/** What somebody wrote: plain text, line breaks kept, long texts folded. */
export function Words({ text, named }: Props) {
  const [whole, setWhole] = useState(false)
  if (text.length <= LONG) {
    return (
      <p className={classes.words}>
        <Pieces text={text} named={named} />
      </p>
    )
  }
  return (
    <>
      <p className={classes.words}>
        <Pieces text={whole ? text : `${text.slice(0, LONG)} ...`} named={named} />
      </p>
      <UnstyledButton className={classes.more} aria-expanded={whole} onClick={() => setWhole(!whole)}>
        {whole ? 'Show less' : `Show all ${text.length.toLocaleString('en')} characters`}
      </UnstyledButton>
    </>
  )
}

function Pieces({ text, named }: Props) {
  if (named === undefined) return text
  return cutAtMentions(text, named).map((piece, index) => {
    // Pieces have no other identity than their place.
    const key = index
    return piece.person === undefined ? (
      <span key={key}>{piece.text}</span>
    ) : (
      <strong key={key} className={classes.mention}>
        {piece.text}
      </strong>
    )
  })
}
