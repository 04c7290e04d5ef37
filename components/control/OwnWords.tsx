'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './control.module.css'

/** A control that no table has, in the words of the people here. */
export function OwnWords({ query, busy, onAdd }: { query: string; busy: boolean; onAdd: (title: string) => void }) {
  const [title, setTitle] = useState<string>()
  const shown = title ?? query
  return (
    <form
      className={classes.ownWords}
      onSubmit={(event) => {
        event.preventDefault()
        if (shown.trim() !== '') onAdd(shown.trim())
      }}
    >
      <TextInput
        label="Or in your own words"
        placeholder="Screen locks after five minutes without use"
        value={shown}
        maxLength={500}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={shown.trim() === ''} loading={busy}>
        Add these words
      </Button>
    </form>
  )
}
